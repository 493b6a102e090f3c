"""Each benchmark once, as small as can be: it runs here and tells what the manual says. No time is judged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.commands.bench import NAMES
from benchmarks.figure import Held

ROOT = Path(__file__).parents[2]
FIELDS = {
    "name": str,
    "figure": float,
    "unit": str,
    "floor": float,
    "target": str,
    "detail": str,
    "met": bool,
}


def bench(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "dev", "-W", "error", "-m", "app", "bench", *words, "--data", str(data)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=surroundings, timeout=100, check=False)


@pytest.mark.parametrize("name", NAMES)
def test_benchmark_tells_its_figure_its_floor_and_whether_the_target_was_met(
    name: str, tmp_path: Path
) -> None:
    data = tmp_path / "data"

    told = bench(data, name, "--quick", "--json")

    assert told.stderr == ""
    (figure,) = json.loads(told.stdout)["benchmarks"]
    assert set(figure) == {*FIELDS, "ratio"}
    assert all(isinstance(figure[field], kind) for field, kind in FIELDS.items())
    assert figure["name"] == name
    assert figure["figure"] > 0
    assert figure["ratio"] == pytest.approx(figure["figure"] / figure["floor"], rel=0.01)
    assert figure["target"].startswith(tuple(f"{held} <= " for held in Held))
    assert told.returncode == (0 if figure["met"] else 1)
    assert not data.exists() or list(data.iterdir()) == []  # nothing is left in the station's folder


def test_an_unknown_benchmark_is_wrong_usage_and_the_known_ones_are_named(tmp_path: Path) -> None:
    told = bench(tmp_path / "data", "strat")

    assert told.returncode == 2
    assert told.stdout == ""
    assert told.stderr == f"jinban: bench: no benchmark strat; there are: {', '.join(NAMES)}\n"
