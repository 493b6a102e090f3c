"""`recovery`: a shell killed while it files, and the time until the next one stands at its first screen."""

from app.station_context import StationContext
from benchmarks.bench_hall import Process, prepared_station
from benchmarks.figure import Figure, Held, Target, median, spread

TARGET = Target(Held.FIGURE, 3.0)
FILED_FOR = 20
"""Applications that the killed shell has filed at least; so many are found and looked through by the next one."""


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """Each time: a plain start, then a start that files without pause and is killed in the midst, then the next."""
    plain: list[float] = []
    shown: list[float] = []
    opened: list[float] = []
    with prepared_station(station) as prepared:
        data = str(prepared.data)
        for _ in range(1 if quick else 5):
            with Process("benchmarks.first_screen", data) as process:
                plain.append(process.seconds_to("opened"))
            with Process("benchmarks.first_screen", data, "file") as process:
                process.line(f"filed{FILED_FOR}")
                process.kill()
            with Process("benchmarks.first_screen", data) as process:
                shown.append(process.seconds_to("shown"))
                opened.append(process.seconds_to("opened"))
    return Figure(
        "recovery",
        median(opened),
        "s",
        median(plain),
        TARGET,
        f"first screen after {median(shown):.3f} s, devices and store at work after {spread(opened)} s "
        f"(plain start {spread(plain)} s); killed amid filing, {FILED_FOR} or more applications each time",
    )
