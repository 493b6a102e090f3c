pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// Is this you, and may your data be used for this?
Page {
    id: root

    footer.backText: view.notMe
    footer.nextText: view.agree
    footer.nextGlyph: "check"

    Panel {
        spacing: 0

        Repeater {
            model: root.view.rows.length

            DataRow {
                required property int index

                width: parent.width
                label: root.view.rows[index].label
                value: root.view.rows[index].value
                last: index === root.view.rows.length - 1
            }
        }
    }

    NoticeBar {
        width: parent.width
        visible: root.view.offline !== ""
        tone: Tone.Warning
        glyph: "network-off"
        message: root.view.offline
    }

    Label {
        width: parent.width
        topPadding: Theme.gapSmall
        text: root.view.heading
        level: Label.Heading
    }

    Panel {
        spacing: Theme.gap

        Repeater {
            model: root.view.purposes.length

            Row {
                id: purpose

                required property int index

                width: parent.width
                spacing: Theme.gap

                Icon {
                    name: ["card", "search", "shield"][purpose.index]
                    color: Theme.primary
                }

                Label {
                    width: parent.width - Theme.icon - parent.spacing
                    text: root.view.purposes[purpose.index]
                }
            }
        }
    }
}
