pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// Every control in a page like those of a visit, for looking at and for the tests. Not part of the product.
Rectangle {
    id: root

    property bool zh: true
    property string page: "Home"
    property var pinyin: null
    property bool asking: false
    property bool speaks: false
    property bool reading: false
    property alias content: loader.item

    function t(chinese: string, english: string): string {
        return zh ? chinese : english;
    }

    width: 1080
    height: 1920
    color: Theme.canvas

    PageHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        hallName: root.t("海口市政务服务中心", "Haikou Government Services")
        clockText: root.t("11月23日 星期一 10:24", "Mon 23 Nov 10:24")
        network: root.zh ? PageHeader.Online : PageHeader.Offline
        networkText: root.t("网络正常", "Offline")
        sizeText: root.t("大字", "Size")
        languageText: root.t("EN", "中文")
        readAloudText: !root.speaks ? "" : root.reading ? root.t("停止", "Stop") : root.t("朗读", "Listen")
        onReadAloudClicked: root.reading = !root.reading
    }

    StepBar {
        id: steps

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        anchors.margins: Theme.gapWide
        steps: root.zh ? ["核验身份", "选择情形", "填写信息", "核对签名", "领取回执"] : ["Identity", "Situation", "Details", "Review and sign", "Receipt"]
        current: 2
    }

    Loader {
        id: loader

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: steps.bottom
        anchors.topMargin: Theme.gapSmall
        anchors.bottom: footer.top
    }

    PageFooter {
        id: footer

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        visible: root.page !== "Form"
        height: visible ? implicitHeight : 0
        leaveText: root.t("退出", "Leave")
        backText: root.t("上一步", "Back")
        nextText: root.t("核对信息", "Review your answers")
        nextEnabled: root.page !== "Choices"
        reason: root.t("请先勾选承诺", "Please agree to the commitment first")
    }

    Sheet {
        objectName: "sheet"
        open: root.asking
        tone: Tone.Warning
        countdown: 28
        countdownUnit: root.t("秒", "seconds")
        title: root.t("您还在吗？", "Are you still there?")
        message: root.t("时间到了会清除您的信息，保护您的隐私。", "When time is up, your details are erased to protect you.")
        primaryText: root.t("继续办理", "Continue")
        secondaryText: root.t("清除并退出", "Erase and leave")
    }

    Component.onCompleted: show()
    onPageChanged: show()
    onZhChanged: show()

    function show(): void {
        const start = ({
                "zh": root.zh
            });
        if (root.page === "Form")
            start.pinyin = root.pinyin;
        loader.setSource("Gallery" + root.page + ".qml", start);
    }
}
