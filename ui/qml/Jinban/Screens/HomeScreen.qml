pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// Which service, or which other errand?
Page {
    id: root

    function enter(name: string): void {
        switch (name) {
        case "progress":
            return visit.ask_progress();
        case "due":
            return visit.ask_due();
        default:
            return visit.browse(name, "", 0);
        }
    }

    SearchButton {
        objectName: "search"
        width: parent.width
        hint: root.view.searchHint
        onClicked: root.visit.search("")
    }

    NoticeBar {
        width: parent.width
        visible: root.view.basket !== ""
        tone: Tone.Success
        glyph: "receipt"
        message: root.view.basket
        actionText: root.view.basketOpen
        onActed: root.visit.open_basket()
    }

    NoticeBar {
        width: parent.width
        visible: root.view.code !== ""
        tone: Tone.Info
        glyph: "phone"
        message: root.view.code
    }

    Repeater {
        model: root.view.notices.length

        NoticeBar {
            required property int index
            readonly property var notice: root.view.notices[index] ?? null

            width: parent.width
            tone: ({
                    "danger": Tone.Danger,
                    "info": Tone.Info
                })[notice?.tone] ?? Tone.Warning
            message: notice?.text ?? ""
            nextStep: notice?.next ?? ""
        }
    }

    GridLayout {
        width: parent.width
        columns: Theme.large ? 2 : 3
        columnSpacing: Theme.gapSmall
        rowSpacing: Theme.gapSmall
        uniformCellWidths: true
        uniformCellHeights: true

        Repeater {
            model: root.view.entries.length

            EntryTile {
                required property int index
                readonly property var entry: root.view.entries[index]

                Layout.fillWidth: true
                Layout.fillHeight: true
                strong: true
                title: entry.title
                glyph: entry.icon
                onClicked: root.enter(entry.id)
            }
        }
    }

    Label {
        visible: root.view.items.length > 0
        text: root.view.hotTitle
        level: Label.Heading
    }

    ServiceList {
        rows: root.view.items
        visit: root.visit
    }

    Label {
        text: root.view.themesTitle
        level: Label.Heading
    }

    GridLayout {
        width: parent.width
        columns: Theme.large ? 2 : root.visit.chrome.language === "en" ? 3 : 4
        columnSpacing: Theme.gapSmall
        rowSpacing: Theme.gapSmall
        uniformCellWidths: true
        uniformCellHeights: true

        Repeater {
            model: root.view.themes.length

            EntryTile {
                required property int index
                readonly property var theme: root.view.themes[index]

                Layout.fillWidth: true
                Layout.fillHeight: true
                title: theme.title
                glyph: theme.icon
                onClicked: root.visit.browse("theme", theme.id, 0)
            }
        }
    }

    ActionButton {
        width: parent.width
        visible: root.view.places !== ""
        kind: ActionButton.Secondary
        compact: true
        text: root.view.places
        onClicked: root.visit.browse("place", "", 0)
    }

    ActionButton {
        width: parent.width
        kind: ActionButton.Quiet
        compact: true
        text: root.view.proofs
        onClicked: root.visit.ask_proofs()
    }

    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: root.view.hotline
        level: Label.Small
        color: Theme.inkSoft
    }
}
