import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jinban.Theme

// A small way in: a picture, a few words, and perhaps a count.
T.AbstractButton {
    id: root

    property string title: ""
    property string note: ""
    property string glyph: "document"
    property bool strong: false

    implicitWidth: Theme.sized(200)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    horizontalPadding: Theme.gapSmall
    verticalPadding: Theme.gap
    focusPolicy: Qt.StrongFocus
    Accessible.name: title
    Accessible.description: note

    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.primaryTintPressed : root.strong ? Theme.primaryTint : Theme.surface
        border.width: Theme.border
        border.color: root.down ? Theme.primary : root.strong ? Theme.primary : Theme.line

        FocusRing {
            shown: root.visualFocus
        }
    }

    contentItem: ColumnLayout {
        spacing: Theme.gapTiny

        Icon {
            Layout.alignment: Qt.AlignHCenter
            name: root.glyph
            size: Theme.sized(56)
            color: Theme.primary
            pen: 1.8
        }

        Label {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: root.title
            level: Label.Small
            strong: true
            Accessible.ignored: true
        }

        Label {
            Layout.fillWidth: true
            visible: text !== ""
            horizontalAlignment: Text.AlignHCenter
            text: root.note
            level: Label.Caption
            color: Theme.inkSoft
            Accessible.ignored: true
        }

        Item {
            Layout.fillHeight: true
        }
    }
}
