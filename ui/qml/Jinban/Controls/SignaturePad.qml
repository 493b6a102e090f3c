import QtQuick
import Jinban.Theme

// A place to sign with a finger or a pen.
InkPad {
    id: root

    property string hint: ""

    implicitWidth: Theme.sized(880)
    implicitHeight: Theme.sized(360)
    name: hint

    Rectangle {
        id: baseline

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.gapLarge
        y: parent.height * 0.74
        height: Theme.border
        color: Theme.outline
    }

    Icon {
        anchors.left: baseline.left
        anchors.bottom: baseline.top
        anchors.bottomMargin: Theme.gapTiny
        name: "pen"
        color: Theme.inkSoft
        visible: root.isEmpty
    }

    Label {
        anchors.top: baseline.bottom
        anchors.topMargin: Theme.gapSmall
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.isEmpty
        text: root.hint
        level: Label.Small
        color: Theme.inkSoft
        Accessible.ignored: true
    }
}
