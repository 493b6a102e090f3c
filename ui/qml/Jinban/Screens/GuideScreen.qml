pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// What this service asks for, and whether this machine can do it now.
Page {
    id: root

    footer.nextText: view.startable ? view.start : ""

    Label {
        width: parent.width
        text: root.view.summary
    }

    NoticeBar {
        width: parent.width
        visible: root.view.instant !== ""
        tone: Tone.Success
        glyph: "clock"
        message: root.view.instant
    }

    NoticeBar {
        width: parent.width
        visible: root.view.window !== ""
        tone: Tone.Info
        message: root.view.window
        nextStep: root.view.place
    }

    Label {
        text: root.view.bringTitle
        level: Label.Heading
    }

    Panel {
        Repeater {
            model: root.view.bring.length

            Row {
                id: line

                required property int index

                width: parent.width
                spacing: Theme.gap

                Rectangle {
                    width: Theme.sized(52)
                    height: width
                    radius: width / 2
                    color: Theme.primaryTint

                    Label {
                        anchors.centerIn: parent
                        text: line.index + 1
                        level: Label.Caption
                        strong: true
                        color: Theme.primary
                    }
                }

                Label {
                    width: parent.width - Theme.sized(52) - parent.spacing
                    text: root.view.bring[line.index]
                }
            }
        }
    }

    Label {
        visible: root.view.checks.length > 0
        text: root.view.checksTitle
        level: Label.Heading
    }

    Repeater {
        model: root.view.checks.length

        StatusRow {
            required property int index
            readonly property var check: root.view.checks[index]

            width: parent.width
            condition: ({
                    "ok": StatusRow.Fine,
                    "attention": StatusRow.Attention,
                    "bad": StatusRow.Bad
                })[check.state]
            glyph: check.icon
            title: check.text
            detail: check.detail
        }
    }

    Panel {
        spacing: 0

        Repeater {
            model: root.view.facts.length

            DataRow {
                required property int index

                width: parent.width
                label: root.view.facts[index].label
                value: root.view.facts[index].value
                last: index === root.view.facts.length - 1
            }
        }
    }
}
