pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// The operator's desk: five pages, one change at a time, and the way to take the last one back.
FocusScope {
    id: root

    property var view: ({})
    property var desk: null
    readonly property string key: view.key ?? ""

    function tone(name: string): int {
        return ({
                "info": Tone.Info,
                "success": Tone.Success,
                "warning": Tone.Warning,
                "danger": Tone.Danger
            })[name] ?? Tone.Neutral;
    }

    onKeyChanged: page.toTop()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ColumnLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.pageMargin
            Layout.topMargin: Theme.gapWide
            Layout.bottomMargin: Theme.gap
            spacing: Theme.gap

            RowLayout {
                spacing: Theme.gapSmall

                Label {
                    Layout.fillWidth: true
                    text: root.view.title
                    level: Label.Title
                }

                Icon {
                    name: "user"
                    size: Theme.iconSmall
                    color: Theme.inkSoft
                }

                Label {
                    text: root.view.account
                    level: Label.Small
                    color: Theme.inkSoft
                }
            }

            RowLayout {
                spacing: Theme.gapSmall

                Repeater {
                    model: root.view.tabs.length

                    DeskTab {
                        required property int index
                        readonly property var tab: root.view.tabs[index] ?? null

                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        text: tab?.title ?? ""
                        glyph: tab?.glyph ?? ""
                        chosen: tab?.chosen ?? false
                        count: tab?.count ?? ""
                        onClicked: root.desk.act(tab.act)
                    }
                }
            }

            NoticeBar {
                Layout.fillWidth: true
                visible: root.view.told !== ""
                tone: root.tone(root.view.toldTone)
                message: root.view.told
            }
        }

        ScrollArea {
            id: page

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.pageMargin
            Layout.rightMargin: Theme.pageMargin - gutter
            moreText: root.view.more
            spacing: Theme.gapWide

            Label {
                width: parent.width
                visible: text !== ""
                text: root.view.loading
                color: Theme.inkSoft
            }

            RowLayout {
                width: parent.width
                visible: root.view.figures.length > 0
                spacing: Theme.gapSmall

                Repeater {
                    model: root.view.figures.length

                    FigureCard {
                        required property int index
                        readonly property var figure: root.view.figures[index] ?? null

                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        value: figure?.value ?? ""
                        label: figure?.label ?? ""
                        tone: root.tone(figure?.tone ?? "")
                    }
                }
            }

            Repeater {
                model: root.view.sections.length

                DeskSection {
                    required property int index

                    section: root.view.sections[index] ?? null
                    onActed: act => root.desk.act(act)
                }
            }

            Item {
                width: 1
                height: Theme.gap
            }
        }

        PageFooter {
            Layout.fillWidth: true
            backText: root.view.leave
            nextText: root.view.undo
            nextGlyph: "undo"
            nextKind: ActionButton.Secondary
            onBack: root.desk.act("leave:")
            onNext: root.desk.act("undo:")
        }
    }

    DeskQuestion {
        question: root.view.question
        onActed: act => root.desk.act(act)
    }
}
