pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// A question of the form that is answered by one touch.
Column {
    id: root

    property string label: ""
    property var choices: []
    property string error: ""

    signal chosen(value: string)

    spacing: Theme.gapSmall
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Label {
        width: parent.width
        text: root.label
        level: Label.Small
        strong: true
    }

    Grid {
        id: grid

        width: parent.width
        columns: Theme.large ? 1 : 2
        spacing: Theme.gapSmall

        Repeater {
            model: root.choices.length

            ChoiceCard {
                required property int index
                readonly property var option: root.choices[index] ?? null

                width: (grid.width - (grid.columns - 1) * grid.spacing) / grid.columns
                title: option?.label ?? ""
                chosen: option?.chosen ?? false
                onClicked: root.chosen(option.value)
            }
        }
    }

    Row {
        visible: root.error !== ""
        spacing: Theme.gapTiny

        Icon {
            name: "error"
            size: Theme.iconSmall
            color: Theme.danger
        }

        Label {
            text: root.error
            level: Label.Small
            color: Theme.danger
            Accessible.role: Accessible.AlertMessage
        }
    }
}
