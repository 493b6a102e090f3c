import QtQuick
import QtQuick.Templates as T
import Jinban.Theme
import Jinban.Controls

// One page of the desk; a number says how much on it wants somebody.
T.AbstractButton {
    id: root

    property string glyph: ""
    property bool chosen: false
    property string count: ""

    implicitHeight: Theme.sized(128)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.PageTab
    Accessible.name: [text, count].filter(part => part !== "").join(" ")
    Accessible.selected: chosen

    background: Rectangle {
        radius: Theme.radius
        color: root.chosen ? Theme.primary : root.down ? Theme.primaryTintPressed : Theme.surface
        border.width: root.chosen ? 0 : Theme.border
        border.color: Theme.line

        FocusRing {
            shown: root.visualFocus
        }
    }

    contentItem: Item {
        Column {
            anchors.centerIn: parent
            spacing: Theme.sized(2)

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                name: root.glyph
                size: Theme.sized(44)
                color: root.chosen ? Theme.primaryInk : Theme.primary
            }

            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                text: root.text
                level: Label.Caption
                strong: true
                wrapMode: Text.NoWrap
                color: root.chosen ? Theme.primaryInk : Theme.ink
                Accessible.ignored: true
            }
        }

        Rectangle {
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.gapTiny
            visible: root.count !== ""
            width: Math.max(height, number.implicitWidth + Theme.gapSmall)
            height: Theme.sized(40)
            radius: height / 2
            color: Theme.accent

            Label {
                id: number

                anchors.centerIn: parent
                text: root.count
                font.pixelSize: Theme.sized(26)
                strong: true
                color: Theme.accentInk
                Accessible.ignored: true
            }
        }
    }
}
