"""The reader's cable is pulled, at rest and in the middle of a reading, and plugged in again."""

import contextlib
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.faults import EnvironmentFault, FaultCode
from devices.device import Ready
from devices.id_card.answer import CardRead, NoCard, ReaderFault
from devices.id_card.reader import IdCardReader
from devices.id_card.sam import Command, request
from devices.id_card.simulator import SamSimulator
from devices.id_card.transport import OpenWire, SerialWire, TcpWire, Wire

UNPLUGGED = ReaderFault(FaultCode.READER_UNPLUGGED)


def test_twenty_times_unplugged_and_plugged_in_again(simulator: SamSimulator, reader: IdCardReader) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for name in ["grandmother", "grandfather"] * 10:
        assert reader.poll() == NoCard()
        simulator.unplug()
        assert reader.poll() == UNPLUGGED
        simulator.plug()
        simulator.insert(name)
        assert isinstance(reader.poll(), CardRead)
        assert reader.status().condition == Ready()
        simulator.remove()
        reader.poll()
        reader.poll()
    reader.close()
    # The far end may not have noticed yet that we hung up; a leak would be twenty.
    assert len(list(Path("/proc/self/fd").iterdir())) < before + 5


@pytest.mark.parametrize("keeps_finding", [True], ids=["keeps-finding"])
def test_a_card_that_lay_there_through_an_unplug_is_not_a_new_card(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("son")
    assert isinstance(reader.poll(), CardRead)
    simulator.unplug()
    assert reader.poll() == UNPLUGGED
    simulator.plug()
    assert not isinstance(reader.poll(), CardRead)
    simulator.unplug()
    assert reader.poll() == UNPLUGGED
    simulator.insert("grandmother")
    simulator.plug()
    assert isinstance(reader.poll(), CardRead)


@pytest.mark.parametrize("line", ["pty", "tcp"])
def test_pulled_out_in_the_middle_of_a_reading(line: str) -> None:
    # At 19200 baud a card takes 0.7 s on the wire: time enough to pull the cable.
    simulator = SamSimulator.on_pty(baud=19200) if line == "pty" else SamSimulator.on_tcp(baud=19200)
    address = simulator.address()
    reader = IdCardReader(
        lambda: (
            TcpWire("127.0.0.1", int(address["port"]))
            if line == "tcp"
            else SerialWire(str(address["port"]), 19200)
        ),
        time.monotonic,
        lambda: datetime.now(UTC),
    )
    try:
        assert reader.poll() == NoCard()
        simulator.insert("son")
        pull = threading.Timer(0.3, simulator.unplug)
        pull.start()
        assert reader.poll() == UNPLUGGED
        pull.join()
        simulator.plug()
        assert isinstance(reader.poll(), CardRead)
    finally:
        reader.close()
        simulator.close()


def test_a_port_that_does_not_exist_is_an_unplugged_reader(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as refused:
        SerialWire(str(tmp_path / "ttyUSB0"))
    assert refused.value.code == FaultCode.READER_UNPLUGGED
    assert refused.value.detail == "ENOENT"


@pytest.mark.parametrize("line", ["pty"])
def test_no_second_program_may_have_the_port(open_wire: OpenWire) -> None:
    with contextlib.closing(open_wire()), pytest.raises(EnvironmentFault) as refused:
        open_wire()
    assert refused.value.code == FaultCode.READER_UNPLUGGED


@pytest.mark.parametrize("action", ["send", "receive", "discard_input"])
def test_every_way_a_wire_can_break_is_the_same_fault(
    simulator: SamSimulator, open_wire: OpenWire, action: str
) -> None:
    wire = open_wire()
    wire.send(request(Command.FIND))
    assert wire.receive(1.0)
    simulator.unplug()
    for _ in range(4):
        with pytest.raises(EnvironmentFault) as broken:
            _use(wire, action)
        assert broken.value.code == FaultCode.READER_UNPLUGGED
    wire.close()
    wire.close()


def _use(wire: Wire, action: str) -> None:
    match action:
        case "send":
            # The first bytes into a broken TCP connection are still taken.
            for _ in range(50):
                wire.send(request(Command.FIND))
                time.sleep(0.001)
        case "receive":
            wire.receive(0.5)
        case _:
            wire.discard_input()


def test_receive_gives_back_after_its_time(simulator: SamSimulator, open_wire: OpenWire) -> None:
    del simulator
    wire = open_wire()
    assert wire.receive(0.01) == b""
    wire.close()
