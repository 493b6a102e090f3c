"""A module, or the line to it, that answers late, twice or not at all to one question: answers name no question."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from devices.device import Ready
from devices.drills import Drills
from devices.id_card.answer import CardRead, NoCard
from devices.id_card.drawer import DRAWER
from devices.id_card.far_end import PtyFarEnd
from devices.id_card.framing import BadFrame, Payload
from devices.id_card.link import Limits
from devices.id_card.reader import IdCardReader
from devices.id_card.sam import Command, Status, response
from devices.id_card.simulated_line import SimulatedLine
from devices.id_card.simulated_sam import Pause, Send, SimulatedSam, Step
from devices.id_card.transport import SerialWire, Wire

Answer = Callable[[Payload | BadFrame], Sequence[Step]]


@contextmanager
def _reader_of(answer: Answer) -> Iterator[tuple[IdCardReader, list[SerialWire]]]:
    line = SimulatedLine(PtyFarEnd(), answer, None)
    wires: list[SerialWire] = []

    def open_wire() -> Wire:
        wires.append(SerialWire(str(line.address()["port"])))
        return wires[-1]

    limits = Limits(command_s=0.4, read_s=0.6, quiet_s=0.03)
    reader = IdCardReader(open_wire, time.monotonic, lambda: datetime.now(UTC), limits=limits)
    try:
        yield reader, wires
    finally:
        reader.close()
        line.close()


def test_an_answer_to_an_earlier_question_is_passed_over() -> None:
    sam = SimulatedSam(Drills())

    def late(heard: Payload | BadFrame) -> Sequence[Step]:
        return [Send(response(Status.OK)), Pause(0.02), *sam.answer(heard)]

    with _reader_of(late) as (reader, _):
        assert reader.poll() == NoCard()
        sam.insert(DRAWER["son"])
        assert isinstance(reader.poll(), CardRead)


def test_an_answer_that_comes_twice_does_not_answer_the_next_look() -> None:
    sam = SimulatedSam(Drills())

    def twice(heard: Payload | BadFrame) -> Sequence[Step]:
        steps = sam.answer(heard)
        return [*steps, Pause(0.02), *steps] if heard == Payload(Command.FIND.value) else steps

    with _reader_of(twice) as (reader, wires):
        assert reader.poll() == NoCard()
        sam.insert(DRAWER["son"])
        until = time.monotonic() + 5
        while not wires[-1]._port.in_waiting and time.monotonic() < until:
            time.sleep(0.001)
        assert isinstance(reader.poll(), CardRead)


def test_silence_about_the_newest_address_does_not_undo_the_reading() -> None:
    sam = SimulatedSam(Drills())

    def reticent(heard: Payload | BadFrame) -> Sequence[Step]:
        return [] if heard == Payload(Command.READ_NEWEST_ADDRESS.value) else sam.answer(heard)

    with _reader_of(reticent) as (reader, wires):
        sam.insert(DRAWER["son"])
        answer = reader.poll()
        assert isinstance(answer, CardRead)
        assert answer.newest_address is None
        assert reader.status().misses == 1
        sam.remove()
        reader.poll()
        assert len(wires) == 2
        assert reader.status().misses == 0
        assert reader.status().condition == Ready()
