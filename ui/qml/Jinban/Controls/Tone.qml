import QtQuick
import Jinban.Theme

// What a message means, and the colours and the icon that go with it.
QtObject {
    id: root

    enum Kind {
        Neutral,
        Info,
        Success,
        Warning,
        Danger
    }

    property int kind: Tone.Neutral
    readonly property color tint: [Theme.sunk, Theme.infoTint, Theme.successTint, Theme.warningTint, Theme.dangerTint][kind]
    readonly property color tintInk: [Theme.ink, Theme.infoInk, Theme.successInk, Theme.warningInk, Theme.dangerInk][kind]
    readonly property color solid: [Theme.inkSoft, Theme.info, Theme.success, Theme.warning, Theme.danger][kind]
    readonly property string glyph: ["info", "info", "check", "warning", "error"][kind]
}
