pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme
import Jinban.Controls

// One question with its answers, things to agree to, and facts to look over.
ScrollArea {
    id: root

    required property bool zh
    property int answer: 0

    function t(chinese: string, english: string): string {
        return zh ? chinese : english;
    }

    moreText: t("下面还有", "More below")
    padding: Theme.pageMargin
    spacing: Theme.gap

    Label {
        width: parent.width
        text: root.t("房子是谁的？", "Who owns the home?")
        level: Label.Title
    }

    Repeater {
        model: [["我自己的", "I do", "用不动产权电子证照，不用带纸质证", "Your electronic title deed is used; no paper is needed"], ["家人的", "A relative", "需要家人授权", "Your relative's consent is needed"], ["单位的", "My employer", "", ""]]

        ChoiceCard {
            required property var modelData
            required property int index

            width: parent.width
            title: root.t(modelData[0], modelData[1])
            detail: root.t(modelData[2], modelData[3])
            chosen: root.answer === index
            badge: index === 0 ? root.t("免证办", "Paperless") : ""
            onClicked: root.answer = index
        }
    }

    ChoiceCard {
        width: parent.width
        multiple: true
        chosen: true
        glyph: "users"
        title: root.t("有共同承租人", "There are other tenants")
    }

    CheckRow {
        width: parent.width
        checked: true
        text: root.t("我承诺以上内容真实，并愿承担不实承诺的后果。", "I declare that all of this is true and accept the consequences if it is not.")
        detail: root.t("告知承诺书第 3 条", "Commitment, clause 3")
    }

    CheckRow {
        width: parent.width
        text: root.t("同意调取我的不动产登记信息，仅用于本次办理", "Use my property record, for this application only")
    }

    Column {
        width: parent.width

        DataRow {
            width: parent.width
            label: root.t("姓名", "Name")
            value: "王亚妹"
            masked: true
            maskedValue: "王**"
            actionText: root.t("显示", "Show")
            actionGlyph: "eye"
        }

        DataRow {
            width: parent.width
            label: root.t("身份证号码", "ID number")
            masked: true
            maskedValue: "460106********002X"
            badge: root.t("已核验", "Verified")
            badgeTone: Tone.Success
        }

        DataRow {
            width: parent.width
            label: root.t("房屋地址", "Address")
            value: root.t("海口市美兰区海甸二东路 12 号 3 栋 1 单元 502 房", "Flat 502, Unit 1, Block 3, 12 Haidian 2nd East Road, Meilan District, Haikou")
            actionText: root.t("修改", "Change")
            actionGlyph: "pen"
            last: true
        }
    }

    Flow {
        width: parent.width
        spacing: Theme.gapSmall

        Badge {
            text: root.t("秒批", "Instant")
            tone: Tone.Success
            glyph: "check"
        }

        Badge {
            text: root.t("待联网核验", "To be verified online")
            tone: Tone.Warning
            glyph: "network-off"
        }

        Badge {
            text: root.t("不可办", "Not available")
            tone: Tone.Danger
        }

        Badge {
            text: root.t("市级", "City")
            tone: Tone.Neutral
        }
    }
}
