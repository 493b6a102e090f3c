import QtQuick
import Jinban.Controls

// It could not be saved: said plainly, with one next step.
Page {
    id: root

    footer.nextText: view.again

    NoticeBar {
        width: parent.width
        tone: Tone.Danger
        message: root.view.sentence
        nextStep: root.view.nextStep
    }
}
