pragma ComponentBehavior: Bound

import QtQuick
import Jinban.Theme

// Ink under a finger or a pen.
//
// `strokes` holds one list per stroke, of points {x, y, t, p}: pixels from the top left, milliseconds since the first
// touch, pressure 0 to 1 (0.5 where the screen cannot tell).
Rectangle {
    id: root

    property string name: ""
    property var strokes: []
    readonly property bool isEmpty: strokes.length === 0 && pen.stroke.length === 0
    property real penWidth: Theme.sized(7)

    signal strokeEnded

    function clear(): void {
        pen.stroke = [];
        pen.started = 0;
        strokes = [];
        canvas.fresh = [];
        canvas.wipe = true;
        canvas.requestPaint();
    }

    // Takes the last stroke away.
    function undo(): void {
        strokes = strokes.slice(0, -1);
        redraw();
        strokeEnded();
    }

    radius: Theme.radius
    color: enabled ? Theme.surface : Theme.sunk
    border.width: Theme.border
    border.color: pen.pressed ? Theme.primary : Theme.outline
    clip: true
    activeFocusOnTab: true
    Accessible.role: Accessible.Canvas
    Accessible.name: name

    Canvas {
        id: canvas

        property var fresh: []
        property bool wipe: false

        z: 1
        anchors.fill: parent
        renderTarget: Canvas.Image
        renderStrategy: Canvas.Immediate

        // Only what is new is drawn, so the hundredth stroke is as quick as the first.
        onPaint: {
            const paper = getContext("2d");
            if (wipe) {
                paper.clearRect(0, 0, width, height);
                wipe = false;
            }
            paper.strokeStyle = Theme.ink;
            paper.lineCap = "round";
            paper.lineJoin = "round";
            for (const piece of fresh) {
                paper.lineWidth = piece.width;
                paper.beginPath();
                paper.moveTo(piece.from.x, piece.from.y);
                paper.quadraticCurveTo(piece.over.x, piece.over.y, piece.to.x, piece.to.y);
                paper.stroke();
            }
            fresh = [];
        }
        onAvailableChanged: root.redraw()
        onWidthChanged: root.redraw()
        onHeightChanged: root.redraw()
    }

    PointHandler {
        id: touch

        acceptedDevices: PointerDevice.TouchScreen | PointerDevice.Stylus
    }

    MouseArea {
        id: pen

        property var stroke: []
        property double started: 0

        function reach(mouse: var): void {
            const last = stroke.length > 0 ? stroke[stroke.length - 1] : null;
            if (last !== null && last.x === mouse.x && last.y === mouse.y)
                return;
            const pressure = touch.active && touch.point.pressure > 0 ? Math.min(1, touch.point.pressure) : 0.5;
            const point = ({
                    "x": mouse.x,
                    "y": mouse.y,
                    "t": Date.now() - started,
                    "p": pressure
                });
            stroke = stroke.concat([point]);
            root.ink(stroke, stroke.length - 1);
            canvas.requestPaint();
        }

        function lift(): void {
            if (stroke.length === 0)
                return;
            root.strokes = root.strokes.concat([stroke]);
            stroke = [];
            root.strokeEnded();
        }

        z: 2
        anchors.fill: parent
        preventStealing: true
        onPressed: mouse => {
            if (root.isEmpty)
                started = Date.now();
            stroke = [];
            reach(mouse);
        }
        onPositionChanged: mouse => reach(mouse)
        onReleased: lift()
        onCanceled: lift()
    }

    FocusRing {
        z: 2
        shown: root.activeFocus
    }

    // Queues the piece of line that ends at point `i`: a curve between the middles of the last two pieces.
    function ink(stroke: var, i: int): void {
        const here = stroke[i];
        const before = stroke[Math.max(0, i - 1)];
        const earlier = stroke[Math.max(0, i - 2)];
        canvas.fresh.push({
            "from": middle(earlier, before),
            "over": before,
            "to": i === 0 ? ({
                    "x": here.x + 0.1,
                    "y": here.y
                }) : middle(before, here),
            "width": penWidth * (0.6 + 0.8 * here.p)
        });
    }

    function middle(a: var, b: var): var {
        return ({
                "x": (a.x + b.x) / 2,
                "y": (a.y + b.y) / 2
            });
    }

    function redraw(): void {
        canvas.fresh = [];
        for (const stroke of strokes)
            for (let i = 0; i < stroke.length; i++)
                ink(stroke, i);
        canvas.wipe = true;
        canvas.requestPaint();
    }
}
