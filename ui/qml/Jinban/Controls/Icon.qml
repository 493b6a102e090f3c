pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Jinban.Theme

// One of our icons, in any size and colour. `name` is a key of IconPaths; an unknown or empty name draws nothing.
Item {
    id: root

    property string name: ""
    property real size: Theme.icon
    property color color: Theme.ink
    property bool filled: false
    property real pen: 2

    implicitWidth: size
    implicitHeight: size

    Shape {
        width: 24
        height: 24
        scale: root.size / 24
        transformOrigin: Item.TopLeft
        visible: root.name in IconPaths.paths

        ShapePath {
            strokeColor: root.color
            fillColor: root.filled ? root.color : "transparent"
            strokeWidth: root.pen
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg {
                path: IconPaths.paths[root.name] ?? ""
            }
        }
    }
}
