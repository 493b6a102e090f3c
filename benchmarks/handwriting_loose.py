"""`handwriting_loose`: as `handwriting`, strokes joined two or three times and in any order."""

from app.station_context import StationContext
from benchmarks.figure import Figure, Held, Target
from benchmarks.handwriting import figure

TARGET = Target(Held.FIGURE, 20.0)
_CASE = "joined and shuffled"


def measure(_: StationContext, *, quick: bool = False) -> Figure:
    """Percent of characters missing."""
    return figure("handwriting_loose", TARGET, _CASE, (_CASE, "everything"), quick=quick)
