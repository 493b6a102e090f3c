"""`preview`: what the camera's live picture costs on the screen, against copying the same pictures by hand."""

from app.station_context import StationContext
from benchmarks.bench_hall import Process
from benchmarks.figure import Figure, Held, Target, interleaved, median, spread

TARGET = Target(Held.FIGURE, 25.0)


def measure(station: StationContext, *, quick: bool = False) -> Figure:  # noqa: ARG001  needs no data folder
    """CPU time of the whole screen process, of one core, at 30 pictures a second of 1280 x 720 shown at 960 x 540.

    ``floor`` is the same reading, scaling and mirroring, and a plain QPainter that copies each picture into a raster
    image of the screen's size: no QML, no scene.
    """
    rounds, seconds = (1, 0.5) if quick else (5, 4.0)
    with Process("benchmarks.preview_on_screen", "far-side") as far_side:
        source = far_side.line("source")

        rates: list[float] = []

        def share(kind: str) -> float:
            with Process("benchmarks.preview_on_screen", kind, source, str(seconds)) as screen:
                rates.append(float(screen.line("rate")))
                return float(screen.line("percent"))

        shown, copied, read = interleaved(
            rounds, lambda: share("shown"), lambda: share("copied"), lambda: share("read")
        )
    return Figure(
        "preview",
        median(shown),
        "%",
        median(copied),
        TARGET,
        f"of one core, at {min(rates):.1f}..{max(rates):.1f} pictures a second; shown {spread(shown, 1)} %, "
        f"copied by hand {spread(copied, 1)} %, only read from the camera (HTTP, JPEG) {spread(read, 1)} %",
    )
