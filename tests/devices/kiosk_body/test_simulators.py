"""The simulated board, UPS and loudspeaker by their verbs, as `jinban sim` steers them."""

import socket
from pathlib import Path

import pytest
import serial

from devices.kiosk_body.modbus_codec import with_crc
from devices.kiosk_body.simulated_io_board import SimulatedIoBoard
from devices.kiosk_body.simulated_speaker import SimulatedSpeaker
from devices.kiosk_body.simulated_ups import SimulatedUps
from devices.simulation import Simulator, UnknownVerb


@pytest.fixture(params=["presence", "door", "status_light", "ups", "speaker"])
def simulator(
    request: pytest.FixtureRequest,
    board: SimulatedIoBoard,
    upsd: SimulatedUps,
    loudspeaker: SimulatedSpeaker,
) -> Simulator:
    simulators: list[Simulator] = [*board.devices, upsd, loudspeaker]
    return next(simulator for simulator in simulators if simulator.name == request.param)


def test_it_is_a_simulator_like_the_others(simulator: Simulator) -> None:
    assert {"state", "fault", "clear", "plug", "unplug"} <= set(simulator.verbs())
    address = simulator.address()
    for fault in simulator.faults():
        simulator.perform("fault", [fault])
    for verb in ("clear", "unplug", "plug"):
        assert simulator.perform(verb, []) is None
    state = simulator.perform("state", [])
    assert isinstance(state, dict)
    assert state["faults"] == ""
    assert simulator.address() == address


@pytest.mark.parametrize("words", [["dance"], ["fault", "no_such_fault"], ["fault"], ["state", "now"]])
def test_words_that_do_not_fit_are_refused_with_what_would(simulator: Simulator, words: list[str]) -> None:
    with pytest.raises(UnknownVerb, match=r"there are|NAME|how|where"):
        simulator.perform(words[0], words[1:])


@pytest.mark.parametrize("charge", ["101", "-1", "full", "²", ""])
def test_a_battery_holds_nought_to_a_hundred_per_cent(upsd: SimulatedUps, charge: str) -> None:
    with pytest.raises(UnknownVerb, match="charge: N"):
        upsd.perform("charge", [charge])


def test_three_devices_have_one_port_and_channels_of_their_own(board: SimulatedIoBoard) -> None:
    addresses = {device.name: device.address() for device in board.devices}
    assert len({address["port"] for address in addresses.values()}) == 1
    assert {name: address["channel"] for name, address in addresses.items()} == {
        "presence": 0,
        "door": 1,
        "status_light": 0,  # an output, where the others are inputs
    }


def test_closing_frees_everything_and_may_be_done_twice() -> None:
    board, loudspeaker, upsd = SimulatedIoBoard(), SimulatedSpeaker(), SimulatedUps()
    port = Path(str(board.door.address()["port"]))
    folder = Path(str(loudspeaker.address()["device"]).split("<")[1].split(">")[0]).parent
    assert port.exists()
    assert folder.exists()
    for device in (*board.devices, loudspeaker, loudspeaker, upsd, upsd):
        device.close()
    assert not port.parent.exists()
    assert not folder.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(upsd.address()["port"])))


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        ("01 03 00 00 00 01", "01 83 01"),  # a function that it has not
        ("01 02 00 00 00 00", "01 82 03"),  # no inputs at all
        ("01 02 00 07 00 02", "01 82 02"),  # one input too many
        ("01 05 00 08 FF 00", "01 85 02"),
        ("01 05 00 00 12 34", "01 85 03"),
        ("01 02 00 00 00 08", "01 02 01 02"),  # the door is shut
        ("01 05 00 00 FF 00", "01 05 00 00 FF 00"),
    ],
)
def test_board_answers_another_host_by_the_standard(
    board: SimulatedIoBoard, request_: str, answer: str
) -> None:
    with serial.Serial(str(board.door.address()["port"]), 9600, timeout=2) as host:
        expected = with_crc(bytes.fromhex(answer))
        for byte in b"\x00\x13" + with_crc(bytes.fromhex(request_)):  # byte by byte, after noise
            host.write(bytes((byte,)))
        assert host.read(len(expected)) == expected


def test_upsd_answers_another_client(upsd: SimulatedUps) -> None:
    address = upsd.address()
    with (
        socket.create_connection((str(address["host"]), int(address["port"])), timeout=2) as client,
        client.makefile("rb") as lines,
    ):
        client.sendall(b'GET VAR ups ups.status\nGET VAR ups no.such\nVER\nGET "\nLOGOUT\n')
        assert [lines.readline() for _ in range(5)] == [
            b'VAR ups ups.status "OL"\n',
            b"ERR VAR-NOT-SUPPORTED\n",
            b"ERR UNKNOWN-COMMAND\n",
            b"ERR INVALID-ARGUMENT\n",
            b"OK Goodbye\n",
        ]
