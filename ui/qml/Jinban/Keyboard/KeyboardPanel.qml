pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Jinban.Theme

// The keyboard at the bottom of the page. It types into `target`, which has insert(text), backspace() and clear().
//
// `layout` is numeric, idNumber, latin or pinyin; `engine` (PinyinInput) turns letters into Chinese, and its `hand`
// reads what is written with a finger. `words` is what stands on the keys, by their action.
Rectangle {
    id: root

    property string layout: "latin"
    property var target: null
    property var engine: null
    property var words: ({})
    property bool shifted: false
    property bool inLatin: false
    property bool byHand: false

    readonly property var hand: engine?.hand ?? null
    readonly property string shown: layout !== "pinyin" ? layout : byHand ? "hand" : inLatin ? "latin" : "pinyin"
    readonly property bool chinese: shown === "pinyin" && engine !== null
    readonly property bool writing: shown === "hand" && hand !== null
    readonly property string candidateHint: words.hint ?? ""
    readonly property bool composing: chinese && engine.composition !== ""
    readonly property bool pad: shown === "numeric" || shown === "idNumber"

    signal done

    implicitWidth: Theme.sized(1080)
    implicitHeight: column.implicitHeight + 2 * Theme.gapSmall
    color: Theme.sunk
    onTargetChanged: startAnew()
    onLayoutChanged: startAnew()

    function startAnew(): void {
        inLatin = false;
        shifted = false;
        byHand = byHand && layout === "pinyin"; // who writes by hand goes on so in the next entry
        if (engine === null)
            return;
        engine.reset();
        hand?.reset();
        engine.purpose = target?.purpose ?? "text";
    }

    function insert(text: string): void {
        target?.insert(text);
    }

    // What a tap on a key does.
    function press(action: string, cap: string): void {
        switch (action) {
        case "type":
            return type(cap);
        case "backspace":
            return composing ? engine.backspace() : target?.backspace();
        case "clear":
            return composing ? engine.reset() : target?.clear();
        case "space":
            return composing ? engine.choose(0) : insert(" ");
        case "shift":
            shifted = !shifted;
            return;
        case "language":
            inLatin = !inLatin;
            engine?.reset();
            return;
        case "hand":
        case "pinyin":
            byHand = action === "hand";
            engine?.reset();
            hand?.reset();
            return;
        case "rewrite":
            return hand?.reset();
        case "undo":
            return (writingPad.item as WritingPad)?.undo();
        case "done":
            if (composing)
                engine.commitRaw();
            done();
        }
    }

    function type(cap: string): void {
        if (chinese && (/[a-z]/.test(cap) || (cap === "'" && composing)))
            return engine.type(cap);
        if (composing)
            engine.choose(0);
        if (composing)
            engine.commitRaw();
        insert(shifted ? cap.toUpperCase() : cap);
        shifted = false;
    }

    function captionOf(action: string, cap: string): string {
        if (action === "type")
            return shifted ? cap.toUpperCase() : cap;
        return words[action] ?? "";
    }

    Connections {
        target: root.engine

        function onCommitted(text: string): void {
            root.insert(text);
        }
    }

    Connections {
        target: root.hand

        function onCommitted(text: string): void {
            root.insert(text);
        }
    }

    MouseArea {
        anchors.fill: parent
    }

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        height: Theme.border
        color: Theme.outline
        z: 1
    }

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapSmall
        spacing: Theme.keyGap

        CandidateBar {
            Layout.fillWidth: true
            Layout.topMargin: -Theme.gapSmall
            visible: root.chinese || root.writing
            composition: root.chinese ? root.engine.composition : ""
            candidates: root.chinese ? root.engine.candidates : root.writing ? root.hand.candidates : []
            hint: root.writing ? (root.words.write ?? "") : root.candidateHint
            earlierText: root.words.earlier ?? ""
            laterText: root.words.later ?? ""
            onChosen: index => root.writing ? root.hand.choose(index) : root.engine.choose(index)
        }

        Loader {
            id: writingPad

            Layout.fillWidth: true
            Layout.leftMargin: Theme.gapSmall
            Layout.rightMargin: Theme.gapSmall
            visible: active
            active: root.writing

            sourceComponent: WritingPad {
                objectName: "writingPad"
                hand: root.hand
                name: root.words.write ?? ""
            }
        }

        Repeater {
            model: KeyRows.of(root.shown)

            delegate: RowLayout {
                id: row

                required property var modelData

                Layout.alignment: Qt.AlignHCenter
                Layout.preferredWidth: Math.min(root.width - 2 * Theme.gapSmall, root.pad ? Theme.sized(760) : Infinity)
                spacing: Theme.keyGap

                readonly property real spans: modelData.reduce((sum, key) => sum + key.span, 0)
                readonly property real unit: (Layout.preferredWidth + spacing) / spans

                Repeater {
                    model: row.modelData

                    delegate: Key {
                        required property var modelData

                        objectName: modelData.action === "type" ? "key_" + modelData.cap : "key_" + modelData.action
                        Layout.preferredWidth: row.unit * modelData.span - row.spacing
                        Layout.preferredHeight: root.pad ? Theme.sized(112) : Theme.key
                        capSize: root.pad ? Theme.title : Theme.sized(40)
                        text: root.captionOf(modelData.action, modelData.cap)
                        glyph: modelData.action === "backspace" ? "backspace" : modelData.action === "shift" ? "shift" : ""
                        strong: modelData.action === "done"
                        quiet: modelData.action !== "type" && modelData.action !== "done"
                        latched: modelData.action === "shift" && root.shifted
                        autoRepeat: modelData.action === "backspace"
                        autoRepeatDelay: 450
                        autoRepeatInterval: 90
                        onClicked: root.press(modelData.action, modelData.cap)
                    }
                }
            }
        }
    }
}
