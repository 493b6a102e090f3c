"""How a figure is held against its floor, and how syncs are counted."""

from pathlib import Path

import pytest

from benchmarks.figure import Figure, Held, Target, interleaved
from benchmarks.syncs import counted


@pytest.mark.parametrize(
    ("held", "at_most", "met"),
    [
        (Held.RATIO, 2.0, True),
        (Held.RATIO, 1.9, False),
        (Held.FIGURE, 6.0, True),
        (Held.FIGURE, 5.9, False),
        (Held.ADDED, 3.0, True),
        (Held.ADDED, 2.9, False),
    ],
)
def test_a_figure_of_6_over_a_floor_of_3_meets_just_the_targets_that_it_should(
    held: Held, at_most: float, met: bool
) -> None:
    assert Figure("any", 6.0, "s", 3.0, Target(held, at_most), "").met is met


def test_measures_take_turns_so_that_a_slow_minute_falls_on_all() -> None:
    order: list[str] = []

    def measure(name: str) -> float:
        order.append(name)
        return float(len(order))

    seen = interleaved(3, lambda: measure("ours"), lambda: measure("floor"))

    assert order == ["ours", "floor"] * 3
    assert seen == [[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]


def test_syncs_are_told_apart_by_what_was_synced_and_failed_ones_do_not_count(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "sealed").mkdir(parents=True)
    trace = tmp_path / "trace"
    lines = [
        f"17 fdatasync(5<{data}/kiosk.db-wal>) = 0",
        f"17 fdatasync(5<{data}/kiosk.db-wal> <unfinished ...>",
        "18 <... fdatasync resumed>) = 0",
        f"17 fsync(6<{data}/sealed/A.pending>) = 0",
        f"17 fsync(7<{data}/sealed>) = 0",
        f"17 fsync(7<{data}/sealed>) = -1 EIO (Input/output error)",
        "17 fsync(7</somewhere>) = 0",
    ]
    trace.write_text("\n".join(lines) + "\n")

    assert counted(trace, data) == {"kiosk.db-wal": 2, "file in sealed/": 1, "sealed/": 1, "elsewhere": 1}
