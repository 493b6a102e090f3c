import QtQuick
import QtQuick.Layouts
import Jinban.Theme

// One line of the check before the first question: what was checked, how it stands, and what that means.
Rectangle {
    id: root

    enum Condition {
        Checking,
        Fine,
        Attention,
        Bad
    }

    property int condition: StatusRow.Checking
    property string glyph: ""
    property string title: ""
    property string detail: ""
    property string conditionText: ""

    implicitWidth: Theme.sized(480)
    implicitHeight: Math.max(Theme.button, row.implicitHeight + 2 * Theme.gap)
    radius: Theme.radius
    color: Theme.surface
    border.width: Theme.border
    border.color: condition === StatusRow.Bad || condition === StatusRow.Attention ? meaning.solid : Theme.line
    Accessible.role: Accessible.StaticText
    Accessible.name: [title, conditionText, detail].filter(part => part !== "").join(" ")

    Tone {
        id: meaning

        kind: [Tone.Neutral, Tone.Success, Tone.Warning, Tone.Danger][root.condition]
    }

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.gap
        spacing: Theme.gap

        Rectangle {
            Layout.preferredWidth: Theme.sized(72)
            Layout.preferredHeight: Theme.sized(72)
            radius: width / 2
            color: meaning.tint

            Icon {
                anchors.centerIn: parent
                name: root.condition === StatusRow.Checking ? "clock" : meaning.glyph
                size: Theme.sized(44)
                color: meaning.solid
                pen: 2.4
            }
        }

        ColumnLayout {
            spacing: Theme.sized(2)

            Label {
                Layout.fillWidth: true
                text: root.title
                strong: true
                Accessible.ignored: true
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.detail
                level: Label.Small
                color: Theme.inkSoft
                Accessible.ignored: true
            }
        }

        Icon {
            visible: root.glyph !== ""
            name: root.glyph
            color: Theme.inkSoft
            pen: 1.8
        }

        Badge {
            text: root.conditionText
            tone: meaning.kind
        }
    }
}
