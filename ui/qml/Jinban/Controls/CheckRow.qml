import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jinban.Theme

// A sentence that the resident agrees to or not. The whole row can be tapped; nothing is agreed beforehand.
T.CheckBox {
    id: root

    property string detail: ""

    implicitWidth: Math.max(Theme.sized(320), implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + topPadding + bottomPadding)
    horizontalPadding: Theme.gap
    verticalPadding: Theme.gapSmall
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Accessible.description: detail

    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.primaryTintPressed : root.checked ? Theme.primaryTint : Theme.surface
        border.width: root.checked ? Theme.borderStrong : Theme.border
        border.color: root.checked ? Theme.primary : Theme.outline

        FocusRing {
            shown: root.visualFocus
        }
    }

    contentItem: RowLayout {
        spacing: Theme.gap

        Rectangle {
            Layout.preferredWidth: Theme.sized(52)
            Layout.preferredHeight: Theme.sized(52)
            radius: Theme.sized(12)
            color: root.checked ? Theme.primary : Theme.surface
            border.width: root.checked ? 0 : 3
            border.color: Theme.outline

            Icon {
                anchors.centerIn: parent
                visible: root.checked
                name: "check"
                size: Theme.sized(36)
                color: Theme.primaryInk
                pen: 3
            }
        }

        ColumnLayout {
            spacing: Theme.sized(4)

            Label {
                Layout.fillWidth: true
                text: root.text
                color: root.enabled ? Theme.ink : Theme.inkDisabled
                Accessible.ignored: true
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.detail
                level: Label.Caption
                color: root.enabled ? Theme.inkSoft : Theme.inkDisabled
                Accessible.ignored: true
            }
        }
    }
}
