import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// One device or part: how it is, why, what to do, and its one action.
Rectangle {
    id: root

    property var row: null
    readonly property string advice: row?.advice ?? ""

    signal tested

    width: parent ? parent.width : 0
    implicitHeight: line.implicitHeight + 2 * Theme.gapSmall
    radius: Theme.radius
    color: Theme.surface
    border.width: Theme.border
    border.color: meaning.kind === Tone.Success ? Theme.line : meaning.solid
    Accessible.role: Accessible.Row
    Accessible.name: [row?.title, row?.state, row?.detail, advice].filter(part => part).join(" ")

    Tone {
        id: meaning

        kind: ({
                "success": Tone.Success,
                "warning": Tone.Warning,
                "danger": Tone.Danger
            })[root.row?.tone] ?? Tone.Neutral
    }

    RowLayout {
        id: line

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gapSmall
        spacing: Theme.gap

        Icon {
            name: meaning.glyph
            size: Theme.icon
            color: meaning.solid
            pen: 2.4
        }

        ColumnLayout {
            spacing: 0

            RowLayout {
                spacing: Theme.gapSmall

                Label {
                    text: root.row?.title ?? ""
                    level: Label.Small
                    strong: true
                    Accessible.ignored: true
                }

                Label {
                    text: root.row?.state ?? ""
                    level: Label.Caption
                    color: meaning.tintInk
                    Accessible.ignored: true
                }

                Label {
                    Layout.fillWidth: true
                    horizontalAlignment: Text.AlignRight
                    text: root.row?.tested ?? ""
                    level: Label.Caption
                    color: Theme.inkSoft
                    Accessible.ignored: true
                }
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.row?.detail ?? ""
                level: Label.Caption
                color: Theme.inkSoft
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                Accessible.ignored: true
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.advice === "" ? "" : "→ " + root.advice
                level: Label.Caption
                strong: true
                color: meaning.tintInk
                Accessible.ignored: true
            }
        }

        ActionButton {
            visible: text !== ""
            compact: true
            minimumWidth: Theme.sized(160)
            kind: ActionButton.Secondary
            enabled: root.row?.free ?? false
            text: root.row?.action ?? ""
            onClicked: root.tested()
        }
    }
}
