pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// Several services that will be done as one.
Page {
    id: root

    footer.onNext: visit.take_basket()

    Repeater {
        model: root.view.rows.length

        Panel {
            id: panel

            required property int index
            readonly property var row: root.view.rows[index] ?? null

            padding: Theme.gap

            RowLayout {
                width: parent.width
                spacing: Theme.gap

                Icon {
                    name: panel.row?.icon ?? ""
                    size: Theme.sized(56)
                    color: Theme.primary
                }

                ColumnLayout {
                    spacing: 0

                    Label {
                        Layout.fillWidth: true
                        text: panel.row?.title ?? ""
                        strong: true
                    }

                    Label {
                        Layout.fillWidth: true
                        text: panel.row?.note ?? ""
                        level: Label.Small
                        color: Theme.inkSoft
                    }
                }

                ActionButton {
                    kind: ActionButton.Quiet
                    compact: true
                    glyph: "trash"
                    text: panel.row?.remove ?? ""
                    onClicked: root.visit.take_from_basket(panel.row.code)
                }
            }
        }
    }
}
