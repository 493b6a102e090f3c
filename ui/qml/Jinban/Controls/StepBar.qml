pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme

// Where the visit stands: what is done, what is now, what is still to come. `current` counts from 0.
Item {
    id: root

    property list<string> steps: []
    property int current: 0

    implicitWidth: Theme.sized(640)
    implicitHeight: row.implicitHeight
    Accessible.role: Accessible.ProgressBar
    Accessible.name: current >= 0 && current < steps.length ? (current + 1) + "/" + steps.length + " " + steps[current] : ""

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: 0
        uniformCellSizes: true

        Repeater {
            model: root.steps

            delegate: Item {
                id: step

                required property string modelData
                required property int index
                readonly property bool done: index < root.current
                readonly property bool now: index === root.current

                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                implicitHeight: name.y + name.height

                Rectangle {
                    x: 0
                    width: parent.width / 2
                    height: Theme.borderStrong
                    anchors.verticalCenter: dot.verticalCenter
                    visible: step.index > 0
                    color: step.index <= root.current ? Theme.primary : Theme.line
                }

                Rectangle {
                    x: parent.width / 2
                    width: parent.width / 2
                    height: Theme.borderStrong
                    anchors.verticalCenter: dot.verticalCenter
                    visible: step.index < root.steps.length - 1
                    color: step.index < root.current ? Theme.primary : Theme.line
                }

                Rectangle {
                    id: dot

                    anchors.horizontalCenter: parent.horizontalCenter
                    width: Theme.sized(56)
                    height: width
                    radius: width / 2
                    color: step.now || step.done ? Theme.primary : Theme.surface
                    border.width: step.now || step.done ? 0 : 3
                    border.color: Theme.outline

                    Rectangle {
                        anchors.centerIn: parent
                        width: parent.width + 16
                        height: width
                        radius: width / 2
                        color: "transparent"
                        border.width: 4
                        border.color: Theme.primary
                        visible: step.now
                    }

                    Label {
                        anchors.centerIn: parent
                        visible: !step.done
                        text: step.index + 1
                        level: Label.Small
                        strong: true
                        color: step.now ? Theme.primaryInk : Theme.inkSoft
                        Accessible.ignored: true
                    }

                    Icon {
                        anchors.centerIn: parent
                        visible: step.done
                        name: "check"
                        size: Theme.iconSmall
                        color: Theme.primaryInk
                        pen: 3
                    }
                }

                Label {
                    id: name

                    anchors.top: dot.bottom
                    anchors.topMargin: Theme.gapSmall
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.margins: 4
                    horizontalAlignment: Text.AlignHCenter
                    text: step.modelData
                    level: Label.Caption
                    strong: step.now
                    color: step.now ? Theme.primary : Theme.inkSoft
                    Accessible.ignored: true
                }
            }
        }
    }
}
