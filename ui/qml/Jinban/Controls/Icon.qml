import QtQuick
import Jinban.Theme

// One of our icons, in any size and colour. `name` is a key of IconPaths; an unknown or empty name draws nothing.
//
// WORKAROUND(Qt 6.11): drawn as an SVG picture, not as a Shape: the software renderer paints a Shape that is scrolled
// wholly out of sight without any clip, over whatever is there.
Item {
    id: root

    property string name: ""
    property real size: Theme.icon
    property color color: Theme.ink
    property bool filled: false
    property real pen: 2

    readonly property string path: IconPaths.paths[name] ?? ""

    implicitWidth: size
    implicitHeight: size

    Image {
        width: root.size
        height: root.size
        sourceSize: Qt.size(root.size, root.size)
        source: root.path === "" ? "" : "data:image/svg+xml;utf8," + encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="' + (root.filled ? root.color : "none") + '" stroke="' + root.color + '" stroke-width="' + root.pen + '" stroke-linecap="round" stroke-linejoin="round"><path d="' + root.path + '"/></svg>')
    }
}
