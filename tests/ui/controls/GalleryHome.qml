pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// The tiles of a home page, the check before the first question, and the notices.
ScrollArea {
    id: root

    required property bool zh

    function t(chinese: string, english: string): string {
        return zh ? chinese : english;
    }

    moreText: t("下面还有", "More below")
    padding: Theme.pageMargin
    spacing: Theme.gapWide

    Label {
        width: parent.width
        text: root.t("您今天要办什么？", "What would you like to do today?")
        level: Label.Title
    }

    GridLayout {
        width: parent.width
        columns: 2
        rowSpacing: Theme.gap
        columnSpacing: Theme.gap
        uniformCellWidths: true

        ItemTile {
            Layout.fillWidth: true
            Layout.fillHeight: true
            glyph: "home"
            title: root.t("房屋租赁登记备案", "Register a home lease")
            subtitle: root.t("市住房和城乡建设局", "Housing and Construction Bureau")
            badge: root.t("秒批", "Instant")
        }

        ItemTile {
            Layout.fillWidth: true
            Layout.fillHeight: true
            glyph: "elder"
            title: root.t("高龄老人长寿补贴", "Longevity allowance")
            subtitle: root.t("市民政局", "Civil Affairs Bureau")
            badge: root.t("免申即享", "No form")
            badgeTone: Tone.Info
        }

        ItemTile {
            Layout.fillWidth: true
            Layout.fillHeight: true
            glyph: "document"
            title: root.t("不动产权证书换发", "Renew a title deed")
            subtitle: root.t("市自然资源和规划局", "Natural Resources Bureau")
            note: root.t("每天 8:30 起可办", "Opens at 8:30")
        }

        ItemTile {
            Layout.fillWidth: true
            Layout.fillHeight: true
            enabled: false
            glyph: "users"
            title: root.t("公共租赁住房资格", "Public rental housing")
            subtitle: root.t("本机暂不可办", "Not at this machine")
        }
    }

    Repeater {
        model: [[StatusRow.Fine, "card", "身份证阅读器", "Card reader", "", "", "正常", "Ready"], [StatusRow.Attention, "receipt", "回执打印机", "Receipt printer", "纸快用完了，还能打印约 20 张", "Paper is low; about 20 receipts are left", "请留意", "Low"], [StatusRow.Bad, "printer", "证照打印机", "Page printer", "缺纸，可以改领电子证照", "Out of paper; you can take an electronic copy", "不可用", "Out"], [StatusRow.Checking, "network", "网络", "Network", "正在检查", "Checking", "检查中", "Checking"]]

        StatusRow {
            required property var modelData

            width: parent.width
            condition: modelData[0]
            glyph: modelData[1]
            title: root.t(modelData[2], modelData[3])
            detail: root.t(modelData[4], modelData[5])
            conditionText: root.t(modelData[6], modelData[7])
        }
    }

    NoticeBar {
        width: parent.width
        tone: Tone.Warning
        title: root.t("网络中断，仍可办理", "No network: you can still apply")
        message: root.t("材料先保存在本机，恢复后自动送出。", "Your application is kept safe here and sent when the line is back.")
        nextStep: root.t("请继续办理并保存回执", "Go on and keep your receipt")
    }

    NoticeBar {
        width: parent.width
        tone: Tone.Danger
        message: root.t("没有读到身份证。", "The card could not be read.")
        nextStep: root.t("请把卡平放在读卡区再试一次", "Place the card flat on the reader and try again")
        actionText: root.t("重试", "Retry")
    }

    NoticeBar {
        width: parent.width
        message: root.t("您也可以请家人代办。", "A relative may apply for you.")
    }

    NoticeBar {
        width: parent.width
        tone: Tone.Success
        title: root.t("已保存在本机", "Saved on this machine")
        message: root.t("办件编号 46010000120261123000017", "Number 46010000120261123000017")
    }
}
