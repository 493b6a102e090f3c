import QtQuick
import QtQuick.Layouts
import Jinban.Theme

// A code for the resident's phone, on white with a quiet border, and a sentence saying what it is for.
Rectangle {
    id: root

    property string code: ""
    property string caption: ""
    property int side: Theme.sized(320)
    readonly property bool ready: picture.status === Image.Ready

    implicitWidth: column.implicitWidth + 2 * Theme.gapWide
    implicitHeight: column.implicitHeight + 2 * Theme.gapWide
    radius: Theme.radius
    color: Theme.surface
    border.width: Theme.border
    border.color: Theme.line
    Accessible.role: Accessible.Graphic
    Accessible.name: caption

    ColumnLayout {
        id: column

        anchors.centerIn: parent
        spacing: Theme.gapSmall

        Image {
            id: picture

            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: root.side
            Layout.preferredHeight: root.side
            sourceSize: Qt.size(root.side, root.side)
            fillMode: Image.PreserveAspectFit
            smooth: false
            cache: false
            source: root.code === "" ? "" : "image://qr/" + encodeURIComponent(root.code)
        }

        Label {
            Layout.alignment: Qt.AlignHCenter
            Layout.maximumWidth: root.side
            visible: text !== ""
            horizontalAlignment: Text.AlignHCenter
            text: root.caption
            level: Label.Caption
            color: Theme.inkSoft
            Accessible.ignored: true
        }
    }
}
