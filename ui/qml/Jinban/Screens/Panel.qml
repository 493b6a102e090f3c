import QtQuick
import Jinban.Theme

// A white panel with rows in it.
Rectangle {
    id: root

    default property alias content: column.data
    property real padding: Theme.gapWide
    property alias spacing: column.spacing

    width: parent ? parent.width : 0
    implicitHeight: column.implicitHeight + 2 * padding
    radius: Theme.radiusLarge
    color: Theme.surface
    border.width: Theme.border
    border.color: Theme.line

    Column {
        id: column

        x: root.padding
        y: root.padding
        width: root.width - 2 * root.padding
        spacing: Theme.gapSmall
    }
}
