pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Jinban.Theme

// Five levels, each with its words; none is chosen beforehand. `levels[0]` is one star, `levels[4]` five.
FocusScope {
    id: root

    property list<string> levels: []
    property int rating: 0
    property string name: ""

    signal rated(int rating)

    implicitWidth: Theme.sized(880)
    implicitHeight: row.implicitHeight
    Accessible.role: Accessible.Grouping
    Accessible.name: name

    // Side by side; under each other in large mode, where the words would break.
    GridLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        columns: Theme.large ? 1 : root.levels.length
        columnSpacing: Theme.gapTiny
        rowSpacing: Theme.gapTiny
        uniformCellWidths: true
        uniformCellHeights: true

        Repeater {
            model: root.levels

            delegate: T.AbstractButton {
                id: level

                required property string modelData
                required property int index
                readonly property bool chosen: root.rating === index + 1
                readonly property bool lit: root.rating > index

                Layout.fillWidth: true
                Layout.fillHeight: true
                implicitHeight: implicitContentHeight + topPadding + bottomPadding
                horizontalPadding: 4
                verticalPadding: Theme.large ? Theme.gapSmall : Theme.gap
                focusPolicy: Qt.StrongFocus
                text: modelData
                Accessible.role: Accessible.RadioButton
                Accessible.name: modelData
                Accessible.checkable: true
                Accessible.checked: chosen
                onClicked: {
                    root.rating = index + 1;
                    root.rated(root.rating);
                }

                background: Rectangle {
                    radius: Theme.radius
                    color: level.down ? Theme.surfacePressed : level.chosen ? Theme.warningTint : Theme.surface
                    border.width: level.chosen ? Theme.borderStrong : Theme.border
                    border.color: level.chosen ? Theme.star : Theme.line

                    FocusRing {
                        shown: level.visualFocus
                    }
                }

                contentItem: ColumnLayout {
                    spacing: Theme.large ? Theme.gapTiny : Theme.gapSmall

                    Icon {
                        Layout.alignment: Qt.AlignHCenter
                        name: "star"
                        size: Theme.large ? Theme.icon : Theme.iconLarge
                        color: level.lit ? Theme.star : Theme.outline
                        filled: level.lit
                        pen: 1.6
                    }

                    Label {
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        horizontalAlignment: Text.AlignHCenter
                        text: level.modelData
                        level: Label.Caption
                        strong: level.chosen
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
