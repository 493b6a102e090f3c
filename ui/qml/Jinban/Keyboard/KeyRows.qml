pragma Singleton

import QtQuick

// Which keys lie where. A key is what it types; those in braces act. `*` after a key makes it that many keys wide.
QtObject {
    readonly property var rows: ({
            "numeric": ["1 2 3", "4 5 6", "7 8 9", "{clear} 0 {backspace}", "{done}"],
            "idNumber": ["1 2 3", "4 5 6", "7 8 9", "X 0 {backspace}", "{clear} {done}*2"],
            "latin": ["1 2 3 4 5 6 7 8 9 0", "q w e r t y u i o p", "a s d f g h j k l @", "{shift}*1.5 z x c v b n m {backspace}*1.5", "{language}*1.5 . - _ {space}*3.5 {done}*2"],
            "pinyin": ["1 2 3 4 5 6 7 8 9 0", "q w e r t y u i o p", "a s d f g h j k l '", "{clear}*1.5 z x c v b n m {backspace}*1.5", "{language}*1.5 {hand}*1.5 , . {space}*3 {done}*2"],
            "hand": ["{pinyin}*2 {undo}*2 {rewrite}*2 {backspace}*2 {done}*2"]
        })

    // The rows of a layout, each a list of {cap, action, span}.
    function of(layout: string): var {
        return (rows[layout] ?? rows["latin"]).map(row => row.split(" ").map(key => {
                const [name, span] = key.split("*");
                const acts = name.startsWith("{");
                return ({
                        "cap": acts ? "" : name,
                        "action": acts ? name.slice(1, -1) : "type",
                        "span": span === undefined ? 1 : Number(span)
                    });
            }));
    }
}
