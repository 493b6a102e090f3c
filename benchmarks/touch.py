"""`touch`: from a touch to the next screen while every device hangs, against the same touch while all are well."""

from app.station_context import StationContext
from benchmarks.bench_hall import Process, prepared_station
from benchmarks.figure import Figure, Held, Target, median

TARGET = Target(Held.FIGURE, 0.1)
SECONDS = 30


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """The worst touch of half a minute; the devices' far sides take what they are told and answer nothing."""
    seconds = "2" if quick else str(SECONDS)
    with (
        prepared_station(station) as prepared,
        Process("app", "simulators", "--data", str(prepared.data)) as hall,
    ):
        hall.line("id_card:")
        well = _touches(str(prepared.data), seconds, "well")
        hung = _touches(str(prepared.data), seconds, "hanging")
    return Figure(
        "touch",
        max(hung),
        "s",
        max(well),
        TARGET,
        f"worst of {len(hung)} touches; median {median(hung) * 1000:.0f} ms with every device hanging, "
        f"{median(well) * 1000:.0f} ms with all of them well",
    )


def _touches(data: str, seconds: str, devices: str) -> list[float]:
    with Process("benchmarks.touch_on_screen", data, seconds, devices) as screen:
        return [float(word) for word in screen.line("touches").split()]
