pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// Take your card, take your paper. Nothing of the resident is on this page.
Item {
    id: root

    property var view: ({})
    property var visit: null

    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.gapHuge
        spacing: Theme.gapWide

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.sized(240)
            height: width
            radius: width / 2
            color: root.view.card ? Theme.warningTint : Theme.successTint

            Icon {
                anchors.centerIn: parent
                name: root.view.card ? "card" : "check"
                size: Theme.sized(136)
                color: root.view.card ? Theme.warning : Theme.success
                pen: 1.8
            }
        }

        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.view.title
            level: Label.Display
        }

        Repeater {
            model: root.view.lines.length

            Label {
                required property int index

                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: root.view.lines[index] ?? ""
                level: root.view.card && index === 0 ? Label.Title : Label.Body
                color: root.view.card && index === 0 ? Theme.warningInk : Theme.inkSoft
            }
        }
    }
}
