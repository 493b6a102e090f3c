pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// May the card be looked at for what is due?
Page {
    id: root

    footer.nextGlyph: "check"

    Panel {
        spacing: Theme.gap

        Repeater {
            model: root.view.purposes.length

            Row {
                id: purpose

                required property int index

                width: parent.width
                spacing: Theme.gap

                Icon {
                    name: ["card", "search", "shield"][purpose.index]
                    color: Theme.primary
                }

                Label {
                    width: parent.width - Theme.icon - parent.spacing
                    text: root.view.purposes[purpose.index]
                }
            }
        }
    }
}
