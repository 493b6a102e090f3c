import QtQuick
import Jinban.Theme
import Jinban.Controls

// One paper under the document camera, with what the camera sees.
Page {
    id: root

    property var preview: null

    footer.nextGlyph: "camera"
    footer.nextEnabled: !view.taking

    NoticeBar {
        width: parent.width
        visible: root.view.trouble !== ""
        tone: Tone.Warning
        message: root.view.trouble
        nextStep: root.view.nextStep
    }

    CameraPreview {
        width: parent.width
        height: Theme.sized(760)
        picture: root.preview?.picture ?? ""
        caption: root.view.picture
    }
}
