pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme

// One question answered by typing: what is asked, the answer, and under it a hint or what is wrong.
//
// `keyboard` tells the on-screen keyboard what to show: numeric, idNumber, latin or pinyin. `purpose` tells the Chinese
// input what is likely: name, address or text. While nobody edits, a `masked` entry shows `maskedText` instead.
FocusScope {
    id: root

    property string label: ""
    property alias text: input.text
    property string placeholder: ""
    property string error: ""
    property string hint: ""
    property bool required: false
    property string requiredText: ""
    property bool masked: false
    property string maskedText: ""
    property bool secret: false
    property bool readOnly: false
    property string clearText: ""
    property string glyph: ""
    property string keyboard: "latin"
    property string purpose: "text"
    property alias maximumLength: input.maximumLength
    property alias validator: input.validator
    readonly property alias acceptable: input.acceptableInput
    readonly property bool editing: input.activeFocus && !readOnly

    signal edited
    signal accepted

    // Puts text at the cursor, in place of what is selected.
    function insert(text: string): void {
        if (readOnly)
            return;
        input.remove(input.selectionStart, input.selectionEnd);
        input.insert(input.cursorPosition, text);
        edited();
    }

    // Takes away what is selected, else the character before the cursor.
    function backspace(): void {
        if (readOnly)
            return;
        if (input.selectionStart !== input.selectionEnd)
            input.remove(input.selectionStart, input.selectionEnd);
        else if (input.cursorPosition > 0)
            input.remove(input.cursorPosition - 1, input.cursorPosition);
        else
            return;
        edited();
    }

    function clear(): void {
        if (readOnly || input.text === "")
            return;
        input.clear();
        edited();
    }

    implicitWidth: Theme.sized(480)
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.gapTiny

        RowLayout {
            visible: root.label !== "" || (root.required && root.requiredText !== "")
            spacing: Theme.gapSmall

            Label {
                Layout.fillWidth: true
                text: root.label
                level: Label.Small
                strong: true
                Accessible.ignored: true
            }

            Badge {
                text: root.required ? root.requiredText : ""
                tone: Tone.Danger
            }
        }

        Rectangle {
            id: field

            Layout.fillWidth: true
            Layout.preferredHeight: Theme.entry
            radius: Theme.radius
            color: root.readOnly || !root.enabled ? Theme.sunk : Theme.surface
            border.width: root.editing || root.error !== "" ? Theme.borderStrong : Theme.border
            border.color: root.error !== "" ? Theme.danger : root.editing ? Theme.primary : Theme.outline

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.gap
                anchors.rightMargin: clearButton.visible ? Theme.gapTiny : Theme.gap
                spacing: Theme.gapSmall

                Icon {
                    visible: root.glyph !== ""
                    name: root.glyph
                    color: Theme.inkSoft
                }

                Item {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    clip: true

                    TextInput {
                        id: input

                        anchors.fill: parent
                        focus: true
                        opacity: standIn.visible && text !== "" ? 0 : 1
                        verticalAlignment: TextInput.AlignVCenter
                        readOnly: root.readOnly
                        echoMode: root.secret ? TextInput.Password : TextInput.Normal
                        passwordCharacter: "●"
                        font.family: Theme.fontFamily
                        font.pixelSize: Theme.sized(40)
                        color: root.enabled ? Theme.ink : Theme.inkDisabled
                        selectionColor: Theme.primaryTintPressed
                        selectedTextColor: Theme.ink
                        activeFocusOnTab: true
                        selectByMouse: false
                        Accessible.role: Accessible.EditableText
                        Accessible.name: root.label
                        Accessible.description: root.error !== "" ? root.error : root.hint
                        Accessible.passwordEdit: root.secret || (root.masked && !root.editing)
                        onTextEdited: root.edited()
                        // A long answer is read from its beginning, and mended at its end.
                        onActiveFocusChanged: cursorPosition = activeFocus ? length : 0
                        onTextChanged: {
                            if (!activeFocus)
                                cursorPosition = 0;
                        }
                        onAccepted: root.accepted()

                        cursorDelegate: Rectangle {
                            width: 4
                            radius: 2
                            color: Theme.primary
                            visible: root.editing
                        }
                    }

                    Label {
                        id: standIn

                        readonly property bool veils: root.masked && !root.editing && input.text !== ""

                        anchors.fill: parent
                        anchors.leftMargin: veils ? 0 : Theme.gapTiny
                        visible: veils || input.text === ""
                        verticalAlignment: Text.AlignVCenter
                        wrapMode: Text.NoWrap
                        elide: Text.ElideRight
                        text: veils ? root.maskedText : root.placeholder
                        font.pixelSize: veils ? Theme.sized(40) : Theme.body
                        color: veils && root.enabled ? Theme.ink : Theme.inkDisabled
                        Accessible.ignored: true
                    }
                }

                ActionButton {
                    id: clearButton

                    visible: input.text !== "" && root.editing
                    kind: ActionButton.Quiet
                    compact: true
                    glyph: "close"
                    focusPolicy: Qt.NoFocus
                    Accessible.name: root.clearText
                    onClicked: root.clear()
                }
            }

            TapHandler {
                enabled: !root.readOnly
                onTapped: input.forceActiveFocus(Qt.MouseFocusReason)
            }
        }

        RowLayout {
            visible: root.error !== "" || root.hint !== ""
            spacing: Theme.gapTiny

            Icon {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: Theme.sized(3)
                visible: root.error !== ""
                name: "error"
                size: Theme.sized(36)
                color: Theme.danger
            }

            Label {
                Layout.fillWidth: true
                text: root.error !== "" ? root.error : root.hint
                level: root.error !== "" ? Label.Small : Label.Caption
                strong: root.error !== ""
                color: root.error !== "" ? Theme.danger : Theme.inkSoft
                Accessible.role: root.error !== "" ? Accessible.AlertMessage : Accessible.StaticText
            }
        }
    }
}
