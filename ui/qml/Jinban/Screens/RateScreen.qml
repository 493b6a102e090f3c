import QtQuick
import Jinban.Theme
import Jinban.Controls

// Five levels, none pre-set; a touch on one is the answer.
Page {
    id: root

    footer.backText: ""
    footer.leaveText: ""
    footer.nextText: view.skip
    footer.nextKind: ActionButton.Secondary

    Item {
        visible: !Theme.large
        width: parent.width
        height: Theme.gapHuge
    }

    StarRating {
        width: parent.width
        levels: root.view.levels
        name: root.view.title
        onRated: level => root.visit.rate(level)
    }
}
