import QtQuick
import Jinban.Theme

// A short word about a thing: 秒批, 免证办, 待联网核验.
Rectangle {
    id: root

    property string text: ""
    property string glyph: ""
    property alias tone: meaning.kind

    implicitWidth: row.implicitWidth + 2 * Theme.gapSmall
    implicitHeight: row.implicitHeight + Theme.gapTiny
    radius: Theme.sized(10)
    color: meaning.tint
    border.width: 1
    border.color: Qt.alpha(meaning.solid, 0.35)
    visible: text !== ""
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Tone {
        id: meaning

        kind: Tone.Info
    }

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.gapTiny

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.glyph !== ""
            name: root.glyph
            size: Theme.sized(30)
            color: meaning.tintInk
            pen: 2.4
        }

        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            level: Label.Caption
            strong: true
            color: meaning.tintInk
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
