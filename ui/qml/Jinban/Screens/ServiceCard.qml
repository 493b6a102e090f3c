import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jinban.Theme
import Jinban.Controls

// A service that can be finished here: wide, first, and with what it gives in a sentence.
T.AbstractButton {
    id: root

    property string title: ""
    property string summary: ""
    property string department: ""
    property string badge: ""
    property string place: ""
    property string glyph: "document"

    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: Theme.gapWide
    focusPolicy: Qt.StrongFocus
    Accessible.name: title
    Accessible.description: [summary, department, badge, place].filter(part => part !== "").join(" ")

    background: Rectangle {
        radius: Theme.radiusLarge
        color: root.down ? Theme.primaryTintPressed : Theme.surface
        border.width: Theme.borderStrong
        border.color: Theme.primary

        FocusRing {
            corner: Theme.radiusLarge
            shown: root.visualFocus
        }
    }

    contentItem: RowLayout {
        spacing: Theme.gapWide

        Rectangle {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: Theme.sized(128)
            Layout.preferredHeight: Theme.sized(128)
            radius: Theme.radiusLarge
            color: Theme.primary

            Icon {
                anchors.centerIn: parent
                name: root.glyph
                size: Theme.iconLarge
                color: Theme.primaryInk
                pen: 1.6
            }
        }

        ColumnLayout {
            spacing: Theme.gapTiny

            Label {
                Layout.fillWidth: true
                text: root.title
                level: Label.Heading
                Accessible.ignored: true
            }

            Label {
                Layout.fillWidth: true
                text: root.summary
                level: Label.Small
                color: Theme.inkSoft
                Accessible.ignored: true
            }

            Flow {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gapTiny
                spacing: Theme.gapSmall

                Badge {
                    text: root.badge
                    tone: Tone.Success
                }

                Badge {
                    text: root.place
                    tone: Tone.Info
                }

                Badge {
                    text: root.department
                    tone: Tone.Neutral
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
