pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// What is true now, the number to ask with, and where the paper is.
FocusScope {
    id: root

    property var view: ({})
    property var visit: null

    Tone {
        id: meaning

        kind: ({
                "success": Tone.Success,
                "info": Tone.Info,
                "warning": Tone.Warning,
                "danger": Tone.Danger
            })[root.view.tone] ?? Tone.Info
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ScrollArea {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: Theme.pageMargin
            Layout.bottomMargin: Theme.gap
            Layout.rightMargin: Theme.pageMargin - gutter
            moreText: root.view.more
            spacing: Theme.gap

            Rectangle {
                width: parent.width
                implicitHeight: head.implicitHeight + 2 * Theme.gapLarge
                radius: Theme.radiusLarge
                color: meaning.tint
                border.width: Theme.border
                border.color: meaning.solid

                Column {
                    id: head

                    anchors.verticalCenter: parent.verticalCenter
                    x: Theme.gapLarge
                    width: parent.width - 2 * Theme.gapLarge
                    spacing: Theme.gapSmall

                    Rectangle {
                        anchors.horizontalCenter: parent.horizontalCenter
                        width: Theme.sized(136)
                        height: width
                        radius: width / 2
                        color: meaning.solid

                        Icon {
                            anchors.centerIn: parent
                            name: root.view.icon
                            size: Theme.iconLarge
                            color: Theme.primaryInk
                            pen: 2.4
                        }
                    }

                    Label {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: root.view.title
                        level: Label.Title
                        color: meaning.tintInk
                    }

                    Label {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: root.view.sentence + (root.view.badge === "" ? "" : "（" + root.view.badge + "）")
                        color: Theme.ink
                    }
                }
            }

            Panel {
                visible: root.view.reasons.length > 0

                Label {
                    text: root.view.reasonTitle
                    level: Label.Small
                    strong: true
                    color: Theme.primary
                }

                Repeater {
                    model: root.view.reasons.length

                    Label {
                        required property int index

                        width: parent.width
                        text: root.view.reasons[index] ?? ""
                    }
                }
            }

            Repeater {
                model: root.view.parts.length

                Panel {
                    id: part

                    required property int index
                    readonly property var entry: root.view.parts[index] ?? null

                    padding: Theme.gap
                    spacing: Theme.gapTiny

                    GridLayout {
                        width: parent.width
                        columns: Theme.large ? 1 : 2
                        columnSpacing: Theme.gap
                        rowSpacing: Theme.gapTiny

                        Label {
                            Layout.fillWidth: true
                            text: (part.index + 1) + ". " + (part.entry?.title ?? "")
                            strong: true
                        }

                        Badge {
                            text: part.entry?.state ?? ""
                            tone: ({
                                    "success": Tone.Success,
                                    "danger": Tone.Danger,
                                    "warning": Tone.Warning
                                })[part.entry?.tone] ?? Tone.Info
                        }
                    }

                    Label {
                        width: parent.width
                        text: (part.entry?.department ?? "") + "　" + (part.entry?.number ?? "")
                        level: Label.Caption
                        color: Theme.inkSoft
                    }

                    Repeater {
                        model: part.entry?.reasons.length ?? 0

                        Label {
                            required property int index

                            width: parent.width
                            text: part.entry.reasons[index]
                            level: Label.Small
                            color: Theme.warningInk
                        }
                    }
                }
            }

            Panel {
                GridLayout {
                    width: parent.width
                    columns: Theme.large ? 1 : 2
                    columnSpacing: Theme.gapWide
                    rowSpacing: Theme.gap

                    ColumnLayout {
                        spacing: Theme.gapSmall

                        Repeater {
                            model: root.view.rows.length

                            ColumnLayout {
                                id: row

                                required property int index
                                readonly property var fact: root.view.rows[index] ?? null

                                spacing: 0

                                Label {
                                    text: row.fact?.label ?? ""
                                    level: Label.Caption
                                    color: Theme.inkSoft
                                }

                                Label {
                                    Layout.fillWidth: true
                                    text: row.fact?.value ?? ""
                                    fontSizeMode: Text.HorizontalFit
                                    minimumPixelSize: Theme.caption
                                    wrapMode: Text.NoWrap
                                    level: Label.Body
                                    strong: row.fact?.strong ?? false
                                }
                            }
                        }
                    }

                    QrImage {
                        Layout.alignment: Qt.AlignHCenter
                        side: Theme.sized(280)
                        code: root.view.code
                    }
                }

                Label {
                    width: parent.width
                    text: root.view.query
                    level: Label.Small
                    color: Theme.inkSoft
                }
            }

            NoticeBar {
                width: parent.width
                visible: root.view.document.text !== ""
                tone: root.view.document.state === "printed" ? Tone.Success : root.view.document.state === "not_printed" ? Tone.Warning : Tone.Info
                glyph: "printer"
                message: root.view.document.text
                nextStep: root.view.document.next
                actionText: root.view.document.again
                onActed: root.visit.print_document(root.view.document.id)
            }

            NoticeBar {
                width: parent.width
                tone: root.view.paperState === "printed" ? Tone.Success : root.view.paperState === "printing" ? Tone.Info : Tone.Warning
                glyph: "receipt"
                message: root.view.paper
                actionText: root.view.printAgain
                onActed: root.visit.print_again()
            }
        }

        PageFooter {
            Layout.fillWidth: true
            nextText: root.view.done
            nextGlyph: "check"
            onNext: root.visit.go()
        }
    }
}
