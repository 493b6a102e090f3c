"""`search_three`: how often none of the first three results is right, on the held-out queries."""

from app.station_context import StationContext
from benchmarks.figure import Figure, Held, Target
from benchmarks.search import SHOWN, figure

TARGET = Target(Held.FIGURE, 4.0)


def measure(_: StationContext, *, quick: bool = False) -> Figure:
    """Percent of queries that miss."""
    return figure("search_three", TARGET, SHOWN, quick=quick)
