import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jinban.Theme
import Jinban.Controls

// One line of the desk: what it is, how it stands, and what can be done about it.
T.AbstractButton {
    id: root

    property var row: null
    readonly property bool opens: (row?.act ?? "") !== ""

    signal acted(act: string)

    function tone(name: string): int {
        return ({
                "info": Tone.Info,
                "success": Tone.Success,
                "warning": Tone.Warning,
                "danger": Tone.Danger
            })[name] ?? Tone.Neutral;
    }

    width: parent ? parent.width : 0
    implicitHeight: Math.max(Theme.sized(112), line.implicitHeight + 2 * Theme.gapSmall)
    focusPolicy: opens ? Qt.StrongFocus : Qt.NoFocus
    Accessible.role: opens ? Accessible.Button : Accessible.Row
    Accessible.name: [row?.title, row?.badge, row?.note].filter(part => part).join(" ")
    onClicked: if (opens)
        root.acted(row.act)

    Tone {
        id: meaning

        kind: root.tone(root.row?.tone ?? "")
    }

    Tone {
        id: noteMeaning

        kind: root.tone(root.row?.noteTone ?? "")
    }

    background: Rectangle {
        radius: Theme.radius
        color: root.opens && root.down ? Theme.primaryTintPressed : Theme.surface
        border.width: Theme.border
        border.color: meaning.kind === Tone.Warning || meaning.kind === Tone.Danger ? meaning.solid : Theme.line

        FocusRing {
            shown: root.visualFocus
        }
    }

    RowLayout {
        id: line

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: root.row?.toggle || root.row?.button ? Theme.gapSmall : Theme.gap
        spacing: Theme.gapSmall

        Icon {
            Layout.rightMargin: Theme.gapTiny
            visible: name !== ""
            name: root.row?.glyph ?? ""
            size: Theme.icon
            color: meaning.solid
            pen: 2.4
        }

        Badge {
            Layout.rightMargin: Theme.gapTiny
            visible: text !== "" && (root.row?.bar ?? -1) < 0
            text: root.row?.badge ?? ""
            tone: root.tone(root.row?.badgeTone ?? "")
        }

        ColumnLayout {
            spacing: Theme.sized(2)

            Label {
                Layout.fillWidth: true
                text: root.row?.title ?? ""
                level: Label.Small
                strong: true
                Accessible.ignored: true
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.row?.note ?? ""
                level: Label.Caption
                color: noteMeaning.kind === Tone.Neutral ? Theme.inkSoft : noteMeaning.tintInk
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                Accessible.ignored: true
            }

            Rectangle {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gapTiny
                Layout.preferredHeight: Theme.sized(14)
                visible: (root.row?.bar ?? -1) >= 0
                radius: height / 2
                color: Theme.sunk

                Rectangle {
                    width: Math.max(parent.height, parent.width * (root.row?.bar ?? 0))
                    height: parent.height
                    radius: height / 2
                    color: meaning.kind === Tone.Neutral ? Theme.primary : meaning.solid
                }
            }
        }

        Label {
            Layout.minimumWidth: Theme.sized(96)
            visible: (root.row?.bar ?? -1) >= 0 && text !== ""
            horizontalAlignment: Text.AlignRight
            text: root.row?.badge ?? ""
            level: Label.Small
            strong: true
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }

        T.AbstractButton {
            id: star

            readonly property string kind: root.row?.star ?? ""

            Layout.preferredWidth: Theme.touch
            Layout.preferredHeight: Theme.touch
            visible: kind !== ""
            focusPolicy: Qt.StrongFocus
            Accessible.name: `${root.row?.title ?? ""} ${kind}`
            onClicked: root.acted(root.row.starAct)

            background: Rectangle {
                radius: Theme.radius
                color: star.down ? Theme.primaryTintPressed : "transparent"

                FocusRing {
                    shown: star.visualFocus
                }
            }

            contentItem: Item {
                Icon {
                    anchors.centerIn: parent
                    rotation: star.kind === "up" ? 180 : 0
                    name: star.kind === "up" ? "down" : "star"
                    filled: star.kind === "star-filled"
                    color: star.kind === "up" ? Theme.primary : Theme.star
                }
            }
        }

        ActionButton {
            visible: text !== ""
            compact: true
            minimumWidth: Theme.sized(160)
            kind: root.row?.buttonQuiet ? ActionButton.Quiet : ActionButton.Secondary
            text: root.row?.button ?? ""
            onClicked: root.acted(root.row.buttonAct)
        }

        OnOff {
            visible: (root.row?.toggle ?? "") !== ""
            on: root.row?.toggle === "on"
            subject: root.row?.title ?? ""
            text: root.row?.toggleText ?? ""
            onClicked: root.acted(root.row.toggleAct)
        }

        Icon {
            visible: root.opens
            rotation: -90
            name: "down"
            size: Theme.iconSmall
            color: Theme.inkSoft
        }
    }
}
