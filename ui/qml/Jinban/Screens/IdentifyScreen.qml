import QtQuick
import Jinban.Theme
import Jinban.Controls

// Waiting for a card, with a picture of what to do.
Page {
    id: root

    Item {
        width: parent.width
        height: Theme.sized(760)

        Rectangle {
            id: pad

            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.sized(330)
            width: Theme.sized(720)
            height: Theme.sized(360)
            radius: Theme.sized(40)
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
                        width: Theme.sized(20)
                        height: width
                        radius: width / 2
                        color: Theme.primary
                    }
                }
            }
        }

        Rectangle {
            id: card

            property real drop: Theme.sized(150)

            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.sized(90) + drop
            width: Theme.sized(428)
            height: Theme.sized(270)
            radius: Theme.sized(20)
            color: Theme.surface
            border.width: Theme.borderStrong
            border.color: Theme.outline

            Rectangle {
                x: Theme.sized(268)
                y: Theme.sized(56)
                width: Theme.sized(112)
                height: Theme.sized(136)
                radius: Theme.gapTiny
                color: Theme.primaryTint

                Icon {
                    anchors.centerIn: parent
                    name: root.view.principal ? "elder" : "user"
                    size: Theme.sized(96)
                    color: Theme.primary
                    pen: 1.4
                }
            }

            Column {
                x: Theme.gapWide
                y: Theme.sized(60)
                spacing: Theme.gap

                Repeater {
                    model: [180, 120, 200, 160]

                    Rectangle {
                        required property int modelData

                        width: Theme.sized(modelData)
                        height: Theme.sized(16)
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
                    to: Theme.sized(150)
                    duration: 1200
                    easing.type: Easing.InOutCubic
                }

                PauseAnimation {
                    duration: 1600
                }
            }
        }
    }

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

    ActionButton {
        width: parent.width
        visible: root.view.notAtHand !== ""
        kind: ActionButton.Secondary
        glyph: "keyboard"
        text: root.view.notAtHand
        onClicked: root.visit.card_not_at_hand()
    }
}
