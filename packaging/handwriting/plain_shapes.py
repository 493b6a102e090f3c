"""Plain shapes, as people draw a box: lines stand and lie straight, what stands over at a corner is cut
off, and strokes that stop short of one meet.

In printed forms of 口 the uprights stand on legs below the last line. Fingers draw a plain square.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from medians import Point, Strokes

_LEG = 0.16
"""Of the character's size: the longest piece that is cut off, and how near to a corner is at the corner."""
_GAP = 0.10
"""The widest gap that is closed."""
_HOOK = 0.08
_LEAN = math.tan(math.radians(20))
_TURN = math.cos(math.radians(50))


def plain(strokes: Strokes) -> Strokes:
    """The same strokes upright and with closed corners; crossings, and what stands out on purpose (由), stay."""
    points = [point for stroke in strokes for point in stroke]
    across = max(x for x, _ in points) - min(x for x, _ in points)
    size = max(across, max(y for _, y in points) - min(y for _, y in points))
    drawn = [_upright(stroke, size) for stroke in strokes]
    for mend in (_met, _cut):
        for index in range(len(drawn)):
            others = [stroke for at, stroke in enumerate(drawn) if at != index]
            for _ in range(2):
                drawn[index] = mend(drawn[index], others, size)[::-1]
    return drawn


def _upright(stroke: Sequence[Point], size: float) -> list[Point]:
    """Pieces that lean a little stand straight, and those that rise a little lie flat; the brush's own hooks go."""
    bare = _bare(stroke, _HOOK * size)
    xs, ys = [x for x, _ in bare], [y for _, y in bare]
    for at, ((x, y), (next_x, next_y)) in enumerate(pairwise(bare)):
        across, down = abs(next_x - x), abs(next_y - y)
        if across <= _LEAN * down:
            xs[at : at + 2] = [(x + next_x) / 2] * 2
        elif down <= _LEAN * across:
            ys[at : at + 2] = [(y + next_y) / 2] * 2
    return list(zip(xs, ys, strict=True))


def _bare(stroke: Sequence[Point], least: float) -> list[Point]:
    """Without the points that lie nearer than ``least`` to the straight way (Ramer, 1972)."""
    begin, end = stroke[0], stroke[-1]
    inner = [(math.dist(point, _foot(point, begin, end)), at) for at, point in enumerate(stroke)][1:-1]
    furthest, at = max(inner, default=(0.0, 0))
    if furthest <= least:
        return [begin, end]
    return [*_bare(stroke[: at + 1], least)[:-1], *_bare(stroke[at:], least)]


def _met(stroke: list[Point], others: Sequence[Sequence[Point]], size: float) -> list[Point]:
    """Led on to another stroke's corner that its beginning stops short of."""
    begin = stroke[0]
    near = [
        (math.dist(begin, place), place)
        for other in others
        for place in [_nearest(begin, other)]
        if _is_at_corner(place, other, size)
    ]
    distance, place = min(near, default=(math.inf, begin))
    if 0 < distance <= _GAP * size:
        return [place, *stroke]
    return _led_on(stroke, others, size)


def _led_on(stroke: list[Point], others: Sequence[Sequence[Point]], size: float) -> list[Point]:
    """Straight on from its beginning to the next stroke that is as near as a gap."""
    begin, inside = stroke[0], stroke[min(1, len(stroke) - 1)]
    length = math.dist(begin, inside)
    if not length:
        return stroke
    x, y = (begin[0] - inside[0]) / length * _GAP * size, (begin[1] - inside[1]) / length * _GAP * size
    ahead = [
        crossing for other in others for crossing in _crossings(begin, (begin[0] + x, begin[1] + y), other)
    ]
    nearest = min(ahead, key=lambda place: math.dist(begin, place), default=begin)
    return [nearest, *stroke] if math.dist(begin, nearest) > 1e-6 * size else stroke


def _cut(stroke: list[Point], others: Sequence[Sequence[Point]], size: float) -> list[Point]:
    """Without the piece that stands over another stroke's corner at its beginning."""
    walked = 0.0
    for at, (begin, end) in enumerate(pairwise(stroke)):
        if walked > _LEG * size:
            break
        for other in others:
            crossing = next(_crossings(begin, end, other), None)
            if crossing is None or not _is_at_corner(crossing, other, size):
                continue
            if 0 < walked + math.dist(begin, crossing) <= _LEG * size:
                return [crossing, *stroke[at + 1 :]]
        walked += math.dist(begin, end)
    return stroke


def _is_at_corner(place: Point, stroke: Sequence[Point], size: float) -> bool:
    corners = [stroke[0], stroke[-1], *_turns(stroke)]
    return any(math.dist(place, corner) <= _LEG * size for corner in corners)


def _turns(stroke: Sequence[Point]) -> Iterator[Point]:
    for before, here, after in zip(stroke, stroke[1:], stroke[2:], strict=False):
        way, on = (here[0] - before[0], here[1] - before[1]), (after[0] - here[0], after[1] - here[1])
        lengths = math.hypot(*way) * math.hypot(*on)
        if lengths and (way[0] * on[0] + way[1] * on[1]) / lengths < _TURN:
            yield here


def _nearest(point: Point, stroke: Sequence[Point]) -> Point:
    places = [_foot(point, begin, end) for begin, end in pairwise(stroke)] or [stroke[0]]
    return min(places, key=lambda place: math.dist(point, place))


def _foot(point: Point, begin: Point, end: Point) -> Point:
    x, y = end[0] - begin[0], end[1] - begin[1]
    whole = x * x + y * y
    share = ((point[0] - begin[0]) * x + (point[1] - begin[1]) * y) / whole if whole else 0.0
    share = min(1.0, max(0.0, share))
    return begin[0] + share * x, begin[1] + share * y


def _crossings(begin: Point, end: Point, other: Sequence[Point]) -> Iterator[Point]:
    """Where the piece from ``begin`` to ``end`` crosses or touches the other stroke."""
    x, y = end[0] - begin[0], end[1] - begin[1]
    for first, last in pairwise(other):
        across, down = last[0] - first[0], last[1] - first[1]
        turned = x * down - y * across
        if not turned:
            continue
        mine = ((first[0] - begin[0]) * down - (first[1] - begin[1]) * across) / turned
        its = ((first[0] - begin[0]) * y - (first[1] - begin[1]) * x) / turned
        if -1e-9 <= mine <= 1 + 1e-9 and -1e-6 <= its <= 1 + 1e-6:
            yield begin[0] + mine * x, begin[1] + mine * y
