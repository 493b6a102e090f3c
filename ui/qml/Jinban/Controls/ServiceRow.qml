import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jinban.Theme

// One service in a list: what it is called, what it gives or why it was found, and how far it goes here.
T.AbstractButton {
    id: root

    property string title: ""
    property string subtitle: ""
    property string note: ""
    property string glyph: "document"
    property string badge: ""
    property string place: ""
    property bool finishes: false

    implicitHeight: Math.max(Theme.button, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.gap
    focusPolicy: Qt.StrongFocus
    Accessible.name: title
    Accessible.description: [subtitle, note, badge, place].filter(part => part !== "").join(" ")

    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.primaryTintPressed : Theme.surface
        border.width: Theme.border
        border.color: root.down ? Theme.primary : Theme.line

        FocusRing {
            shown: root.visualFocus
        }
    }

    contentItem: RowLayout {
        spacing: Theme.gap

        Rectangle {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: Theme.sized(80)
            Layout.preferredHeight: Theme.sized(80)
            radius: Theme.radius
            color: root.finishes ? Theme.primary : Theme.primaryTint

            Icon {
                anchors.centerIn: parent
                name: root.glyph
                size: Theme.icon
                color: root.finishes ? Theme.primaryInk : Theme.primary
                pen: 1.8
            }
        }

        ColumnLayout {
            spacing: Theme.sized(4)

            Label {
                Layout.fillWidth: true
                text: root.title
                strong: true
                Accessible.ignored: true
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.subtitle
                level: Label.Small
                color: Theme.inkSoft
                Accessible.ignored: true
            }

            Flow {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gapTiny
                spacing: Theme.gapTiny

                Badge {
                    text: root.badge
                    tone: Tone.Success
                }

                Badge {
                    text: root.place
                    tone: root.finishes ? Tone.Info : Tone.Neutral
                }

                Label {
                    width: Math.min(implicitWidth, parent.width)
                    text: root.note
                    level: Label.Caption
                    color: Theme.inkSoft
                    Accessible.ignored: true
                }
            }
        }

        Icon {
            name: "next"
            color: Theme.primary
            pen: 2.4
        }
    }
}
