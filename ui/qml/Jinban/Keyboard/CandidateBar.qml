pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// What the typed letters may mean: the letters above, and below as many whole words as fit, page by page.
Rectangle {
    id: root

    property string composition: ""
    property list<string> candidates: []
    property string hint: ""
    property string earlierText: ""
    property string laterText: ""
    property int page: 0
    readonly property real room: width - 2 * Theme.gapSmall - 2 * (Theme.touch + Theme.gapTiny)
    readonly property var pages: paged(candidates, room)

    signal chosen(int index)

    implicitHeight: Theme.sized(52) + Theme.touch + Theme.gapTiny
    color: Theme.surface
    onCandidatesChanged: page = 0

    FontMetrics {
        id: metrics

        font.family: Theme.fontFamily
        font.pixelSize: Theme.sized(40)
        font.weight: Font.Bold
    }

    function widthOf(word: string): real {
        return Math.min(room, Math.max(Theme.touch, metrics.advanceWidth(word) + 2 * Theme.gapSmall));
    }

    // The first index of every page, so that no word is cut at the edge.
    function paged(words: var, space: real): var {
        const starts = [0];
        let used = 0;
        for (let i = 0; i < words.length; i++) {
            const width = widthOf(words[i]) + Theme.gapTiny;
            if (used > 0 && used + width > space) {
                starts.push(i);
                used = 0;
            }
            used += width;
        }
        return starts;
    }

    Label {
        x: Theme.gap
        width: parent.width - 2 * x
        height: Theme.sized(52)
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideLeft
        wrapMode: Text.NoWrap
        text: root.composition !== "" ? root.composition : root.hint
        level: root.composition !== "" ? Label.Small : Label.Caption
        color: root.composition !== "" ? Theme.primary : Theme.inkSoft
        strong: root.composition !== ""
    }

    RowLayout {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.gapSmall
        anchors.rightMargin: Theme.gapSmall
        anchors.bottomMargin: Theme.gapTiny
        height: Theme.touch
        spacing: Theme.gapTiny

        Repeater {
            model: root.candidates.slice(root.pages[root.page] ?? 0, root.pages[root.page + 1] ?? root.candidates.length)

            delegate: Key {
                required property string modelData
                required property int index

                objectName: "candidate" + index
                Layout.preferredWidth: root.widthOf(modelData)
                Layout.preferredHeight: Theme.touch
                text: modelData
                latched: index === 0 && root.page === 0
                onClicked: root.chosen((root.pages[root.page] ?? 0) + index)
            }
        }

        Item {
            Layout.fillWidth: true
        }

        Key {
            Layout.preferredWidth: Theme.touch
            Layout.preferredHeight: Theme.touch
            visible: root.pages.length > 1
            enabled: root.page > 0
            quiet: true
            glyph: "back"
            Accessible.name: root.earlierText
            onClicked: root.page -= 1
        }

        Key {
            objectName: "laterCandidates"
            Layout.preferredWidth: Theme.touch
            Layout.preferredHeight: Theme.touch
            visible: root.pages.length > 1
            enabled: root.page < root.pages.length - 1
            quiet: true
            glyph: "next"
            Accessible.name: root.laterText
            onClicked: root.page += 1
        }
    }
}
