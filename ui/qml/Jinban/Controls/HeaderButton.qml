import QtQuick
import QtQuick.Templates as T
import Jinban.Theme

// A button on the blue band at the top: icon above or beside one short word.
T.Button {
    id: root

    property string glyph: ""

    implicitWidth: Math.max(Theme.touch, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Theme.touch
    horizontalPadding: Theme.gap
    focusPolicy: Qt.StrongFocus
    Accessible.name: text

    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.primaryDeep : Theme.primaryPressed
        border.width: root.visualFocus ? Theme.focusRing : Theme.border
        border.color: root.visualFocus ? Theme.primaryInk : Theme.primaryInkSoft
    }

    contentItem: Row {
        spacing: Theme.sized(12)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.glyph !== ""
            name: root.glyph
            size: Theme.sized(40)
            color: Theme.primaryInk
        }

        Label {
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            text: root.text
            level: Label.Small
            strong: true
            color: Theme.primaryInk
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
