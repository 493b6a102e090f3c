"""The simulated reader as people steer it, and as it looks on the wire."""

import socket
import stat
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from devices.id_card.drawer import DRAWER
from devices.id_card.drill import HELP, Drill
from devices.id_card.sam import Command, Frame, FrameReader, Status, request
from devices.id_card.simulator import SamSimulator
from devices.id_card.transport import OpenWire, Wire
from devices.simulation import Simulator, UnknownVerb


def _ask(wire: Wire, question: bytes) -> Frame:
    frames = FrameReader()
    wire.send(question)
    until = time.monotonic() + 5
    while time.monotonic() < until:
        for piece in frames.feed(wire.receive(0.5)):
            assert isinstance(piece, Frame)
            return piece
    pytest.fail("no answer")


def test_it_is_a_simulator(simulator: SamSimulator) -> None:
    device: Simulator = simulator
    assert device.name == "id_card"
    assert set(device.verbs()) == {"drawer", "insert", "remove", "state", "fault", "clear", "unplug", "plug"}
    assert set(device.faults()) == set(Drill) == set(HELP)


def test_the_verbs_do_what_they_say(simulator: SamSimulator) -> None:
    drawer = simulator.perform("drawer", [])
    assert isinstance(drawer, Mapping)
    assert list(drawer) == list(DRAWER)
    simulator.perform("insert", ["son"])
    simulator.perform("fault", ["silence"])
    simulator.perform("fault", ["half_frame", "2"])
    simulator.perform("unplug", [])
    expected = {"card": "son", "plugged": False, "faults": "silence, half_frame x2", "keeps_finding": False}
    assert simulator.perform("state", []) == expected
    simulator.perform("insert", ["0"])
    simulator.perform("clear", [])
    simulator.perform("plug", [])
    expected = {"card": "grandmother", "plugged": True, "faults": "", "keeps_finding": False}
    assert simulator.perform("state", []) == expected
    simulator.perform("remove", [])
    assert simulator.state()["card"] is None


@pytest.mark.parametrize("line", ["tcp"])
@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("dance", []),
        ("insert", []),
        ("insert", ["nobody"]),
        ("insert", ["99"]),
        ("insert", ["-1"]),
        ("fault", ["flood"]),
        ("fault", ["silence", "often"]),
        ("fault", ["silence", "0"]),
        ("remove", ["now"]),
    ],
)
def test_what_it_does_not_know_it_says(simulator: SamSimulator, verb: str, words: list[str]) -> None:
    with pytest.raises(UnknownVerb, match=r"."):
        simulator.perform(verb, words)


def test_requests_that_were_garbled_are_answered_so(simulator: SamSimulator, open_wire: OpenWire) -> None:
    del simulator
    wire = open_wire()
    find = request(Command.FIND)
    assert _ask(wire, find[:-1] + b"\x00").status == Status.HOST_CHECKSUM_WRONG
    assert _ask(wire, find[:5] + b"\xff\xff" + find[7:]).status == Status.HOST_LENGTH_WRONG
    assert _ask(wire, bytes.fromhex("AAAAAA9669 0003 77FF 8B")).status == Status.COMMAND_WRONG
    assert _ask(wire, find).status == Status.FIND_FAILED
    wire.close()


def test_a_host_that_never_listens_does_not_hold_the_simulator_up(
    simulator: SamSimulator, open_wire: OpenWire
) -> None:
    wire = open_wire()
    for _ in range(500):
        wire.send(request(Command.SAM_ID) * 10)
    simulator.unplug()
    assert simulator.state()["plugged"] is False
    wire.close()


def test_read_needs_find_and_select_each_time(simulator: SamSimulator, open_wire: OpenWire) -> None:
    simulator.insert("son")
    wire = open_wire()
    asked = [_ask(wire, request(command)).status for command in (Command.READ_BASE, Command.SELECT)]
    assert asked == [Status.READ_FAILED, Status.SELECT_FAILED]
    wire.close()


def test_it_speaks_at_the_rate_that_was_set() -> None:
    simulator = SamSimulator.on_tcp(baud=115200)
    try:
        with socket.create_connection(("127.0.0.1", int(simulator.address()["port"])), 5) as line:
            line.sendall(request(Command.BAUD_9600))
            line.recv(64)
            started = time.monotonic()
            line.sendall(request(Command.SAM_ID))
            answer = b""
            while len(answer) < 27:
                answer += line.recv(64)
            assert time.monotonic() - started >= 27 * 10 / 9600
    finally:
        simulator.close()


@pytest.mark.parametrize("line", ["pty"])
def test_the_port_keeps_its_name_in_a_private_folder(simulator: SamSimulator) -> None:
    port = Path(str(simulator.address()["port"]))
    assert stat.S_IMODE(port.parent.stat().st_mode) == 0o700
    simulator.unplug()
    assert not port.exists()
    simulator.plug()
    assert port.is_char_device()
    simulator.close()
    simulator.close()
    assert not port.parent.exists()


def test_a_port_can_lie_where_it_is_wanted(tmp_path: Path) -> None:
    simulator = SamSimulator.on_pty(tmp_path / "reader")
    assert simulator.address() == {"port": str(tmp_path / "reader")}
    simulator.close()
    assert list(tmp_path.iterdir()) == []
