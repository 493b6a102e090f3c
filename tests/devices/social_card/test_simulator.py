"""The simulated reader's verbs, and that nothing of it stays behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from config.device_settings import Pcsc
from devices.simulation import Simulator, UnknownVerb
from devices.social_card.drawer import DRAWER
from devices.social_card.simulated_service import CannotSimulate, SimulatedService
from devices.social_card.simulator import SimulatedSocialCards

from .conftest import PATIENCE_S, Hall

ROOT = Path(__file__).parents[3]


def _wait(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until
        os.sched_yield()


def test_it_is_a_simulator_whose_address_fits_the_settings(hall: Hall) -> None:
    simulator: Simulator = hall.simulator
    assert simulator.name == "social_card"
    Pcsc.model_validate({"driver": "pcsc", **simulator.address()})


def test_every_card_of_the_drawer_goes_in_by_name_and_by_place(hall: Hall) -> None:
    simulator = hall.simulator
    drawer = simulator.perform("drawer", [])
    assert isinstance(drawer, dict)
    assert list(drawer) == list(DRAWER)
    for place, name in enumerate(DRAWER):
        assert simulator.perform("insert", [name]) is None
        assert simulator.state()["card"] == name
        simulator.perform("insert", [str(place)])
        assert simulator.state()["card"] == name
    simulator.perform("remove", [])
    assert simulator.state()["card"] is None


def test_its_state_tells_what_was_done(hall: Hall) -> None:
    simulator = hall.simulator
    for verb, word in (("fault", "garbage"), ("neighbour", "on")):
        simulator.perform(verb, [word])
    simulator.perform("fault", ["slow", "once"])
    simulator.perform("fault", ["unreadable", "3"])
    simulator.perform("unplug", [])
    simulator.perform("kill_service", [])
    assert simulator.perform("state", []) == {
        "card": None,
        "plugged": False,
        "service": False,
        "neighbour": True,
        "faults": "garbage, slow x1, unreadable x3",
    }
    for verb in ("clear", "plug", "restart_service"):
        simulator.perform(verb, [])
    assert simulator.state()["faults"] == ""
    assert simulator.state()["plugged"] is simulator.state()["service"] is True


def test_every_verb_and_fault_has_its_line_of_help(hall: Hall) -> None:
    simulator = hall.simulator
    assert all(simulator.verbs().values())
    assert all(simulator.faults().values())
    for name in simulator.faults():
        simulator.perform("fault", [name])
    assert simulator.state()["faults"] == ", ".join(simulator.faults())


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("dance", []),
        ("insert", []),
        ("insert", ["nobody"]),
        ("insert", ["99"]),
        ("fault", ["boredom"]),
        ("fault", ["mute", "0"]),
        ("neighbour", ["maybe"]),
    ],
)
def test_what_it_does_not_know_is_told(hall: Hall, verb: str, words: list[str]) -> None:
    with pytest.raises(UnknownVerb):
        hall.simulator.perform(verb, words)


def test_closed_it_leaves_nothing_behind() -> None:
    simulator = SimulatedSocialCards()
    folder = Path(str(simulator.address()["socket"])).parents[1]
    simulator.insert("son")
    assert folder.stat().st_mode & 0o777 == 0o700
    simulator.close()
    simulator.close()
    assert not folder.exists()


_DOOMED = """
import sys
from devices.social_card.simulator import SimulatedSocialCards
simulator = SimulatedSocialCards()
simulator.insert("son")
print(simulator.address()["socket"], flush=True)
sys.stdin.read()
"""


def test_killed_it_leaves_nothing_behind_either() -> None:
    words = [sys.executable, "-c", _DOOMED]
    with subprocess.Popen(
        words,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as doomed:
        assert doomed.stdout is not None
        folder = Path(doomed.stdout.readline().decode().strip()).parents[1]
        children = _children_in(folder)
        assert len(children) == 2, "the process beside pcscd, and pcscd"
        doomed.send_signal(signal.SIGKILL)
    _wait(lambda: not folder.exists())
    _wait(lambda: not _children_in(folder))


def _children_in(folder: Path) -> list[int]:
    """The processes that name this folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if os.fsencode(folder) in words:
            found.append(int(process.name))
    return found


def test_a_machine_that_forbids_namespaces_is_told_what_to_do() -> None:
    # In a namespace of users where we are nobody, no other can be made.
    unshare = shutil.which("unshare")
    assert unshare is not None
    script = "from devices.social_card.simulated_service import SimulatedService; SimulatedService()"
    ended = subprocess.run(
        [unshare, "--user", sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert b"CannotSimulate: namespaces are forbidden here" in ended.stderr
    assert b"allow user namespaces, or run as root" in ended.stderr


def test_a_service_whose_companion_died_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(CannotSimulate):
        SimulatedService()
