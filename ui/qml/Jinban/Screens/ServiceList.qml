pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// Services under each other; a touch on one opens its guide.
Column {
    id: root

    property var rows: []
    property var visit: null

    width: parent ? parent.width : 0
    spacing: Theme.gapSmall

    Repeater {
        model: root.rows.length

        ServiceRow {
            required property int index
            readonly property var entry: root.rows[index] ?? null

            width: root.width
            title: entry?.title ?? ""
            subtitle: entry?.subtitle ?? ""
            note: entry?.note ?? ""
            glyph: entry?.icon ?? ""
            badge: entry?.badge ?? ""
            place: entry?.place ?? ""
            finishes: entry?.finishes ?? false
            onClicked: root.visit.choose_item(entry.code)
        }
    }
}
