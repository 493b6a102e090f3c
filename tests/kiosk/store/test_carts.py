"""The parts of a cart are kept all or none: when the disk fails between them, and when the plug is pulled."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.envelope import SealedApplication
from kiosk.store.outbox import Outbox
from tests.kiosk.store.hall import MORNING, ROOT, application, small_station, station_environment
from tests.kiosk.store.test_failing_disk import lying_files

NAMES = ("first", "second", "third")

_ONE_CART = """
import sys
from pathlib import Path
from config.faults import EnvironmentFault
from kiosk.store.outbox import Outbox
from tests.kiosk.store.hall import MORNING, application, small_station
outbox = Outbox(small_station(Path(sys.argv[1])))
print("ready", flush=True)
try:
    outbox.add_all([application(name) for name in ("first", "second", "third")], MORNING)
except EnvironmentFault as fault:
    print("refused", fault.code, flush=True)
else:
    print("saved", flush=True)
"""


def kept(data: Path) -> set[str]:
    """What the next start finds, each whole."""
    database = small_station(data)
    outbox = Outbox(database)
    names = {row.id for row in outbox.list()}
    assert all(isinstance(outbox.load(name, MORNING), SealedApplication) for name in names)
    database.close()
    return names


def test_a_cart_is_kept_whole_and_again_is_no_second_time(data: Path) -> None:
    database = small_station(data)
    parts = [application(name) for name in NAMES]
    Outbox(database).add_all(parts, MORNING)
    Outbox(database).add_all(parts, MORNING)
    database.close()
    assert kept(data) == set(NAMES)
    assert lying_files(data) == 3 * len(NAMES)


def run(data: Path, call: str, injected: str) -> subprocess.CompletedProcess[str]:
    """A station that keeps one cart, while one call of its system goes wrong."""
    small_station(data).close()
    traced = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", f"trace={call}"]
    return subprocess.run(
        [*traced, "-e", f"inject={call}:{injected}", sys.executable, "-c", _ONE_CART, str(data)],
        env=station_environment(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("when", [1, 3, 5, 7, 9])
def test_a_part_that_cannot_be_written_leaves_none(data: Path, when: int) -> None:
    done = run(data, "fsync", f"error=EIO:when={when}")
    assert done.stdout.split() == ["ready", "refused", "store_failed"], done.stderr
    assert lying_files(data) == 0
    assert kept(data) == set()


@pytest.mark.parametrize(("call", "when"), [*(("rename", n) for n in range(1, 10, 2)), ("fdatasync", 2)])
def test_the_plug_is_pulled_and_none_or_all_are_there(data: Path, call: str, when: int) -> None:
    done = run(data, call, f"signal=KILL:when={when}")
    names = kept(data)
    assert names in (set(), set(NAMES))
    if "saved" in done.stdout:
        assert names == set(NAMES)
    else:
        assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)


def test_a_rating_says_what_it_is_about_and_keeps_its_first_word(data: Path) -> None:
    database = small_station(data)
    outbox = Outbox(database)
    assert outbox.add_rating("one", 2, frozenset({"operation", "guide"}), MORNING)
    assert not outbox.add_rating("one", 2, frozenset({"efficiency"}), MORNING)
    assert outbox.add_rating("two", 5, frozenset(), MORNING)
    told = {rating.application_id: rating.aspects for rating in outbox.due_ratings(MORNING, 10)}
    assert told == {"one": ("guide", "operation"), "two": ()}
    database.close()
