pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// The technician's board: every device and part of the station, live, each with its one action.
FocusScope {
    id: root

    property var view: ({})
    property var bench: null
    property var preview: null

    function tone(name: string): int {
        return ({
                "success": Tone.Success,
                "warning": Tone.Warning,
                "danger": Tone.Danger
            })[name] ?? Tone.Neutral;
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ColumnLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.pageMargin
            Layout.topMargin: Theme.gapWide
            Layout.bottomMargin: Theme.gap
            spacing: Theme.gapSmall

            RowLayout {
                spacing: Theme.gap

                Label {
                    Layout.fillWidth: true
                    text: root.view.title
                    level: Label.Heading
                }

                Label {
                    text: root.view.account
                    color: Theme.inkSoft
                }
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.gapSmall

                Repeater {
                    model: root.view.counts.length

                    Badge {
                        required property int index

                        text: root.view.counts[index]?.text ?? ""
                        tone: root.tone(root.view.counts[index]?.tone ?? "")
                    }
                }
            }

            NoticeBar {
                Layout.fillWidth: true
                visible: root.view.told !== ""
                tone: root.tone(root.view.toldTone)
                message: root.view.told
            }

            NoticeBar {
                Layout.fillWidth: true
                visible: root.view.hint !== ""
                tone: Tone.Info
                message: root.view.hint
            }
        }

        ScrollArea {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.pageMargin
            Layout.rightMargin: Theme.pageMargin - gutter
            moreText: root.view.more
            spacing: Theme.gapTiny

            Repeater {
                model: root.view.rows.length

                DeviceRow {
                    required property int index

                    row: root.view.rows[index] ?? null
                    onTested: root.bench.test(row.name)
                }
            }

            Label {
                width: parent.width
                visible: text !== ""
                topPadding: Theme.gapSmall
                text: root.view.absent
                level: Label.Caption
                color: Theme.inkSoft
            }
        }

        PageFooter {
            Layout.fillWidth: true
            backText: root.view.leave
            nextText: root.view.report
            nextGlyph: "receipt"
            onBack: root.bench.leave()
            onNext: root.bench.report()
        }
    }

    Sheet {
        open: root.view.question.shown
        tone: Tone.Info
        title: root.view.question.title
        message: root.view.question.sentence
        primaryText: root.view.question.yes
        secondaryText: root.view.question.no
        onPrimaryClicked: root.bench.judge(true)
        onSecondaryClicked: root.bench.judge(false)

        CameraPreview {
            width: parent.width
            height: visible ? Math.round(width * 9 / 16) : 0
            visible: root.view.picture !== ""
            picture: root.preview.picture
            caption: root.view.pictureWait
        }
    }
}
