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

    Repeater {
        model: root.view.why.length

        NoticeBar {
            required property int index
            readonly property var reason: root.view.why[index] ?? null

            width: parent.width
            tone: Tone.Warning
            message: reason?.text ?? ""
            nextStep: reason?.next ?? ""
        }
    }

    ActionButton {
        width: parent.width
        visible: root.view.nearby !== ""
        kind: ActionButton.Secondary
        glyph: "building"
        text: root.view.nearby
        onClicked: root.visit.ask_places()
    }

    Label {
        visible: root.view.partsTitle !== ""
        text: root.view.partsTitle
        level: Label.Heading
    }

    Panel {
        visible: root.view.parts.length > 0

        Repeater {
            model: root.view.parts.length

            Row {
                id: part

                required property int index
                readonly property var entry: root.view.parts[index] ?? null

                width: parent.width
                spacing: Theme.gap

                Rectangle {
                    width: Theme.sized(52)
                    height: width
                    radius: width / 2
                    color: Theme.primary

                    Label {
                        anchors.centerIn: parent
                        text: part.index + 1
                        level: Label.Caption
                        strong: true
                        color: Theme.primaryInk
                    }
                }

                Column {
                    width: parent.width - Theme.sized(52) - parent.spacing

                    Label {
                        width: parent.width
                        text: part.entry?.title ?? ""
                    }

                    Label {
                        width: parent.width
                        text: part.entry?.note ?? ""
                        level: Label.Caption
                        color: Theme.inkSoft
                    }
                }
            }
        }
    }

    Label {
        visible: root.view.bring.length > 0
        text: root.view.bringTitle
        level: Label.Heading
    }

    Panel {
        visible: root.view.bring.length > 0

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

    NoticeBar {
        width: parent.width
        visible: root.view.across !== ""
        tone: Tone.Info
        glyph: "language"
        message: root.view.across
    }

    ActionButton {
        width: parent.width
        visible: root.view.basket !== ""
        kind: ActionButton.Secondary
        glyph: "plus"
        text: root.view.basket
        onClicked: root.visit.add_to_basket()
    }
}
