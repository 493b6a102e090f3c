import QtQuick
import QtQuick.Layouts
import Jinban.Theme

// A message that stays: what happened, in a sentence, and what to do next.
Rectangle {
    id: root

    property alias tone: meaning.kind
    property string title: ""
    property string message: ""
    property string nextStep: ""
    property string actionText: ""
    property string glyph: ""

    signal acted

    implicitWidth: Theme.sized(480)
    implicitHeight: row.implicitHeight + 2 * Theme.gap
    radius: Theme.radius
    color: meaning.tint
    border.width: Theme.border
    border.color: meaning.solid
    Accessible.role: tone === Tone.Warning || tone === Tone.Danger ? Accessible.AlertMessage : Accessible.StaticText
    Accessible.name: [title, message, nextStep].filter(part => part !== "").join(" ")

    Tone {
        id: meaning

        kind: Tone.Info
    }

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.gap
        spacing: Theme.gap

        Icon {
            Layout.alignment: Qt.AlignTop
            name: root.glyph !== "" ? root.glyph : meaning.glyph
            size: Theme.sized(56)
            color: meaning.solid
        }

        ColumnLayout {
            spacing: Theme.gapTiny

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.title
                strong: true
                color: meaning.tintInk
                Accessible.ignored: true
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.message
                level: Label.Small
                color: Theme.ink
                Accessible.ignored: true
            }

            RowLayout {
                visible: root.nextStep !== ""
                spacing: Theme.gapTiny

                Icon {
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: Theme.sized(6)
                    name: "next"
                    size: Theme.iconSmall
                    color: meaning.tintInk
                    pen: 2.4
                }

                Label {
                    Layout.fillWidth: true
                    text: root.nextStep
                    level: Label.Small
                    strong: true
                    color: meaning.tintInk
                    Accessible.ignored: true
                }
            }
        }

        ActionButton {
            visible: root.actionText !== ""
            kind: ActionButton.Secondary
            compact: true
            text: root.actionText
            onClicked: root.acted()
        }
    }
}
