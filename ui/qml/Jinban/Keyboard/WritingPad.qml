import QtQuick
import Jinban.Theme
import Jinban.Controls

// A square to write one character in; `hand` (HandwritingInput) reads it after every stroke.
InkPad {
    id: root

    property var hand: null

    implicitHeight: Theme.sized(460)
    penWidth: Theme.sized(12)
    onStrokeEnded: hand?.write(JSON.stringify(strokes))

    Connections {
        target: root.hand

        function onCleared(): void {
            root.clear();
        }
    }

    // The lines of a copybook's field (田字格), in a square in the middle.
    Item {
        anchors.centerIn: parent
        width: height
        height: parent.height - 2 * Theme.gapSmall

        Rectangle {
            anchors.fill: parent
            color: "transparent"
            border.width: Theme.border
            border.color: Theme.line
        }

        Rectangle {
            anchors.centerIn: parent
            width: parent.width
            height: Theme.border
            color: Theme.line
        }

        Rectangle {
            anchors.centerIn: parent
            width: Theme.border
            height: parent.height
            color: Theme.line
        }
    }
}
