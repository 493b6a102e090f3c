pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme

// The development dock: the simulated hall in one window. Its words are for developers.
Window {
    id: root

    required property var dock

    width: 560
    height: 900
    visible: true
    title: "Jinban: simulated hall"
    color: Theme.canvas

    component Chip: Rectangle {
        id: chip

        property string text: ""

        signal tapped

        implicitWidth: words.implicitWidth + 24
        implicitHeight: 40
        radius: 8
        color: area.pressed ? Theme.primaryTintPressed : Theme.surface
        border.width: 1
        border.color: Theme.outline

        Text {
            id: words

            anchors.centerIn: parent
            text: chip.text
            font.family: Theme.fontFamily
            font.pixelSize: 16
            color: Theme.ink
        }

        MouseArea {
            id: area

            anchors.fill: parent
            onClicked: chip.tapped()
        }
    }

    component Head: Text {
        font.family: Theme.fontFamily
        font.pixelSize: 20
        font.weight: Font.Bold
        color: Theme.primary
    }

    Flickable {
        anchors.fill: parent
        anchors.margins: 20
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds

        ColumnLayout {
            id: column

            width: parent.width
            spacing: 12

            Head {
                text: "Network cable"
            }

            Flow {
                Layout.fillWidth: true
                spacing: 8

                Chip {
                    text: "cut"
                    onTapped: root.dock.perform("network", "cut", [])
                }

                Chip {
                    text: "mend"
                    onTapped: root.dock.perform("network", "mend", [])
                }
            }

            Head {
                text: "ID cards: lay one on the reader"
            }

            Flow {
                Layout.fillWidth: true
                spacing: 8

                Repeater {
                    model: root.dock.view.drawer

                    Chip {
                        required property string modelData

                        text: modelData
                        onTapped: root.dock.perform("id_card", "insert", [modelData])
                    }
                }

                Chip {
                    text: "take it away"
                    onTapped: root.dock.perform("id_card", "remove", [])
                }
            }

            Repeater {
                model: root.dock.view.devices

                ColumnLayout {
                    id: device

                    required property var modelData

                    Layout.fillWidth: true
                    spacing: 8

                    Head {
                        text: device.modelData.name + ": faults"
                    }

                    Text {
                        Layout.fillWidth: true
                        text: device.modelData.state
                        wrapMode: Text.Wrap
                        font.family: Theme.fontFamily
                        font.pixelSize: 14
                        color: Theme.inkSoft
                    }

                    Flow {
                        Layout.fillWidth: true
                        spacing: 8

                        Repeater {
                            model: device.modelData.faults

                            Chip {
                                required property string modelData

                                text: modelData
                                onTapped: root.dock.perform(device.modelData.name, "fault", [modelData])
                            }
                        }

                        Chip {
                            text: "clear"
                            onTapped: root.dock.perform(device.modelData.name, "clear", [])
                        }
                    }
                }
            }
        }
    }
}
