import QtQuick
import Jinban.Theme
import Jinban.Controls
import Jinban.Keyboard

// A form being filled in, with the keyboard up.
Item {
    id: root

    required property bool zh
    property var pinyin: null
    readonly property alias moving: page.moving

    function t(chinese: string, english: string): string {
        return zh ? chinese : english;
    }

    function reveal(item: Item): void {
        page.reveal(item);
    }

    ScrollArea {
        id: page

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: panel.top
        moreText: root.t("下面还有", "More below")
        padding: Theme.pageMargin
        spacing: Theme.gapWide

        TextEntry {
            id: nameField

            objectName: "nameField"
            width: parent.width
            label: root.t("承租人姓名", "Tenant's name")
            required: true
            requiredText: root.t("必填", "Required")
            placeholder: root.t("请输入姓名", "Enter the name")
            keyboard: "pinyin"
            purpose: "name"
            clearText: root.t("清空", "Clear")
            onEditingChanged: if (editing)
                panel.target = this
        }

        TextEntry {
            objectName: "idField"
            width: parent.width
            label: root.t("身份证号码", "ID number")
            keyboard: "idNumber"
            maximumLength: 18
            error: root.t("最后一位不对，请对照身份证再看一遍", "The last character does not fit; please check your card")
            onEditingChanged: if (editing)
                panel.target = this
        }

        TextEntry {
            objectName: "phoneField"
            width: parent.width
            label: root.t("手机号码", "Mobile number")
            keyboard: "numeric"
            glyph: "phone"
            text: "13876501234"
            masked: true
            maskedText: "138****1234"
            hint: root.t("办结时给您发短信", "We text you when it is decided")
            onEditingChanged: if (editing)
                panel.target = this
        }

        TextEntry {
            objectName: "mailField"
            width: parent.width
            label: root.t("电子邮箱", "E-mail")
            keyboard: "latin"
            placeholder: root.t("没有可以不填", "Leave empty if you have none")
            onEditingChanged: if (editing)
                panel.target = this
        }

        TextEntry {
            objectName: "agentField"
            width: parent.width
            label: root.t("代办人姓名", "Agent's name")
            keyboard: "pinyin"
            purpose: "name"
            onEditingChanged: if (editing)
                panel.target = this
        }

        TextEntry {
            width: parent.width
            label: root.t("房屋地址（来自电子证照）", "Address (from your title deed)")
            readOnly: true
            text: root.t("海口市美兰区海甸二东路 12 号", "12 Haidian 2nd East Road, Meilan, Haikou")
        }
    }

    KeyboardPanel {
        id: panel

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        layout: target?.keyboard ?? "latin"
        engine: root.pinyin
        words: ({
                "done": root.t("完成", "Done"),
                "space": root.t("空格", "Space"),
                "clear": root.t("清空", "Clear"),
                "backspace": root.t("退格", "Delete"),
                "shift": root.t("大写", "Shift"),
                "language": "中 / EN",
                "hint": root.t("输入拼音，点选汉字", "Type pinyin, then tap the characters"),
                "earlier": root.t("上一页", "Earlier"),
                "later": root.t("下一页", "Later"),
                "hand": root.t("手写", "Write"),
                "pinyin": root.t("拼音", "Pinyin"),
                "rewrite": root.t("重写", "Clear"),
                "undo": root.t("退一笔", "Undo"),
                "write": root.t("在格子里写一个字，再点选", "Write one character, then tap it")
            })
    }
}
