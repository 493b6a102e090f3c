import QtQuick
import QtQuick.Templates as T
import Jinban.Theme
import Jinban.Controls

// On or off, said by place, colour and word. The desk decides what it is; the switch reports that it was touched.
T.AbstractButton {
    id: root

    property bool on: false
    property string subject: ""

    implicitWidth: Theme.sized(152)
    implicitHeight: Theme.touch
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: [subject, text].filter(part => part !== "").join(" ")
    Accessible.checkable: true
    Accessible.checked: on

    contentItem: Item {
        Rectangle {
            id: track

            anchors.centerIn: parent
            width: root.width
            height: Theme.sized(72)
            radius: height / 2
            color: root.on ? (root.down ? Theme.primaryPressed : Theme.primary) : (root.down ? Theme.surfacePressed : Theme.sunk)
            border.width: root.on ? 0 : Theme.border
            border.color: Theme.outline

            FocusRing {
                corner: track.radius
                shown: root.visualFocus
            }

            Label {
                anchors.verticalCenter: parent.verticalCenter
                x: root.on ? Theme.gap : parent.width - width - Theme.gap
                text: root.text
                level: Label.Small
                strong: true
                wrapMode: Text.NoWrap
                color: root.on ? Theme.primaryInk : Theme.ink
                Accessible.ignored: true
            }

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                x: root.on ? parent.width - width - Theme.gapTiny : Theme.gapTiny
                width: Theme.sized(56)
                height: width
                radius: width / 2
                color: root.on ? Theme.surface : Theme.outline
            }
        }
    }
}
