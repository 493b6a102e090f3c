pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme
import Jinban.Controls

// What is asked before a change: why, how long, when. Nothing happens until the last button.
Sheet {
    id: root

    property var question: null

    signal acted(act: string)

    open: question?.shown ?? false
    tone: question?.danger ? Tone.Warning : Tone.Info
    title: question?.title ?? ""
    message: question?.sentence ?? ""
    primaryText: question?.confirm ?? ""
    primaryKind: question?.danger ? ActionButton.Danger : ActionButton.Primary
    secondaryText: question?.cancel ?? ""
    onPrimaryClicked: acted("confirm:")
    onSecondaryClicked: acted("cancel:")

    Column {
        width: parent.width
        spacing: Theme.gap

        Repeater {
            model: root.question?.groups.length ?? 0

            Column {
                id: group

                required property int index
                readonly property var given: root.question?.groups[index] ?? null

                width: parent.width
                spacing: Theme.gapTiny

                Label {
                    text: group.given?.title ?? ""
                    level: Label.Small
                    strong: true
                }

                Repeater {
                    model: group.given?.wide ? group.given.options.length : 0

                    AnswerLine {
                        required property int index
                        readonly property var option: group.given?.options[index] ?? null

                        width: group.width
                        text: option?.title ?? ""
                        chosen: option?.chosen ?? false
                        onClicked: root.acted(option.act)
                    }
                }

                Flow {
                    width: parent.width
                    spacing: Theme.gapSmall

                    Repeater {
                        model: group.given?.wide ? 0 : group.given?.options.length ?? 0

                        ActionButton {
                            required property int index
                            readonly property var option: group.given?.options[index] ?? null

                            compact: true
                            kind: option?.chosen ? ActionButton.Primary : ActionButton.Secondary
                            text: option?.title ?? ""
                            onClicked: root.acted(option.act)
                        }
                    }
                }
            }
        }

        Repeater {
            model: root.question?.steppers.length ?? 0

            RowLayout {
                id: stepper

                required property int index
                readonly property var given: root.question?.steppers[index] ?? null

                width: parent.width
                spacing: Theme.gap

                Label {
                    Layout.fillWidth: true
                    text: stepper.given?.label ?? ""
                }

                ActionButton {
                    compact: true
                    kind: ActionButton.Secondary
                    glyph: "minus"
                    Accessible.name: `${stepper.given?.label ?? ""} -`
                    onClicked: root.acted(stepper.given.earlier)
                }

                Label {
                    Layout.preferredWidth: Theme.sized(160)
                    horizontalAlignment: Text.AlignHCenter
                    text: stepper.given?.value ?? ""
                    level: Label.Heading
                }

                ActionButton {
                    compact: true
                    kind: ActionButton.Secondary
                    glyph: "plus"
                    Accessible.name: `${stepper.given?.label ?? ""} +`
                    onClicked: root.acted(stepper.given.later)
                }
            }
        }
    }
}
