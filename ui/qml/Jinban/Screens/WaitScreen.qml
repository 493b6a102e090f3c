pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// Something is under way that must not be left: what, and that it moves.
Item {
    id: root

    property var view: ({})
    property var visit: null

    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.gapHuge
        spacing: Theme.gapWide

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.gapWide

            Repeater {
                model: 3

                Rectangle {
                    id: dot

                    required property int index

                    width: Theme.sized(40)
                    height: width
                    radius: width / 2
                    color: Theme.primary
                    opacity: 0.25

                    SequentialAnimation on opacity {
                        running: root.visible
                        loops: Animation.Infinite

                        PauseAnimation {
                            duration: dot.index * 220
                        }

                        NumberAnimation {
                            to: 1
                            duration: 300
                        }

                        NumberAnimation {
                            to: 0.25
                            duration: 300
                        }

                        PauseAnimation {
                            duration: (2 - dot.index) * 220
                        }
                    }
                }
            }
        }

        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.view.title
            level: Label.Title
        }

        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.view.sentence
            color: Theme.inkSoft
        }

        Label {
            width: parent.width
            visible: root.view.number !== ""
            horizontalAlignment: Text.AlignHCenter
            text: (root.view.numberLabel ?? "") + "  " + root.view.number
            level: Label.Small
            color: Theme.inkSoft
        }
    }
}
