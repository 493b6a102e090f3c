import QtQuick
import QtQuick.Layouts
import Jinban.Theme

// What can be done with the page: leave at the far left, back beside it, and the way on, widest, at the right.
// A button without words is not there. Leaving is never next to going on.
Rectangle {
    id: root

    property string leaveText: ""
    property string backText: ""
    property string nextText: ""
    property string nextGlyph: "next"
    property int nextKind: ActionButton.Primary
    property bool nextEnabled: true
    property string reason: ""

    signal leave
    signal back
    signal next

    implicitWidth: Theme.sized(1080)
    implicitHeight: column.implicitHeight + 2 * Theme.gap
    color: Theme.surface

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        height: Theme.border
        color: Theme.line
    }

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.pageMargin
        anchors.rightMargin: Theme.pageMargin
        spacing: Theme.gapSmall

        Label {
            Layout.fillWidth: true
            visible: text !== "" && !root.nextEnabled
            horizontalAlignment: Text.AlignRight
            text: root.reason
            level: Label.Small
            color: Theme.inkSoft
        }

        RowLayout {
            spacing: Theme.gap

            ActionButton {
                visible: text !== ""
                kind: ActionButton.Quiet
                text: root.leaveText
                glyph: Theme.large ? "" : "close"
                horizontalPadding: Theme.gapSmall
                minimumWidth: Theme.sized(160)
                onClicked: root.leave()
            }

            ActionButton {
                visible: text !== ""
                kind: ActionButton.Secondary
                text: root.backText
                glyph: Theme.large ? "" : "back"
                horizontalPadding: Theme.gap
                minimumWidth: Theme.sized(176)
                onClicked: root.back()
            }

            Item {
                Layout.fillWidth: nextButton.visible === false
                visible: !nextButton.visible
            }

            ActionButton {
                id: nextButton

                Layout.fillWidth: true
                visible: text !== ""
                enabled: root.nextEnabled
                kind: root.nextKind
                text: root.nextText
                horizontalPadding: Theme.gap
                glyph: Theme.large && root.nextGlyph !== "next" ? "" : root.nextGlyph
                glyphAfter: root.nextGlyph === "next"
                Accessible.description: enabled ? "" : root.reason
                onClicked: root.next()
            }
        }
    }
}
