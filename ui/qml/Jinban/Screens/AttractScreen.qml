pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// Nobody is here: what this machine is for, and the two ways to begin.
Rectangle {
    id: root

    property var view: ({})
    property var visit: null

    color: Theme.primary
    clip: true
    Accessible.role: Accessible.Button
    Accessible.name: view.sentence

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: -Theme.sized(720)
        width: Theme.sized(1700)
        height: width
        radius: width / 2
        color: Theme.primaryDeep
        opacity: 0.35
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gapHuge
        spacing: Theme.gap

        Item {
            Layout.fillHeight: true
            Layout.preferredHeight: 2
        }

        Label {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: root.view.title
            level: Label.Display
            color: Theme.primaryInk
        }

        Label {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: root.view.place
            color: Theme.primaryInkSoft
        }

        Item {
            Layout.fillHeight: true
            Layout.preferredHeight: 1
        }

        Rectangle {
            id: reader

            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: Theme.sized(560)
            Layout.preferredHeight: Theme.sized(560)
            radius: width / 2
            color: "transparent"
            border.width: Theme.sized(6)
            border.color: Theme.primaryInkSoft

            Rectangle {
                anchors.centerIn: parent
                width: Theme.sized(440)
                height: width
                radius: width / 2
                color: Theme.primaryInk
            }

            Icon {
                id: card

                property real lift: Theme.sized(24)

                anchors.centerIn: parent
                anchors.verticalCenterOffset: lift
                name: "card"
                size: Theme.sized(240)
                color: Theme.primary
                pen: 1.2

                SequentialAnimation on lift {
                    running: root.visible
                    loops: Animation.Infinite

                    NumberAnimation {
                        from: -Theme.sized(24)
                        to: Theme.sized(24)
                        duration: 1400
                        easing.type: Easing.InOutSine
                    }

                    NumberAnimation {
                        from: Theme.sized(24)
                        to: -Theme.sized(24)
                        duration: 1400
                        easing.type: Easing.InOutSine
                    }
                }
            }
        }

        Label {
            Layout.fillWidth: true
            Layout.topMargin: Theme.gapLarge
            horizontalAlignment: Text.AlignHCenter
            text: root.view.sentence
            level: Label.Title
            color: Theme.primaryInk
        }

        Item {
            Layout.fillHeight: true
            Layout.preferredHeight: 1
        }

        Repeater {
            model: root.view.notices.length

            NoticeBar {
                required property int index
                readonly property var notice: root.view.notices[index] ?? null

                Layout.fillWidth: true
                tone: notice?.tone === "danger" ? Tone.Danger : Tone.Warning
                message: notice?.text ?? ""
                nextStep: notice?.next ?? ""
            }
        }

        Item {
            Layout.fillHeight: true
            Layout.preferredHeight: 1
        }

        RowLayout {
            Layout.alignment: Qt.AlignHCenter
            spacing: Theme.gapLarge

            Repeater {
                model: [
                    {
                        "icon": "clock",
                        "text": root.view.hours
                    },
                    {
                        "icon": "shield",
                        "text": root.view.safe
                    }
                ]

                Row {
                    id: promise

                    required property var modelData

                    spacing: Theme.gapSmall

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        name: promise.modelData.icon
                        color: Theme.primaryInkSoft
                    }

                    Label {
                        text: promise.modelData.text
                        level: Label.Small
                        color: Theme.primaryInkSoft
                    }
                }
            }
        }

        Label {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: root.view.hotline
            level: Label.Caption
            color: Theme.primaryInkSoft
        }
    }
}
