pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// Staff only: who is it, and the PIN.
FocusScope {
    id: root

    property var view: ({})
    property var bench: null

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ColumnLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.gapHuge
            spacing: Theme.gap

            Label {
                Layout.fillWidth: true
                text: root.view.title
                level: Label.Title
            }

            Label {
                Layout.fillWidth: true
                text: root.view.sentence
                color: Theme.inkSoft
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.gapSmall

                Repeater {
                    model: root.view.names.length

                    ActionButton {
                        required property int index
                        readonly property var account: root.view.names[index] ?? null

                        compact: true
                        kind: account?.chosen ? ActionButton.Primary : ActionButton.Secondary
                        glyph: account?.chosen ? "check" : ""
                        text: account?.name ?? ""
                        onClicked: root.bench.choose_name(text)
                    }
                }
            }

            PinPad {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap
                visible: root.view.chosen !== ""
                enabled: root.view.checking === ""
                enterText: root.view.enter
                eraseText: root.view.erase
                onEntered: pin => root.bench.enter_pin(pin)
            }

            NoticeBar {
                Layout.fillWidth: true
                visible: root.view.told !== ""
                tone: Tone.Warning
                message: root.view.told
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                text: root.view.checking
                color: Theme.inkSoft
            }
        }

        Item {
            Layout.fillHeight: true
        }

        PageFooter {
            Layout.fillWidth: true
            backText: root.view.leave
            onBack: root.bench.leave()
        }
    }
}
