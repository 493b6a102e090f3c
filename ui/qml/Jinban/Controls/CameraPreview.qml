import QtQuick
import Jinban.Theme

// The camera's live picture in a frame; while there is none, a camera and a sentence that says why or what to do.
//
// `picture` is the address of the newest picture (CameraPreview.picture in ui/camera_preview.py), empty for none.
Rectangle {
    id: root

    property string picture: ""
    property string caption: ""
    property string name: caption
    readonly property bool live: picture !== ""

    implicitWidth: Theme.sized(960)
    implicitHeight: Theme.sized(540)
    color: Theme.sunk
    border.width: Theme.border
    border.color: Theme.outline
    clip: true
    Accessible.role: Accessible.Graphic
    Accessible.name: name

    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.gapLarge
        spacing: Theme.gapSmall
        visible: !root.live

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "camera"
            color: Theme.inkSoft
        }

        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.caption
            color: Theme.inkSoft
            Accessible.ignored: true
        }
    }

    // Pictures come in the size asked for here, so that painting one is copying it.
    Image {
        anchors.fill: parent
        anchors.margins: root.border.width
        sourceSize: Qt.size(width, height)
        source: root.picture
        fillMode: Image.PreserveAspectCrop
        asynchronous: false
        cache: false
        smooth: false
        visible: root.live
    }
}
