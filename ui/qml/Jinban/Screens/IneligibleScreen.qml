pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// The rules say no: why, that nothing was filed, and where to ask.
Page {
    id: root

    footer.backText: view.back
    footer.nextText: view.other

    Repeater {
        model: root.view.reasons.length

        NoticeBar {
            required property int index

            width: parent.width
            tone: Tone.Warning
            message: root.view.reasons[index] ?? ""
        }
    }

    NoticeBar {
        width: parent.width
        visible: root.view.appealTrouble !== ""
        tone: Tone.Danger
        message: root.view.appealTrouble
    }

    NoticeBar {
        width: parent.width
        visible: root.view.appealTaken !== ""
        tone: Tone.Success
        glyph: "check"
        message: root.view.appealTaken
        nextStep: root.view.appealNumber
    }

    NoticeBar {
        width: parent.width
        visible: root.view.paper !== ""
        tone: Tone.Info
        glyph: "receipt"
        message: root.view.paper
    }

    ActionButton {
        width: parent.width
        visible: text !== ""
        enabled: !root.view.asking
        kind: ActionButton.Secondary
        glyph: "pen"
        text: root.view.appeal
        onClicked: root.visit.appeal()
    }

    ActionButton {
        width: parent.width
        visible: text !== ""
        kind: ActionButton.Secondary
        glyph: "receipt"
        text: root.view.print
        onClicked: root.visit.print_again()
    }

    Label {
        width: parent.width
        text: root.view.ask
        color: Theme.inkSoft
    }
}
