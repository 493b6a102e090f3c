pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// Which service?
Page {
    id: root

    Repeater {
        model: root.view.notices.length

        NoticeBar {
            required property int index
            readonly property var notice: root.view.notices[index] ?? null

            width: parent.width
            tone: notice?.tone === "danger" ? Tone.Danger : Tone.Warning
            message: notice?.text ?? ""
            nextStep: notice?.next ?? ""
        }
    }

    Repeater {
        model: root.view.items.length

        ServiceCard {
            required property int index
            readonly property var entry: root.view.items[index]

            visible: entry.finishes
            width: parent.width
            title: entry.title
            summary: entry.subtitle
            department: entry.note
            badge: entry.badge
            place: entry.place
            glyph: entry.icon
            onClicked: root.visit.choose_item(entry.code)
        }
    }

    GridLayout {
        id: guides

        readonly property var entries: root.view.items.filter(item => !item.finishes)

        width: parent.width
        columns: Theme.large ? 1 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        uniformCellWidths: true
        uniformCellHeights: true

        Repeater {
            model: guides.entries.length

            ItemTile {
                required property int index
                readonly property var entry: guides.entries[index]

                Layout.fillWidth: true
                Layout.fillHeight: true
                title: entry.title
                subtitle: entry.note
                glyph: entry.icon
                badge: entry.place
                badgeTone: Tone.Neutral
                onClicked: root.visit.choose_item(entry.code)
            }
        }
    }

    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: root.view.hotline
        level: Label.Small
        color: Theme.inkSoft
    }
}
