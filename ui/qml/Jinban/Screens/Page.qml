import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// A page of the visit: the question at the top, what it is about in the middle, the ways on at the bottom.
// `tail` stands between the scrolling middle and the footer and never scrolls (a signature pad, a keyboard).
FocusScope {
    id: root

    property var view: ({})
    property var visit: null
    property string moreText: view.more ?? "▾"
    property alias footer: bar
    property alias scroller: scroller
    property alias tail: tail.data
    default property alias content: scroller.content

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ColumnLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.pageMargin
            Layout.topMargin: Theme.gapWide
            Layout.bottomMargin: Theme.gap
            spacing: Theme.gapTiny

            Label {
                Layout.fillWidth: true
                text: root.view.title ?? ""
                level: Label.Title
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.view.sentence ?? ""
                color: Theme.inkSoft
            }
        }

        ScrollArea {
            id: scroller

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.pageMargin
            Layout.rightMargin: Theme.pageMargin - gutter
            moreText: root.moreText
            spacing: Theme.gap
        }

        Item {
            id: tail

            Layout.fillWidth: true
            implicitHeight: childrenRect.height
        }

        PageFooter {
            id: bar

            Layout.fillWidth: true
            leaveText: root.view.leave ?? ""
            backText: root.view.back ?? ""
            nextText: root.view.next ?? ""
            onLeave: root.visit.leave()
            onBack: root.visit.back()
            onNext: root.visit.go()
        }
    }
}
