pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// A heading, a word about it, its rows, or a table.
Column {
    id: root

    property var section: null

    signal acted(act: string)

    width: parent ? parent.width : 0
    spacing: Theme.gapTiny

    RowLayout {
        width: root.width
        spacing: Theme.gap

        ColumnLayout {
            Layout.bottomMargin: Theme.gapTiny
            spacing: 0

            Label {
                Layout.fillWidth: true
                text: root.section?.title ?? ""
                strong: true
                Accessible.role: Accessible.Heading
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.section?.hint ?? ""
                level: Label.Caption
                color: Theme.inkSoft
            }
        }

        ActionButton {
            visible: text !== ""
            compact: true
            kind: ActionButton.Secondary
            text: root.section?.button ?? ""
            onClicked: root.acted(root.section.buttonAct)
        }
    }

    Repeater {
        model: root.section?.rows.length ?? 0

        DeskRow {
            required property int index

            row: root.section?.rows[index] ?? null
            onActed: act => root.acted(act)
        }
    }

    CountTable {
        visible: table.length > 0
        columns: root.section?.columns ?? []
        table: root.section?.table ?? []
    }
}
