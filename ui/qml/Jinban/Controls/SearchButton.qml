import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jinban.Theme

// Looks like the field that it opens.
T.AbstractButton {
    id: root

    property string hint: ""

    text: hint
    implicitHeight: Theme.entry
    horizontalPadding: Theme.gapWide
    focusPolicy: Qt.StrongFocus
    Accessible.name: hint

    background: Rectangle {
        radius: Theme.entry / 2
        color: root.down ? Theme.primaryTintPressed : Theme.surface
        border.width: Theme.borderStrong
        border.color: Theme.primary

        FocusRing {
            corner: Theme.entry / 2
            shown: root.visualFocus
        }
    }

    contentItem: RowLayout {
        spacing: Theme.gap

        Icon {
            name: "search"
            color: Theme.primary
            pen: 2.4
        }

        Label {
            Layout.fillWidth: true
            text: root.hint
            color: Theme.inkSoft
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
}
