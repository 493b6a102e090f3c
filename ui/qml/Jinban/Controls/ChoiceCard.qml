import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jinban.Theme

// One answer of a question, as a large card. The page decides what `chosen` is; the card reports that it was tapped.
T.AbstractButton {
    id: root

    property string title: ""
    property string detail: ""
    property string glyph: ""
    property string badge: ""
    property bool chosen: false
    property bool multiple: false

    implicitWidth: Math.max(Theme.sized(320), implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.button, implicitContentHeight + topPadding + bottomPadding)
    horizontalPadding: Theme.gapWide
    verticalPadding: Theme.gap
    focusPolicy: Qt.StrongFocus
    Accessible.role: multiple ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.name: title
    Accessible.description: detail
    Accessible.checkable: true
    Accessible.checked: chosen

    background: Rectangle {
        radius: Theme.radiusLarge
        color: !root.enabled ? Theme.sunk : root.down ? Theme.primaryTintPressed : root.chosen ? Theme.primaryTint : Theme.surface
        border.width: root.chosen ? Theme.borderStrong : Theme.border
        border.color: root.chosen ? Theme.primary : Theme.outline

        FocusRing {
            corner: Theme.radiusLarge
            shown: root.visualFocus
        }
    }

    contentItem: RowLayout {
        spacing: Theme.gap

        Icon {
            visible: root.glyph !== ""
            name: root.glyph
            size: Theme.sized(56)
            color: root.enabled ? Theme.primary : Theme.inkDisabled
            pen: 1.8
        }

        ColumnLayout {
            spacing: Theme.sized(4)

            RowLayout {
                spacing: Theme.gapSmall

                Label {
                    Layout.fillWidth: true
                    text: root.title
                    strong: true
                    color: root.enabled ? Theme.ink : Theme.inkDisabled
                    Accessible.ignored: true
                }

                Badge {
                    Layout.alignment: Qt.AlignTop
                    text: root.badge
                }
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.detail
                level: Label.Small
                color: root.enabled ? Theme.inkSoft : Theme.inkDisabled
                Accessible.ignored: true
            }
        }

        Rectangle {
            Layout.preferredWidth: Theme.sized(52)
            Layout.preferredHeight: Theme.sized(52)
            radius: root.multiple ? Theme.sized(12) : width / 2
            color: root.chosen ? Theme.primary : root.enabled ? Theme.surface : Theme.sunk
            border.width: root.chosen ? 0 : 3
            border.color: Theme.outline

            Icon {
                anchors.centerIn: parent
                visible: root.chosen
                name: "check"
                size: Theme.sized(36)
                color: Theme.primaryInk
                pen: 3
            }
        }
    }
}
