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
            message: root.view.reasons[index]
        }
    }

    Label {
        width: parent.width
        text: root.view.ask
        color: Theme.inkSoft
    }
}
