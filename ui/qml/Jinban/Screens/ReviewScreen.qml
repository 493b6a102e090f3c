pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// All answers once more, each with the way back to it.
Page {
    id: root

    footer.nextGlyph: "pen"

    NoticeBar {
        width: parent.width
        tone: root.view.expect.tone === "success" ? Tone.Success : Tone.Info
        message: root.view.expect.text + (root.view.expect.badge === "" ? "" : "（" + root.view.expect.badge + "）")
    }

    NoticeBar {
        width: parent.width
        visible: root.view.papers !== ""
        tone: Tone.Info
        glyph: "shield"
        message: root.view.papers
    }

    NoticeBar {
        width: parent.width
        visible: root.view.lane !== ""
        tone: Tone.Info
        glyph: "star"
        message: root.view.lane
    }

    Repeater {
        model: root.view.groups.length

        Panel {
            id: panel

            required property int index
            readonly property var group: root.view.groups[index] ?? null

            padding: Theme.gap
            spacing: 0

            RowLayout {
                width: parent.width

                Label {
                    Layout.fillWidth: true
                    text: panel.group?.title ?? ""
                    level: Label.Small
                    strong: true
                    color: Theme.primary
                }

                ActionButton {
                    visible: (panel.group?.page ?? -1) >= 0
                    kind: ActionButton.Quiet
                    compact: true
                    glyph: "pen"
                    text: root.view.edit
                    onClicked: root.visit.edit(panel.group.page)
                }
            }

            Repeater {
                model: panel.group?.rows.length ?? 0

                DataRow {
                    required property int index

                    width: parent.width
                    label: panel.group.rows[index].label
                    value: panel.group.rows[index].value
                    last: index === panel.group.rows.length - 1
                }
            }
        }
    }
}
