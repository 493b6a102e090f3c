"""`start`: from the process's start until a first touch is answered, against an empty Qt Quick window."""

from app.station_context import StationContext
from benchmarks.bench_hall import Process, prepared_station
from benchmarks.figure import Figure, Held, Target, interleaved, median, spread

TARGET = Target(Held.RATIO, 4.0)


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """Whole processes. Both screens are in memory, with the software renderer; no device answers."""
    shown: list[float] = []
    opened: list[float] = []
    with prepared_station(station) as prepared:

        def start() -> float:
            with Process("benchmarks.first_screen", str(prepared.data)) as process:
                shown.append(process.seconds_to("shown"))
                opened.append(process.seconds_to("opened"))
                return process.seconds_to("answered")

        answered, empty = interleaved(1 if quick else 9, start, _empty_window)
    return Figure(
        "start",
        median(answered),
        "s",
        median(empty),
        TARGET,
        f"first frame after {median(shown):.3f} s ({median(shown) / median(empty):.2f} times the empty window), "
        f"first touch answered after {spread(answered)} s, devices and store at work after {median(opened):.3f} s, "
        f"empty window {spread(empty)} s",
    )


def _empty_window() -> float:
    with Process("benchmarks.empty_window") as process:
        return process.seconds_to("shown")
