import QtQuick
import QtQuick.Templates as T
import Jinban.Theme
import Jinban.Controls

// One key. It never takes the focus from the field that is being filled in.
T.AbstractButton {
    id: root

    property string glyph: ""
    property int capSize: Theme.sized(40)
    property bool strong: false
    property bool quiet: false
    property bool latched: false
    readonly property color foreground: !enabled ? Theme.inkDisabled : strong || latched ? Theme.primaryInk : Theme.ink

    implicitHeight: Theme.key
    implicitWidth: Theme.key
    focusPolicy: Qt.NoFocus
    Accessible.name: text

    background: Rectangle {
        radius: Theme.sized(12)
        color: {
            if (!root.enabled)
                return Theme.surfacePressed;
            if (root.strong || root.latched)
                return root.down ? Theme.primaryDeep : Theme.primary;
            if (root.down)
                return Theme.primaryTintPressed;
            return root.quiet ? Theme.line : Theme.surface;
        }
        border.width: root.down && !root.strong ? Theme.borderStrong : 1
        border.color: root.down && !root.strong ? Theme.primary : Theme.outline
    }

    contentItem: Item {
        Label {
            anchors.fill: parent
            visible: root.glyph === ""
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            text: root.text
            font.pixelSize: root.strong || root.quiet ? Theme.label : root.capSize
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.caption
            wrapMode: Text.NoWrap
            strong: root.strong
            color: root.foreground
            Accessible.ignored: true
        }

        Icon {
            anchors.centerIn: parent
            visible: root.glyph !== ""
            name: root.glyph
            size: Theme.sized(44)
            color: root.foreground
        }
    }
}
