pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// Five levels, none pre-set; what the rating is about comes after the level, and nothing of it has to be said.
Page {
    id: root

    footer.backText: ""
    footer.leaveText: ""
    footer.nextText: view.skip !== "" ? view.skip : view.next
    footer.nextKind: view.skip !== "" ? ActionButton.Secondary : ActionButton.Primary

    Item {
        visible: !Theme.large
        width: parent.width
        height: Theme.gapHuge
    }

    StarRating {
        width: parent.width
        levels: root.view.levels
        rating: root.view.level
        name: root.view.title
        onRated: level => root.visit.rate(level)
    }

    NoticeBar {
        width: parent.width
        visible: root.view.callBack !== ""
        tone: Tone.Info
        glyph: "phone"
        message: root.view.callBack
    }

    Label {
        width: parent.width
        topPadding: Theme.gap
        visible: root.view.aspectsTitle !== ""
        text: root.view.aspectsTitle
        level: Label.Heading
    }

    Repeater {
        model: root.view.aspects.length

        ChoiceCard {
            required property int index
            readonly property var aspect: root.view.aspects[index] ?? null

            width: parent.width
            multiple: true
            title: aspect?.title ?? ""
            chosen: aspect?.chosen ?? false
            onClicked: root.visit.toggle_aspect(aspect.id)
        }
    }
}
