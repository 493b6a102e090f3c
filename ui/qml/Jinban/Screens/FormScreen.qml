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
        text: root.view.page
        level: Label.Small
        color: Theme.inkSoft
    }

    Repeater {
        model: root.view.fields.length

        Loader {
            id: place

            required property int index
            readonly property var field: root.view.fields[index] ?? null

            width: parent.width
            sourceComponent: field === null ? null : field.keyboard === "" ? choice : typed

            Component {
                id: typed

                TextEntry {
                    id: input

                    label: place.field.label
                    placeholder: root.view.placeholder
                    hint: place.field.hint
                    error: place.field.problem
                    required: place.field.required
                    requiredText: root.view.required
                    masked: place.field.masked
                    maskedText: place.field.shown
                    maximumLength: place.field.maxLength
                    keyboard: place.field.keyboard
                    purpose: place.field.purpose
                    Component.onCompleted: text = place.field.value
                    onEdited: root.visit.answer(place.field.id, text)
                    onEditingChanged: if (editing)
                        root.edit(input)
                }
            }

            Component {
                id: choice

                ChoiceField {
                    label: place.field.label
                    choices: place.field.choices
                    error: place.field.problem
                    onChosen: value => root.visit.answer(place.field.id, value)
                }
            }
        }
    }

    tail: KeyboardPanel {
        width: root.width
        visible: root.entry !== null
        height: visible ? implicitHeight : 0
        target: root.entry
        layout: root.entry?.keyboard ?? "latin"
        engine: root.engine
        doneText: root.view.keys.done
        spaceText: root.view.keys.space
        clearText: root.view.keys.clear
        backspaceText: root.view.keys.backspace
        shiftText: root.view.keys.shift
        languageText: root.view.keys.language
        candidateHint: root.view.keys.hint
        earlierText: root.view.keys.earlier
        laterText: root.view.keys.later
        onDone: root.done()
    }
}
