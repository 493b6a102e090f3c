import QtQuick
import Jinban.Theme

// A page longer than the screen. While there is more below, a button at the bottom says so and brings it up.
FocusScope {
    id: root

    property string moreText: ""
    property real spacing: Theme.gap
    property real padding: 0
    readonly property real gutter: Theme.gap
    readonly property bool moreBelow: flick.contentY < flick.contentHeight - flick.height - Theme.gap
    readonly property alias position: flick.contentY
    readonly property bool moving: glide.running || flick.moving
    default property alias content: column.data

    // Brings an item of the page into view, clear of the button that says there is more.
    function reveal(item: Item): void {
        const top = item.mapToItem(column, 0, 0).y + column.y;
        if (top < flick.contentY + Theme.gap)
            move(top - Theme.gap);
        else if (top + item.height > flick.contentY + flick.height - Theme.sized(144))
            move(Math.min(top - Theme.gap, top + item.height - flick.height + Theme.sized(160)));
    }

    function toTop(): void {
        flick.contentY = 0;
    }

    function move(to: real): void {
        glide.to = Math.max(0, Math.min(to, flick.contentHeight - flick.height));
        glide.restart();
    }

    clip: true
    implicitWidth: column.implicitWidth
    implicitHeight: column.implicitHeight

    Flickable {
        id: flick

        anchors.fill: parent
        contentWidth: width
        contentHeight: column.height + 2 * root.padding + Theme.gap // so that the very last line is never cut
        boundsBehavior: Flickable.StopAtBounds
        flickableDirection: Flickable.VerticalFlick
        pressDelay: 60
        Accessible.role: Accessible.Pane
        onMovementStarted: glide.stop()

        Column {
            id: column

            x: root.padding
            y: root.padding
            width: flick.width - 2 * root.padding - root.gutter
            spacing: root.spacing
        }

        NumberAnimation on contentY {
            id: glide

            running: false
            duration: Theme.move
            easing.type: Easing.OutCubic
        }
    }

    Rectangle {
        anchors.right: parent.right
        y: flick.visibleArea.yPosition * flick.height
        width: Theme.sized(8)
        height: Math.max(Theme.gapHuge, flick.visibleArea.heightRatio * flick.height)
        radius: width / 2
        color: Theme.outline
        visible: flick.contentHeight > flick.height + Theme.gap + 1
    }

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Theme.sized(144)
        visible: root.moreBelow
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Qt.alpha(Theme.canvas, 0)
            }
            GradientStop {
                position: 0.3
                color: Theme.canvas
            }
        }

        ActionButton {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gapTiny
            kind: ActionButton.Secondary
            compact: true
            glyph: "down"
            text: root.moreText
            onClicked: root.move(flick.contentY + flick.height * 0.8)
        }
    }
}
