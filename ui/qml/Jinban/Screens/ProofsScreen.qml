pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// The proofs that may still be asked for; no others may.
Page {
    id: root

    Repeater {
        model: root.view.rows.length

        Panel {
            id: panel

            required property int index
            readonly property var row: root.view.rows[index]

            padding: Theme.gap
            spacing: Theme.gapTiny

            Label {
                width: parent.width
                text: (panel.index + 1) + ". " + panel.row.title
                strong: true
            }

            Label {
                width: parent.width
                text: panel.row.detail
                level: Label.Small
                color: Theme.inkSoft
            }

            Label {
                width: parent.width
                text: panel.row.basis
                level: Label.Caption
                color: Theme.inkSoft
            }
        }
    }
}
