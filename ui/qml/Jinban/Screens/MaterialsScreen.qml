pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Controls

// Which papers the service asks for, and what stands in their place.
Page {
    id: root

    Repeater {
        model: root.view.rows.length

        StatusRow {
            required property int index
            readonly property var row: root.view.rows[index]

            width: parent.width
            condition: StatusRow.Fine
            glyph: row.icon
            title: row.title
            detail: row.detail
        }
    }
}
