import QtQuick
import QtQuick.Layouts
import Jinban.Theme

// A question that must be answered first: the page behind is dimmed (with `covers`, hidden) and
// takes no touch. `countdown` below 0 is not shown.
FocusScope {
    id: root

    property bool open: false
    property bool covers: false
    property alias tone: meaning.kind
    property string glyph: ""
    property string title: ""
    property string message: ""
    property int countdown: -1
    property string countdownUnit: ""
    property string primaryText: ""
    property int primaryKind: ActionButton.Primary
    property string secondaryText: ""
    default property alias content: body.data

    signal primaryClicked
    signal secondaryClicked

    anchors.fill: parent
    visible: open || opacity > 0
    opacity: open ? 1 : 0
    enabled: open
    z: 100
    Accessible.role: Accessible.Dialog
    Accessible.name: title
    Accessible.description: message
    onOpenChanged: if (open)
        (primary.visible ? primary : secondary).forceActiveFocus(Qt.OtherFocusReason)

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fade
        }
    }

    Tone {
        id: meaning

        kind: Tone.Info
    }

    Rectangle {
        anchors.fill: parent
        color: root.covers ? Theme.canvas : Theme.scrim

        MouseArea {
            anchors.fill: parent
            onWheel: wheel => wheel.accepted = true
        }
    }

    Rectangle {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.pageMargin, Theme.sized(880))
        height: Math.min(parent.height - 2 * Theme.pageMargin, column.implicitHeight + 2 * Theme.gapHuge)
        radius: Theme.sized(32)
        color: Theme.surface

        MouseArea {
            anchors.fill: parent
        }

        ColumnLayout {
            id: column

            anchors.fill: parent
            anchors.margins: Theme.gapLarge
            anchors.topMargin: Theme.gapHuge
            anchors.bottomMargin: Theme.gapHuge
            spacing: Theme.gap

            Rectangle {
                Layout.alignment: Qt.AlignHCenter
                Layout.preferredWidth: Theme.sized(136)
                Layout.preferredHeight: Theme.sized(136)
                visible: root.countdown < 0
                radius: width / 2
                color: meaning.tint

                Icon {
                    anchors.centerIn: parent
                    name: root.glyph !== "" ? root.glyph : meaning.glyph
                    size: Theme.iconLarge
                    color: meaning.solid
                    pen: 1.8
                }
            }

            Rectangle {
                Layout.alignment: Qt.AlignHCenter
                Layout.preferredWidth: Theme.sized(264)
                Layout.preferredHeight: Theme.sized(264)
                visible: root.countdown >= 0
                radius: width / 2
                color: meaning.tint
                border.width: Theme.sized(10)
                border.color: meaning.solid

                Column {
                    anchors.centerIn: parent
                    spacing: -Theme.gapSmall

                    Label {
                        anchors.horizontalCenter: parent.horizontalCenter
                        text: root.countdown
                        level: Label.Display
                        font.pixelSize: Theme.sized(112)
                        color: meaning.tintInk
                        lineHeight: 0.9
                    }

                    Label {
                        anchors.horizontalCenter: parent.horizontalCenter
                        text: root.countdownUnit
                        level: Label.Small
                        color: meaning.tintInk
                    }
                }
            }

            Label {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gapTiny
                horizontalAlignment: Text.AlignHCenter
                text: root.title
                level: Label.Heading
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                text: root.message
                color: Theme.inkSoft
            }

            Item {
                id: body

                Layout.fillWidth: true
                visible: children.length > 0
                implicitHeight: childrenRect.height
            }

            ActionButton {
                id: primary

                Layout.fillWidth: true
                Layout.topMargin: Theme.gapSmall
                visible: text !== ""
                text: root.primaryText
                kind: root.primaryKind
                KeyNavigation.tab: secondary.visible ? secondary : primary
                KeyNavigation.backtab: secondary.visible ? secondary : primary
                onClicked: root.primaryClicked()
            }

            ActionButton {
                id: secondary

                Layout.fillWidth: true
                visible: text !== ""
                text: root.secondaryText
                kind: ActionButton.Secondary
                KeyNavigation.tab: primary.visible ? primary : secondary
                KeyNavigation.backtab: primary.visible ? primary : secondary
                onClicked: root.secondaryClicked()
            }
        }
    }
}
