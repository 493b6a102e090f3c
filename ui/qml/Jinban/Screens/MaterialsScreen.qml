pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// Which papers the service asks for, what stands in their place, and which still have to be laid down.
Page {
    id: root

    NoticeBar {
        width: parent.width
        visible: root.view.reminded !== ""
        tone: Tone.Warning
        message: root.view.reminded
    }

    Repeater {
        model: root.view.rows.length

        Column {
            id: paper

            required property int index
            readonly property var row: root.view.rows[index] ?? null

            width: parent.width
            spacing: Theme.gapSmall

            StatusRow {
                width: parent.width
                condition: paper.row?.state === "ok" ? StatusRow.Fine : StatusRow.Attention
                glyph: paper.row?.icon ?? ""
                title: paper.row?.title ?? ""
                detail: paper.row?.detail ?? ""
            }

            RowLayout {
                width: parent.width
                visible: (paper.row?.scan ?? "") !== ""
                spacing: Theme.gapSmall

                ActionButton {
                    Layout.fillWidth: true
                    compact: true
                    kind: paper.row?.state === "ok" ? ActionButton.Secondary : ActionButton.Primary
                    glyph: "camera"
                    text: paper.row?.scan ?? ""
                    onClicked: root.visit.scan(paper.row.id)
                }

                ActionButton {
                    Layout.fillWidth: true
                    visible: text !== ""
                    compact: true
                    kind: ActionButton.Secondary
                    glyph: "clock"
                    text: paper.row?.later ?? ""
                    onClicked: root.visit.follow_later(paper.row.id)
                }
            }
        }
    }
}
