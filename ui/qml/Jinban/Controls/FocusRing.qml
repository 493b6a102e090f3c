import QtQuick
import Jinban.Theme

// The ring around what the keyboard or the assistive buttons have reached. Fills its parent, and stands outside it.
Rectangle {
    property bool shown: false
    property real corner: Theme.radius

    anchors.fill: parent
    anchors.margins: -(Theme.focusGap + Theme.focusRing)
    radius: corner + Theme.focusGap + Theme.focusRing
    color: "transparent"
    border.width: Theme.focusRing
    border.color: Theme.focus
    visible: shown
}
