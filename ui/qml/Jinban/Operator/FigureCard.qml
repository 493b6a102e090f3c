import QtQuick
import Jinban.Theme
import Jinban.Controls

// One number that is read from three steps away, and what it counts.
Rectangle {
    id: root

    property string value: ""
    property string label: ""
    property alias tone: meaning.kind

    implicitHeight: column.implicitHeight + 2 * Theme.gap
    radius: Theme.radius
    color: meaning.tint
    Accessible.role: Accessible.StaticText
    Accessible.name: `${label} ${value}`

    Tone {
        id: meaning

        kind: Tone.Neutral
    }

    Column {
        id: column

        anchors.centerIn: parent

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            text: root.value
            level: Label.Title
            lineHeight: 0.95
            color: meaning.tintInk
            Accessible.ignored: true
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            text: root.label
            level: Label.Caption
            wrapMode: Text.NoWrap
            color: meaning.tintInk
            Accessible.ignored: true
        }
    }
}
