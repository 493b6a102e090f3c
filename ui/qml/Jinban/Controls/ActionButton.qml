import QtQuick
import QtQuick.Templates as T
import Jinban.Theme

// A button that says what it does, verb and noun. One primary button a page; danger for what cannot be undone.
T.Button {
    id: root

    enum Kind {
        Primary,
        Secondary,
        Quiet,
        Danger
    }

    property int kind: ActionButton.Primary
    property string glyph: ""
    property bool glyphAfter: false
    property bool compact: false
    property int minimumWidth: compact ? Theme.touch : Theme.sized(240)

    readonly property bool solid: kind === ActionButton.Primary || kind === ActionButton.Danger
    readonly property color foreground: {
        if (!enabled)
            return Theme.inkDisabled;
        if (solid)
            return kind === ActionButton.Danger ? Theme.accentInk : Theme.primaryInk;
        return Theme.primary;
    }
    readonly property color fill: {
        if (!enabled)
            return kind === ActionButton.Quiet ? "transparent" : Theme.sunk;
        switch (kind) {
        case ActionButton.Primary:
            return down ? Theme.primaryPressed : Theme.primary;
        case ActionButton.Danger:
            return down ? Theme.accentPressed : Theme.accent;
        case ActionButton.Secondary:
            return down ? Theme.primaryTintPressed : Theme.surface;
        default:
            return down ? Theme.primaryTintPressed : "transparent";
        }
    }

    implicitWidth: Math.max(minimumWidth, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(compact ? Theme.touch : Theme.button, implicitContentHeight + topPadding + bottomPadding)
    horizontalPadding: compact ? Theme.gap : Theme.gapWide
    verticalPadding: Theme.gapSmall
    focusPolicy: Qt.StrongFocus
    font.family: Theme.fontFamily
    font.pixelSize: compact ? Theme.label : Theme.body
    font.weight: Font.Bold
    Accessible.name: text

    background: Rectangle {
        radius: Theme.radius
        color: root.fill
        border.width: root.kind === ActionButton.Secondary ? Theme.border : 0
        border.color: root.enabled ? Theme.primary : Theme.outline

        FocusRing {
            shown: root.visualFocus
        }
    }

    contentItem: Item {
        implicitWidth: words.implicitWidth + (root.glyph === "" ? 0 : mark.width + (root.text === "" ? 0 : row.spacing))
        implicitHeight: row.height

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.gapSmall
            layoutDirection: root.glyphAfter ? Qt.RightToLeft : Qt.LeftToRight

            Icon {
                id: mark

                anchors.verticalCenter: parent.verticalCenter
                visible: root.glyph !== ""
                name: root.glyph
                size: root.compact ? Theme.iconSmall : Theme.sized(44)
                color: root.foreground
                pen: 2.2
            }

            Text {
                id: words

                readonly property real room: root.availableWidth - (root.glyph === "" ? 0 : mark.width + row.spacing)

                anchors.verticalCenter: parent.verticalCenter
                visible: root.text !== ""
                width: Math.min(implicitWidth, room)
                text: root.text
                textFormat: Text.PlainText
                font: root.font
                color: root.foreground
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
                Accessible.ignored: true
            }
        }
    }
}
