"""The simulated scanner as people steer it."""

from pathlib import Path

import pytest

from devices.scanner.answer import NothingScanned, Scanned
from devices.scanner.code import ScannedCode
from devices.scanner.serial_scanner import SerialScanner
from devices.scanner.simulator import SimulatedScanner
from devices.simulation import Simulator, UnknownVerb


def test_it_is_a_simulator(simulator: SimulatedScanner) -> None:
    device: Simulator = simulator
    assert device.name == "scanner"
    assert set(device.verbs()) == {"scan", "state", "fault", "clear", "unplug", "plug"}
    assert {"garbage", "no_terminator", "double_send", "split_slowly", "silent"} <= set(device.faults())
    assert Path(str(device.address()["port"])).exists()


def test_the_verbs_do_what_they_say(simulator: SimulatedScanner, scanner: SerialScanner) -> None:
    simulator.perform("fault", ["silent", "once"])
    assert simulator.perform("state", []) == {"plugged": True, "fault": "silent", "shown": 0}
    simulator.perform("scan", ["first"])
    simulator.perform("scan", ["second"])
    assert scanner.poll(5.0) == Scanned(ScannedCode("second"))
    simulator.perform("fault", ["silent"])
    simulator.perform("scan", ["third"])
    assert scanner.poll(0.05) == NothingScanned()
    simulator.perform("clear", [])
    simulator.perform("unplug", [])
    assert simulator.perform("state", []) == {"plugged": False, "fault": None, "shown": 3}
    assert not Path(str(simulator.address()["port"])).exists()
    simulator.perform("plug", [])
    assert Path(str(simulator.address()["port"])).exists()


@pytest.mark.parametrize(
    ("verb", "words"),
    [("dance", []), ("scan", []), ("scan", ["a", "b"]), ("fault", ["fire"]), ("fault", ["silent", "twice"])],
)
def test_what_it_does_not_know_it_says(simulator: SimulatedScanner, verb: str, words: list[str]) -> None:
    with pytest.raises(UnknownVerb, match=r"."):
        simulator.perform(verb, words)


def test_what_an_unplugged_scanner_reads_is_lost(simulator: SimulatedScanner, scanner: SerialScanner) -> None:
    simulator.unplug()
    simulator.scan("lost")
    simulator.plug()
    scanner.poll(0)
    scanner.poll(0)
    assert scanner.poll(0.05) == NothingScanned()


def test_closed_twice_it_leaves_nothing() -> None:
    simulator = SimulatedScanner()
    folder = Path(str(simulator.address()["port"])).parent
    simulator.close()
    simulator.close()
    simulator.plug()
    simulator.scan("nobody")
    assert not folder.exists()


def test_it_keeps_nothing_of_what_was_shown(simulator: SimulatedScanner) -> None:
    simulator.scan("somebodys-code")
    assert "somebodys" not in repr(vars(simulator)) + repr(simulator.state())
