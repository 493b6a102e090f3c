pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// Names at the left, numbers under their headings at the right.
Rectangle {
    id: root

    property var columns: []
    property var table: []

    width: parent ? parent.width : 0
    implicitHeight: lines.implicitHeight + 2 * Theme.gapSmall
    radius: Theme.radius
    color: Theme.surface
    border.width: Theme.border
    border.color: Theme.line

    Column {
        id: lines

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        Repeater {
            model: root.table.length + 1

            Item {
                id: line

                required property int index
                readonly property bool heads: index === 0
                readonly property var cells: heads ? root.columns : root.table[index - 1]

                width: lines.width
                implicitHeight: cellRow.implicitHeight + 2 * Theme.gapSmall

                Rectangle {
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.leftMargin: Theme.gap
                    anchors.rightMargin: Theme.gap
                    visible: !line.heads
                    height: Theme.border
                    color: Theme.line
                }

                RowLayout {
                    id: cellRow

                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.leftMargin: Theme.gap
                    anchors.rightMargin: Theme.gap
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.gapSmall

                    Repeater {
                        model: line.cells.length

                        Label {
                            required property int index

                            Layout.fillWidth: index === 0
                            Layout.preferredWidth: index === 0 ? 1 : Theme.sized(124)
                            horizontalAlignment: index === 0 ? Text.AlignLeft : Text.AlignRight
                            text: line.cells[index] ?? ""
                            level: line.heads ? Label.Caption : Label.Small
                            strong: !line.heads && index > 0
                            color: line.heads || text === "0" ? Theme.inkSoft : Theme.ink
                        }
                    }
                }
            }
        }
    }
}
