import QtQuick
import Jinban.Theme

// Words on a page: one of six sizes, wrapping at the width that the layout gives.
Text {
    id: root

    enum Level {
        Display,
        Title,
        Heading,
        Body,
        Small,
        Caption
    }

    property int level: Label.Body
    property bool strong: level === Label.Display || level === Label.Title || level === Label.Heading

    font.family: Theme.fontFamily
    font.pixelSize: [Theme.display, Theme.title, Theme.heading, Theme.body, Theme.label, Theme.caption][level]
    font.weight: strong ? Font.Bold : Font.Normal
    color: Theme.ink
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: level <= Label.Heading ? Accessible.Heading : Accessible.StaticText
    Accessible.name: text
}
