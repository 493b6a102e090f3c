import QtQuick
import QtQuick.Layouts
import Jinban.Theme

// The band at the top of every page: which hall, what time, whether the line is up, and the switches.
Rectangle {
    id: root

    enum Network {
        Unknown,
        Online,
        Offline
    }

    property string hallName: ""
    property string clockText: ""
    property int network: PageHeader.Unknown
    property string networkText: ""
    property string languageText: ""
    property string sizeText: ""
    property string readAloudText: ""

    // Three large buttons leave no room for the hall's name beside them.
    readonly property bool stacked: Theme.large && readAloudText !== ""

    signal readAloudClicked
    signal languageClicked
    signal sizeClicked

    implicitWidth: Theme.sized(1080)
    implicitHeight: row.implicitHeight + 2 * (stacked ? Theme.gapSmall : Theme.gap)
    color: Theme.primary

    GridLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.pageMargin
        anchors.rightMargin: Theme.pageMargin
        columns: root.stacked ? 1 : 2
        columnSpacing: Theme.gapSmall
        rowSpacing: Theme.gapTiny

        ColumnLayout {
            spacing: Theme.sized(4)

            Label {
                Layout.fillWidth: true
                text: root.hallName
                level: Label.Small
                strong: true
                color: Theme.primaryInk
                maximumLineCount: 2
                elide: Text.ElideRight
                Accessible.role: Accessible.Heading
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.gap

                Label {
                    visible: text !== ""
                    text: root.clockText
                    level: Label.Caption
                    color: Theme.primaryInkSoft
                }

                Row {
                    spacing: Theme.gapTiny
                    visible: root.networkText !== ""

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        name: root.network === PageHeader.Offline ? "network-off" : root.network === PageHeader.Online ? "network" : "clock"
                        size: Theme.sized(34)
                        color: Theme.primaryInk
                    }

                    Label {
                        text: root.networkText
                        level: Label.Caption
                        strong: root.network === PageHeader.Offline
                        color: Theme.primaryInk
                    }
                }
            }
        }

        RowLayout {
            Layout.alignment: Qt.AlignRight
            spacing: Theme.gapSmall

            HeaderButton {
                objectName: "readAloud"
                visible: text !== ""
                text: root.readAloudText
                glyph: "sound"
                onClicked: root.readAloudClicked()
            }

            HeaderButton {
                visible: text !== ""
                text: root.sizeText
                glyph: Theme.large ? "minus" : "plus"
                onClicked: root.sizeClicked()
            }

            HeaderButton {
                visible: text !== ""
                text: root.languageText
                glyph: "language"
                onClicked: root.languageClicked()
            }
        }
    }
}
