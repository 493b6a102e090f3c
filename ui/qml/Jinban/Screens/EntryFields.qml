pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// The questions of one page, typed or chosen; `touched` tells which entry the keyboard shall type into.
Column {
    id: root

    property var fields: []
    property string placeholder: ""
    property string requiredText: ""
    property var visit: null

    signal touched(TextEntry entry)

    width: parent ? parent.width : 0
    spacing: Theme.gap

    Repeater {
        model: root.fields.length

        Loader {
            id: place

            required property int index
            readonly property var field: root.fields[index] ?? null

            width: root.width
            sourceComponent: field === null ? null : field.keyboard === "" ? choice : typed

            Component {
                id: typed

                TextEntry {
                    id: input

                    label: place.field.label
                    placeholder: root.placeholder
                    hint: place.field.hint
                    error: place.field.problem
                    required: place.field.required
                    requiredText: root.requiredText
                    masked: place.field.masked
                    maskedText: place.field.shown
                    maximumLength: place.field.maxLength
                    keyboard: place.field.keyboard
                    purpose: place.field.purpose
                    Component.onCompleted: text = place.field.value
                    onEdited: root.visit.answer(place.field.id, text)
                    onEditingChanged: if (editing)
                        root.touched(input)
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
}
