import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jinban.Theme
import Jinban.Controls

// One sentence to choose of several. The desk decides which is chosen; the line reports that it was touched.
T.AbstractButton {
    id: root

    property bool chosen: false

    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 2 * Theme.gapSmall)
    verticalPadding: Theme.gapSmall
    horizontalPadding: Theme.gap
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: chosen

    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.primaryTintPressed : root.chosen ? Theme.primaryTint : Theme.surface
        border.width: root.chosen ? Theme.borderStrong : Theme.border
        border.color: root.chosen ? Theme.primary : Theme.outline

        FocusRing {
            shown: root.visualFocus
        }
    }

    contentItem: RowLayout {
        spacing: Theme.gap

        Label {
            Layout.fillWidth: true
            text: root.text
            level: Label.Small
            strong: root.chosen
            Accessible.ignored: true
        }

        Rectangle {
            Layout.preferredWidth: Theme.sized(44)
            Layout.preferredHeight: Theme.sized(44)
            radius: width / 2
            color: root.chosen ? Theme.primary : Theme.surface
            border.width: root.chosen ? 0 : 3
            border.color: Theme.outline

            Icon {
                anchors.centerIn: parent
                visible: root.chosen
                name: "check"
                size: Theme.sized(30)
                color: Theme.primaryInk
                pen: 3
            }
        }
    }
}
