pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls
import Jinban.Keyboard

// Typing what one is looking for; the results come with every key, letters that are no Chinese yet included.
Page {
    id: root

    property var engine: null

    function look(): void {
        visit.search(input.text + (engine?.composition ?? ""));
    }

    footer.visible: !input.editing
    Component.onCompleted: {
        input.text = view.text; // who comes back from a guide finds what was typed
        input.forceActiveFocus();
    }

    Connections {
        target: root.engine

        function onChanged(): void {
            root.look();
        }
    }

    TextEntry {
        id: input

        objectName: "searchEntry"
        width: parent.width
        glyph: "search"
        placeholder: root.view.placeholder
        clearText: root.view.clear
        keyboard: "pinyin"
        purpose: "text"
        maximumLength: 30
        onEdited: root.look()
    }

    Label {
        width: parent.width
        visible: root.view.hint !== ""
        text: root.view.hint
        color: Theme.inkSoft
    }

    Label {
        width: parent.width
        visible: root.view.question !== ""
        text: root.view.question
        level: Label.Heading
    }

    Flow {
        width: parent.width
        visible: root.view.choices.length > 0
        spacing: Theme.gapSmall

        Repeater {
            model: root.view.choices.length

            ActionButton {
                required property int index

                kind: ActionButton.Secondary
                compact: true
                text: root.view.choices[index] ?? ""
                onClicked: root.visit.choose_meaning(index)
            }
        }
    }

    ServiceList {
        rows: root.view.rows
        visit: root.visit
    }

    Label {
        width: parent.width
        visible: root.view.empty !== ""
        text: root.view.empty
        color: Theme.inkSoft
    }

    tail: KeyboardPanel {
        width: root.width
        visible: input.editing
        height: visible ? implicitHeight : 0
        target: input
        layout: "pinyin"
        engine: root.engine
        words: root.view.keys
        onDone: {
            input.focus = false;
            root.forceActiveFocus();
        }
    }
}
