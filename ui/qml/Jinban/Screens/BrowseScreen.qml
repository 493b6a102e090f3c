pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// The groups of a list, or the services of one group, page by page.
Page {
    id: root

    GridLayout {
        width: parent.width
        visible: root.view.groups.length > 0
        columns: Theme.large ? 2 : 3
        columnSpacing: Theme.gapSmall
        rowSpacing: Theme.gapSmall
        uniformCellWidths: true
        uniformCellHeights: true

        Repeater {
            model: root.view.groups.length

            EntryTile {
                required property int index
                readonly property var group: root.view.groups[index] ?? null

                Layout.fillWidth: true
                Layout.fillHeight: true
                title: group?.title ?? ""
                note: group?.note ?? ""
                glyph: group?.icon ?? ""
                onClicked: root.visit.browse(root.view.facet, group.id, 0)
            }
        }
    }

    ServiceList {
        visible: root.view.rows.length > 0
        rows: root.view.rows
        visit: root.visit
    }

    Label {
        width: parent.width
        visible: root.view.empty !== ""
        text: root.view.empty
        color: Theme.inkSoft
    }

    RowLayout {
        width: parent.width
        visible: root.view.pageText !== ""
        spacing: Theme.gap

        ActionButton {
            visible: root.view.earlier !== ""
            kind: ActionButton.Secondary
            compact: true
            glyph: "back"
            text: root.view.earlier
            onClicked: root.visit.browse(root.view.facet, root.view.value, root.view.page - 1)
        }

        Label {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: root.view.pageText
            level: Label.Small
            color: Theme.inkSoft
        }

        ActionButton {
            visible: root.view.later !== ""
            kind: ActionButton.Secondary
            compact: true
            glyph: "next"
            glyphAfter: true
            text: root.view.later
            onClicked: root.visit.browse(root.view.facet, root.view.value, root.view.page + 1)
        }
    }
}
