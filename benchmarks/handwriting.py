"""`handwriting`: characters that are not among the first ten, drawn as they should be.

Held-out characters of another hand (`benchmarks/handwriting_corpus.py`). The peer is zinnia with its model of
simplified Chinese on the same strokes; where it is not installed, the peer is knowing nothing: 100 %.
"""

import time
from collections.abc import Callable, Sequence

from app.station_context import StationContext
from benchmarks.figure import Figure, Held, Target, median
from benchmarks.handwriting_corpus import CASES, Drawing, Strokes, drawings, written
from benchmarks.handwriting_zinnia import zinnia_or_none
from ui.input.handwriting.recogniser import DATA, Recogniser

TARGET = Target(Held.FIGURE, 10.0)
AMONG = (1, 5, 10)
_OPENINGS = 5


def measure(_: StationContext, *, quick: bool = False) -> Figure:
    """Percent of characters missing, strokes as drawn."""
    return figure("handwriting", TARGET, "as drawn", list(CASES), quick=quick)


def figure(name: str, target: Target, case: str, told: Sequence[str], *, quick: bool) -> Figure:
    """Percent of held-out characters not among the first ten in ``case``; the detail tells the cases ``told``."""
    asked = [drawing for drawing in drawings() if drawing.held_out and drawing.measured]
    asked = asked[:30] if quick else asked
    recogniser = Recogniser()
    peer = zinnia_or_none()
    found = {each: shares(asked, each, recogniser.read) for each in told}
    peer_found = {each: shares(asked, each, peer.read) for each in told} if peer else {}
    each_ms = _milliseconds(asked, case, recogniser.read)
    peer_ms = _milliseconds(asked, case, peer.read) if peer else 0.0
    if peer:
        peer.close()
    detail = [
        f"{len(asked)} held-out characters of {len(recogniser.characters)}, right among the first 1/5/10; "
        + "; ".join(f"{each} {_told(found[each])}" for each in told),
        f"zinnia {'; '.join(f'{each} {_told(peer_found[each])}' for each in told)}"
        if peer
        else "zinnia is not installed",
        f"a character {each_ms:.2f} ms" + (f", zinnia {peer_ms:.2f} ms" if peer else ""),
        f"opened in {_opening_ms():.0f} ms, file {DATA.stat().st_size / 1e6:.2f} MB",
    ]
    missed = 100 - found[case][-1]
    peer_missed = 100 - peer_found[case][-1] if peer else 100.0
    return Figure(name, max(missed, 0.001), "%", max(peer_missed, 0.001), target, "; ".join(detail))


def shares(
    asked: Sequence[Drawing], case: str, read: Callable[[Strokes, int], tuple[str, ...]]
) -> tuple[float, ...]:
    """Percent of the drawings whose character is among the first 1, 5 and 10."""
    found = [read(written(drawing, case), max(AMONG)) for drawing in asked]
    return tuple(
        100
        * sum(d.character in read_as[:among] for d, read_as in zip(asked, found, strict=True))
        / len(asked)
        for among in AMONG
    )


def _milliseconds(
    asked: Sequence[Drawing], case: str, read: Callable[[Strokes, int], tuple[str, ...]]
) -> float:
    taken = []
    for drawing in asked:
        strokes = written(drawing, case)
        begun = time.perf_counter()
        read(strokes, max(AMONG))
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


def _opening_ms() -> float:
    taken = []
    for _ in range(_OPENINGS):
        begun = time.perf_counter()
        Recogniser()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


def _told(found: Sequence[float]) -> str:
    return "/".join(f"{percent:.1f}" for percent in found)
