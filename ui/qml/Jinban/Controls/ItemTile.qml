import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jinban.Theme

// One service on the home page: what it is called, whose it is, and how fast it goes.
T.AbstractButton {
    id: root

    property string title: ""
    property string subtitle: ""
    property string glyph: "document"
    property string badge: ""
    property int badgeTone: Tone.Success
    property string note: ""

    implicitWidth: Math.max(Theme.sized(300), implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.sized(240), implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.gap
    focusPolicy: Qt.StrongFocus
    Accessible.name: title
    Accessible.description: [subtitle, badge, note].filter(part => part !== "").join(" ")

    background: Rectangle {
        radius: Theme.radiusLarge
        color: !root.enabled ? Theme.sunk : root.down ? Theme.primaryTintPressed : Theme.surface
        border.width: Theme.border
        border.color: root.down ? Theme.primary : Theme.line

        FocusRing {
            corner: Theme.radiusLarge
            shown: root.visualFocus
        }
    }

    contentItem: ColumnLayout {
        spacing: Theme.gapTiny

        RowLayout {
            Layout.bottomMargin: Theme.gapTiny
            spacing: Theme.gapSmall

            Rectangle {
                Layout.preferredWidth: Theme.sized(84)
                Layout.preferredHeight: Theme.sized(84)
                radius: Theme.radius
                color: root.enabled ? Theme.primaryTint : Theme.surfacePressed

                Icon {
                    anchors.centerIn: parent
                    name: root.glyph
                    size: Theme.sized(52)
                    color: root.enabled ? Theme.primary : Theme.inkDisabled
                    pen: 1.8
                }
            }

            Item {
                Layout.fillWidth: true
            }

            Badge {
                Layout.alignment: Qt.AlignTop
                text: root.badge
                tone: root.badgeTone
            }
        }

        Label {
            Layout.fillWidth: true
            text: root.title
            strong: true
            maximumLineCount: 3
            elide: Text.ElideRight
            color: root.enabled ? Theme.ink : Theme.inkDisabled
            Accessible.ignored: true
        }

        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: root.subtitle
            level: Label.Caption
            maximumLineCount: 2
            elide: Text.ElideRight
            color: root.enabled ? Theme.inkSoft : Theme.inkDisabled
            Accessible.ignored: true
        }

        Item {
            Layout.fillHeight: true
        }

        Badge {
            Layout.maximumWidth: root.availableWidth
            text: root.note
            glyph: "clock"
            tone: Tone.Warning
        }
    }
}
