import QtQuick
import Jinban.Theme
import Jinban.Controls

// What the card's owner could claim or must renew; one touch to go on.
Page {
    id: root

    ServiceList {
        rows: root.view.rows
        visit: root.visit
    }

    Label {
        width: parent.width
        visible: root.view.empty !== ""
        text: root.view.empty
        color: Theme.inkSoft
    }
}
