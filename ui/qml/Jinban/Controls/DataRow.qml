import QtQuick
import QtQuick.Layouts
import Jinban.Theme

// One fact to be looked over before sending: its name on the left, the answer on the right, and a way to change it.
Item {
    id: root

    property string label: ""
    property string value: ""
    property string maskedValue: ""
    property bool masked: false
    property string badge: ""
    property int badgeTone: Tone.Neutral
    property string actionText: ""
    property string actionGlyph: ""
    property bool last: false

    readonly property string shown: masked ? maskedValue : value

    signal acted

    implicitWidth: Theme.sized(480)
    implicitHeight: Math.max(Theme.touch, row.implicitHeight + 2 * Theme.gapSmall)
    Accessible.role: Accessible.Row
    Accessible.name: label + " " + shown

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        Label {
            Layout.preferredWidth: Math.min(Theme.sized(260), root.width * 0.34)
            Layout.alignment: Qt.AlignVCenter
            text: root.label
            level: Label.Small
            color: Theme.inkSoft
            Accessible.ignored: true
        }

        Label {
            Layout.fillWidth: true
            text: root.shown
            Accessible.ignored: true
        }

        Badge {
            text: root.badge
            tone: root.badgeTone
        }

        ActionButton {
            visible: root.actionText !== "" || root.actionGlyph !== ""
            kind: ActionButton.Quiet
            compact: true
            text: root.actionText
            glyph: root.actionGlyph
            onClicked: root.acted()
        }
    }

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Theme.border
        color: Theme.line
        visible: !root.last
    }
}
