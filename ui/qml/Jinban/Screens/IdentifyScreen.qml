import QtQuick
import Jinban.Theme
import Jinban.Controls

// Waiting for a card, with a picture of what to do.
Page {
    id: root

    NoticeBar {
        width: parent.width
        visible: root.view.trouble !== ""
        tone: Tone.Warning
        message: root.view.trouble
        nextStep: root.view.nextStep
    }

    NoticeBar {
        width: parent.width
        visible: root.view.coached !== ""
        tone: Tone.Info
        message: root.view.coached
    }

    NoticeBar {
        width: parent.width
        visible: root.view.code !== ""
        tone: Tone.Warning
        glyph: "phone"
        message: root.view.code
    }

    Item {
        width: parent.width
        height: 720

        Rectangle {
            id: pad

            anchors.horizontalCenter: parent.horizontalCenter
            y: 330
            width: 720
            height: 360
            radius: 40
            color: Theme.primaryTint
            border.width: Theme.borderStrong
            border.color: Theme.primary

            Row {
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.gapWide
                spacing: Theme.gap

                Repeater {
                    model: 3

                    Rectangle {
                        width: 20
                        height: width
                        radius: width / 2
                        color: Theme.primary
                    }
                }
            }
        }

        Rectangle {
            id: card

            property real drop: 150

            anchors.horizontalCenter: parent.horizontalCenter
            y: 90 + drop
            width: 428
            height: 270
            radius: 20
            color: Theme.surface
            border.width: Theme.borderStrong
            border.color: Theme.outline

            Rectangle {
                x: 268
                y: 56
                width: 112
                height: 136
                radius: Theme.gapTiny
                color: Theme.primaryTint

                Icon {
                    anchors.centerIn: parent
                    name: root.view.principal ? "elder" : "user"
                    size: 96
                    color: Theme.primary
                    pen: 1.4
                }
            }

            Column {
                x: Theme.gapWide
                y: 60
                spacing: Theme.gap

                Repeater {
                    model: [180, 120, 200, 160]

                    Rectangle {
                        required property int modelData

                        width: modelData
                        height: 16
                        radius: height / 2
                        color: Theme.line
                    }
                }
            }

            SequentialAnimation on drop {
                running: root.visible
                loops: Animation.Infinite

                NumberAnimation {
                    from: 0
                    to: 150
                    duration: 1200
                    easing.type: Easing.InOutCubic
                }

                PauseAnimation {
                    duration: 1600
                }
            }
        }
    }

    Label {
        width: parent.width
        visible: root.view.phone !== ""
        horizontalAlignment: Text.AlignHCenter
        text: root.view.phone
        color: Theme.inkSoft
    }

    ActionButton {
        width: parent.width
        visible: root.view.notAtHand !== ""
        kind: ActionButton.Secondary
        glyph: "keyboard"
        text: root.view.notAtHand
        onClicked: root.visit.card_not_at_hand()
    }
}
