"""`apply`: one application from its JSON to "saved on this machine", against the same bytes by plain sqlite3."""

import time

from app.station_context import StationContext
from benchmarks.bench_hall import prepared_station
from benchmarks.desk import Desk
from benchmarks.figure import Figure, Held, Target, interleaved, median
from benchmarks.raw_store import Prepared, RawStore

TARGET = Target(Held.RATIO, 2.0)
WARM_UP = 5


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """In this process, as ``jinban apply -`` does for each line; the example of the manual, with one attachment."""
    with prepared_station(station) as prepared:
        desk = Desk(prepared)
        raw = RawStore(prepared.data / "raw", prepared.data / "kiosk.db")

        def whole() -> float:
            begun = time.perf_counter()
            desk.file()
            return time.perf_counter() - begun

        def add_alone() -> float:
            sealed = desk.seal()
            begun = time.perf_counter()
            desk.outbox.add(sealed, prepared.now())
            return time.perf_counter() - begun

        def floor() -> float:
            bytes_alone = Prepared(desk.seal())
            begun = time.perf_counter()
            raw.add(bytes_alone)
            return time.perf_counter() - begun

        try:
            interleaved(1 if quick else WARM_UP, whole, add_alone, floor)
            whole_s, add_s, floor_s = interleaved(3 if quick else 300, whole, add_alone, floor)
        finally:
            desk.close()
            raw.close()
    ratio_of_add = median(add_s) / median(floor_s)
    return Figure(
        "apply",
        median(whole_s) * 1000,
        "ms",
        median(floor_s) * 1000,
        TARGET,
        f"outbox.add alone {median(add_s) * 1000:.2f} ms (ratio {ratio_of_add:.2f}); reading, checking and sealing "
        f"{(median(whole_s) - median(add_s)) * 1000:.2f} ms",
    )
