pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// One plain question that decides what is asked next.
Page {
    id: root

    Repeater {
        model: root.view.options.length

        ChoiceCard {
            required property int index
            readonly property var option: root.view.options[index]

            width: parent.width
            implicitHeight: Theme.sized(200)
            title: option.title
            detail: option.detail
            glyph: option.icon
            chosen: option.chosen
            onClicked: root.visit.choose_situation(option.id)
        }
    }
}
