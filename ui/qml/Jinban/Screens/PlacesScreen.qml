pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// The nearest places that can do it, to look at or to take away.
Page {
    id: root

    footer.nextText: view.print
    footer.nextGlyph: "receipt"
    footer.onNext: visit.print_again()

    NoticeBar {
        width: parent.width
        visible: root.view.paper !== ""
        tone: Tone.Info
        glyph: "receipt"
        message: root.view.paper
    }

    Label {
        width: parent.width
        visible: root.view.empty !== ""
        text: root.view.empty
    }

    Repeater {
        model: root.view.rows.length

        Panel {
            id: panel

            required property int index
            readonly property var row: root.view.rows[index]

            RowLayout {
                width: parent.width
                spacing: Theme.gap

                Label {
                    Layout.fillWidth: true
                    text: panel.row.title + (panel.row.demo === "" ? "" : "（" + panel.row.demo + "）")
                    level: Label.Heading
                }

                Badge {
                    text: panel.row.open
                    tone: panel.row.isOpen ? Tone.Success : Tone.Neutral
                }
            }

            Label {
                width: parent.width
                text: panel.row.detail
            }

            RowLayout {
                width: parent.width
                spacing: Theme.gapSmall

                Icon {
                    name: "clock"
                    size: Theme.iconSmall
                    color: Theme.inkSoft
                }

                Label {
                    Layout.fillWidth: true
                    text: panel.row.hours
                    level: Label.Small
                    color: Theme.inkSoft
                }

                Label {
                    text: panel.row.distance
                    level: Label.Small
                    strong: true
                    color: Theme.primary
                }
            }
        }
    }
}
