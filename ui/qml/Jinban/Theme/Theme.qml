pragma Singleton

import QtQuick

// How everything on the touchscreen looks: colours, type, distances, sizes and times, each named by its use.
//
// `scale` is 1.0, or 1.25 in large mode; every size below follows it. Contrast of every pair is held by a test:
// 4.5:1 for text, 3:1 for large text and for the outlines of what can be touched (WCAG 2.2, 1.4.3 and 1.4.11).
QtObject {
    id: theme

    property real scale: 1.0
    readonly property bool large: scale > 1.0

    // Colours: the hall's blue, and a warm red for what cannot be undone
    readonly property color primary: "#0B4EA2"
    readonly property color primaryPressed: "#083A7A"
    readonly property color primaryDeep: "#07336B"
    readonly property color primaryTint: "#E9F1FB"
    readonly property color primaryTintPressed: "#D3E3F7"
    readonly property color primaryInk: "#FFFFFF"
    readonly property color primaryInkSoft: "#D6E4F6"
    readonly property color accent: "#B3261E"
    readonly property color accentPressed: "#8C1D18"
    readonly property color accentInk: "#FFFFFF"

    // Neutrals: from the page to its ink
    readonly property color canvas: "#F3F6FA"
    readonly property color surface: "#FFFFFF"
    readonly property color surfacePressed: "#E6ECF4"
    readonly property color sunk: "#E4E9F0"
    readonly property color ink: "#14202E"
    readonly property color inkSoft: "#445268"
    readonly property color inkDisabled: "#566377"
    readonly property color line: "#CBD4E0"
    readonly property color outline: "#6B7A90"
    readonly property color focus: "#07336B"
    readonly property color scrim: "#B80C1826"

    // Meanings: always beside an icon and a word, never by colour alone
    readonly property color success: "#1B7A3D"
    readonly property color successTint: "#E5F4EA"
    readonly property color successInk: "#14592D"
    readonly property color warning: "#8A5600"
    readonly property color warningTint: "#FFF3D9"
    readonly property color warningInk: "#664000"
    readonly property color danger: "#B3261E"
    readonly property color dangerTint: "#FDECEA"
    readonly property color dangerInk: "#861A14"
    readonly property color info: primary
    readonly property color infoTint: primaryTint
    readonly property color infoInk: "#083A7A"
    readonly property color star: "#B45F06"

    // Type: one family, two weights. The family's own line height is 1.45 of its size.
    readonly property string fontFamily: "Noto Sans CJK SC"
    readonly property int display: sized(72)
    readonly property int title: sized(56)
    readonly property int heading: sized(44)
    readonly property int body: sized(36)
    readonly property int label: sized(32)
    readonly property int caption: sized(28)

    // Distances on an 8-pixel grid
    readonly property int gapTiny: sized(8)
    readonly property int gapSmall: sized(16)
    readonly property int gap: sized(24)
    readonly property int gapWide: sized(32)
    readonly property int gapLarge: sized(48)
    readonly property int gapHuge: sized(64)
    readonly property int pageMargin: sized(48)

    // What a finger must hit
    readonly property int touch: sized(96)
    readonly property int button: sized(120)
    readonly property int entry: sized(112)
    readonly property int key: sized(92)
    readonly property int keyGap: sized(10)

    readonly property int icon: sized(48)
    readonly property int iconSmall: sized(36)
    readonly property int iconLarge: sized(80)

    readonly property int radius: sized(16)
    readonly property int radiusLarge: sized(24)
    readonly property int border: 2
    readonly property int borderStrong: 4
    readonly property int focusRing: 5
    readonly property int focusGap: 5

    // Times in milliseconds; feedback to a touch has none: it comes with the next frame
    readonly property int fade: 160
    readonly property int move: 220
    readonly property int unread: 300
    readonly property int staffHold: 5000

    // A length of the design at scale 1.0, in pixels at the present scale.
    function sized(pixels: real): int {
        return Math.round(pixels * theme.scale);
    }
}
