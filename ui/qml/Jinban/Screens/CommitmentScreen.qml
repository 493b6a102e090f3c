pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// The commitment is read, then signed.
Page {
    id: root

    footer.nextText: view.submit
    footer.nextGlyph: "check"

    Panel {
        spacing: Theme.gap

        Repeater {
            model: root.view.paragraphs.length

            Row {
                id: paragraph

                required property int index

                width: parent.width
                spacing: Theme.gap

                Label {
                    text: (paragraph.index + 1) + "."
                    strong: true
                    color: Theme.primary
                }

                Label {
                    width: parent.width - x
                    text: root.view.paragraphs[paragraph.index]
                }
            }
        }
    }

    tail: ColumnLayout {
        x: Theme.pageMargin
        width: root.width - 2 * Theme.pageMargin
        spacing: Theme.gapSmall

        NoticeBar {
            Layout.fillWidth: true
            visible: root.view.reminded !== ""
            tone: Tone.Warning
            message: root.view.reminded
        }

        SignaturePad {
            id: pad

            objectName: "signaturePad"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.large ? 380 : 460
            hint: root.view.signHere
            onStrokeEnded: root.visit.sign(JSON.stringify({
                    "strokes": pad.strokes
                }), pad.width, pad.height)
        }

        ActionButton {
            Layout.alignment: Qt.AlignRight
            Layout.bottomMargin: Theme.gap
            kind: ActionButton.Secondary
            compact: true
            enabled: root.view.signed
            glyph: "close"
            text: root.view.clear
            onClicked: {
                pad.clear();
                root.visit.clear_signature();
            }
        }
    }
}
