pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// Digits for a staff PIN: what was typed is shown as dots only, and is gone once it was handed over.
ColumnLayout {
    id: root

    property string enterText: ""
    property string eraseText: ""
    property string typed: ""
    readonly property int longest: 12

    signal entered(pin: string)

    spacing: Theme.gap

    Rectangle {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.entry
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.border
        border.color: Theme.outline
        Accessible.role: Accessible.EditableText
        Accessible.passwordEdit: true
        Accessible.name: "PIN"

        Row {
            anchors.centerIn: parent
            spacing: Theme.gapSmall

            Repeater {
                model: root.typed.length

                Rectangle {
                    width: Theme.sized(28)
                    height: width
                    radius: width / 2
                    color: Theme.ink
                }
            }
        }
    }

    GridLayout {
        Layout.fillWidth: true
        columns: 3
        columnSpacing: Theme.gapSmall
        rowSpacing: Theme.gapSmall

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", ""]

            ActionButton {
                id: digit

                required property int index
                required property string modelData

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                kind: modelData !== "" ? ActionButton.Secondary : index === 9 ? ActionButton.Quiet : ActionButton.Primary
                text: modelData !== "" ? modelData : index === 9 ? root.eraseText : root.enterText
                enabled: root.enabled && (modelData !== "" ? root.typed.length < root.longest : root.typed !== "")
                onClicked: {
                    if (modelData !== "") {
                        root.typed += modelData;
                    } else if (index === 9) {
                        root.typed = root.typed.slice(0, -1);
                    } else {
                        const pin = root.typed;
                        root.typed = "";
                        root.entered(pin);
                    }
                }
            }
        }
    }
}
