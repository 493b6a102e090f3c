pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// Signing, rating, the code for the phone, and every kind of button.
ScrollArea {
    id: root

    required property bool zh

    function t(chinese: string, english: string): string {
        return zh ? chinese : english;
    }

    function clearSignature(): void {
        pad.clear();
    }

    moreText: t("下面还有", "More below")
    padding: Theme.pageMargin
    spacing: Theme.gapWide

    SignaturePad {
        id: pad

        objectName: "signature"
        width: parent.width
        hint: root.t("请在横线上方签名", "Please sign above the line")
    }

    StarRating {
        objectName: "rating"
        width: parent.width
        name: root.t("请为本次服务评价", "Please rate this service")
        levels: root.zh ? ["非常不满意", "不满意", "基本满意", "满意", "非常满意"] : ["Very poor", "Poor", "Fair", "Good", "Very good"]
    }

    RowLayout {
        width: parent.width
        spacing: Theme.gapWide

        QrImage {
            code: "46010000120261123000017"
            side: Theme.sized(260)
            caption: root.t("手机扫码查进度", "Scan to follow your case")
        }

        Flow {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: Theme.gapSmall

            Repeater {
                model: Object.keys(IconPaths.paths)

                Icon {
                    required property string modelData

                    name: modelData
                    size: Theme.sized(60)
                }
            }
        }
    }

    Repeater {
        model: [[ActionButton.Primary, "提交申请", "Submit application", "check"], [ActionButton.Secondary, "打印回执", "Print receipt", "printer"], [ActionButton.Quiet, "查看材料清单", "See the list of papers", ""], [ActionButton.Danger, "删除并退出", "Delete and leave", "trash"]]

        RowLayout {
            id: pair

            required property var modelData

            width: parent.width
            spacing: Theme.gap
            uniformCellSizes: true

            ActionButton {
                Layout.fillWidth: true
                kind: pair.modelData[0]
                text: root.t(pair.modelData[1], pair.modelData[2])
                glyph: pair.modelData[3]
            }

            ActionButton {
                Layout.fillWidth: true
                enabled: false
                kind: pair.modelData[0]
                text: root.t(pair.modelData[1], pair.modelData[2])
                glyph: pair.modelData[3]
            }
        }
    }
}
