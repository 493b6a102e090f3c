pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls
import Jinban.Keyboard

// One page of the form. The keyboard comes up with the first entry and goes with the last.
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

    // The keyboard comes up after the entry was touched, and takes the page's lower half.
    Connections {
        target: root.scroller

        function onHeightChanged(): void {
            if (root.entry !== null)
                root.scroller.reveal(root.entry);
        }
    }

    Label {
        visible: text !== ""
        text: root.view.page
        level: Label.Small
        color: Theme.inkSoft
    }

    EntryFields {
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
        engine: root.engine
        words: root.view.keys
        onDone: root.done()
    }
}
