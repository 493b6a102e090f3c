pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// Which electronic certificates may be used, each by its own consent; nothing is ticked beforehand.
Page {
    id: root

    footer.nextGlyph: "check"
    footer.nextEnabled: !view.asking

    NoticeBar {
        width: parent.width
        tone: Tone.Info
        glyph: "shield"
        message: root.view.purpose
    }

    NoticeBar {
        width: parent.width
        visible: root.view.offline !== ""
        tone: Tone.Warning
        glyph: "network-off"
        message: root.view.offline
    }

    Repeater {
        model: root.view.rows.length

        ChoiceCard {
            required property int index
            readonly property var row: root.view.rows[index] ?? null

            width: parent.width
            multiple: true
            glyph: "document"
            title: row?.title ?? ""
            detail: row?.detail ?? ""
            chosen: row?.chosen ?? false
            enabled: !root.view.asking
            onClicked: root.visit.toggle_certificate(row.id)
        }
    }

    ActionButton {
        width: parent.width
        visible: root.view.rows.length > 1 && root.view.rows.some(row => !row.chosen)
        kind: ActionButton.Secondary
        compact: true
        glyph: "check"
        text: root.view.all
        onClicked: root.visit.toggle_certificate("")
    }
}
