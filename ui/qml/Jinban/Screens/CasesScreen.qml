pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// The cases that were found, or one of them whole: its way so far, its reasons, its paper.
Page {
    id: root

    footer.nextGlyph: "check"

    NoticeBar {
        width: parent.width
        visible: root.view.trouble !== ""
        tone: Tone.Warning
        message: root.view.trouble
    }

    NoticeBar {
        width: parent.width
        visible: root.view.handedIn !== ""
        tone: Tone.Success
        glyph: "check"
        message: root.view.handedIn
    }

    Repeater {
        model: root.view.rows.length

        Panel {
            id: panel

            required property int index
            readonly property var row: root.view.rows[index] ?? null

            RowLayout {
                width: parent.width
                spacing: Theme.gap

                Label {
                    Layout.fillWidth: true
                    text: root.view.whole ? (panel.row?.department ?? "") : (panel.row?.title ?? "")
                    level: root.view.whole ? Label.Small : Label.Body
                    strong: true
                    color: root.view.whole ? Theme.inkSoft : Theme.ink
                }

                Badge {
                    text: panel.row?.state ?? ""
                    tone: ({
                            "success": Tone.Success,
                            "danger": Tone.Danger,
                            "warning": Tone.Warning
                        })[panel.row?.tone] ?? Tone.Info
                }
            }

            NoticeBar {
                width: parent.width
                visible: (panel.row?.confirmAsk ?? "") !== ""
                tone: Tone.Info
                message: panel.row?.confirmAsk ?? ""
            }

            RowLayout {
                width: parent.width
                visible: (panel.row?.confirm ?? "") !== ""
                spacing: Theme.gapSmall

                ActionButton {
                    Layout.fillWidth: true
                    compact: true
                    text: panel.row?.confirm ?? ""
                    onClicked: root.visit.confirm(panel.row.id, true)
                }

                ActionButton {
                    Layout.fillWidth: true
                    compact: true
                    kind: ActionButton.Secondary
                    text: panel.row?.deny ?? ""
                    onClicked: root.visit.confirm(panel.row.id, false)
                }
            }

            ActionButton {
                width: parent.width
                visible: !root.view.whole
                kind: ActionButton.Secondary
                compact: true
                glyph: "next"
                glyphAfter: true
                text: panel.row?.id ?? ""
                onClicked: root.visit.choose_case(panel.row.id)
            }

            Repeater {
                model: panel.row?.facts.length ?? 0

                DataRow {
                    required property int index

                    width: parent.width
                    label: panel.row.facts[index].label
                    value: panel.row.facts[index].value
                    last: index === panel.row.facts.length - 1
                }
            }

            Repeater {
                model: panel.row?.steps.length ?? 0

                Row {
                    id: step

                    required property int index

                    width: parent.width
                    spacing: Theme.gap

                    Rectangle {
                        anchors.verticalCenter: parent.verticalCenter
                        width: Theme.sized(28)
                        height: width
                        radius: width / 2
                        color: Theme.primary
                    }

                    Label {
                        width: parent.width - Theme.sized(28) - parent.spacing
                        text: panel.row.steps[step.index].at + "　" + panel.row.steps[step.index].title
                    }
                }
            }

            Repeater {
                model: panel.row?.reasons.length ?? 0

                Label {
                    required property int index

                    width: parent.width
                    text: panel.row?.reasons[index] ?? ""
                    color: Theme.warningInk
                }
            }

            Repeater {
                model: panel.row?.papers.length ?? 0

                Column {
                    id: paper

                    required property int index
                    readonly property var row: panel.row?.papers[index] ?? null

                    width: parent.width
                    spacing: Theme.gapSmall

                    StatusRow {
                        width: parent.width
                        condition: StatusRow.Attention
                        glyph: "document"
                        title: paper.row?.title ?? ""
                        detail: paper.row?.detail ?? ""
                    }

                    ActionButton {
                        width: parent.width
                        visible: text !== ""
                        compact: true
                        glyph: "camera"
                        text: paper.row?.handIn ?? ""
                        onClicked: root.visit.scan(paper.row.id)
                    }
                }
            }

            ActionButton {
                width: parent.width
                visible: (panel.row?.print ?? "") !== ""
                kind: ActionButton.Secondary
                compact: true
                glyph: "printer"
                text: panel.row?.print ?? ""
                onClicked: root.visit.print_document(panel.row.id)
            }
        }
    }

    NoticeBar {
        width: parent.width
        visible: root.view.document.text !== ""
        tone: root.view.document.state === "printed" ? Tone.Success : Tone.Info
        glyph: "printer"
        message: root.view.document.text
        nextStep: root.view.document.next
    }

    NoticeBar {
        width: parent.width
        visible: root.view.paper !== ""
        tone: Tone.Info
        glyph: "receipt"
        message: root.view.paper
    }

    ActionButton {
        width: parent.width
        visible: root.view.print !== ""
        kind: ActionButton.Secondary
        glyph: "receipt"
        text: root.view.print
        onClicked: root.visit.print_again()
    }
}
