pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls
import Jinban.Keyboard

// How to ask where one's case stands.
Page {
    id: root

    property var engine: null
    property TextEntry entry: null

    function edit(item: TextEntry): void {
        entry = item;
        Qt.callLater(() => {
            if (root.entry !== null)
                root.scroller.reveal(root.entry);
        });
    }

    function done(): void {
        if (entry !== null)
            entry.focus = false;
        entry = null;
        forceActiveFocus();
    }

    footer.visible: entry === null
    footer.nextEnabled: !view.asking
    footer.nextGlyph: "search"

    NoticeBar {
        width: parent.width
        visible: root.view.problem !== ""
        tone: Tone.Warning
        message: root.view.problem
    }

    Repeater {
        model: root.view.ways.length

        Panel {
            id: way

            required property int index
            readonly property var entry: root.view.ways[index] ?? null

            Row {
                width: parent.width
                spacing: Theme.gapWide

                Icon {
                    id: picture

                    name: way.entry?.icon ?? ""
                    size: Theme.iconLarge
                    color: Theme.primary
                    pen: 1.6
                }

                Column {
                    width: parent.width - picture.width - parent.spacing

                    Label {
                        width: parent.width
                        text: way.entry?.title ?? ""
                        level: Label.Heading
                    }

                    Label {
                        width: parent.width
                        text: way.entry?.detail ?? ""
                        color: Theme.inkSoft
                    }
                }
            }
        }
    }

    ActionButton {
        width: parent.width
        visible: !root.view.typing
        kind: ActionButton.Secondary
        glyph: "keyboard"
        text: root.view.byNumber
        onClicked: root.visit.by_number()
    }

    EntryFields {
        visible: root.view.typing
        fields: root.view.fields
        placeholder: root.view.placeholder
        requiredText: root.view.required
        visit: root.visit
        onTouched: entry => root.edit(entry)
    }

    tail: KeyboardPanel {
        width: root.width
        visible: root.entry !== null
        height: visible ? implicitHeight : 0
        target: root.entry
        layout: root.entry?.keyboard ?? "latin"
        words: root.view.keys
        onDone: root.done()
    }
}
