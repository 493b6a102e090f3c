"""Whatever goes over the wires, nothing of a resident is in the recording, and it is the same for every resident."""

import itertools
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import cast, get_args, get_type_hints

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from config.faults import FaultCode
from devices.device import DeviceStatus, Faulty
from devices.flight_recorder.conclusions import visit_entered
from devices.flight_recorder.entry import Direction, Entry, Run, Sort
from devices.flight_recorder.line_format import KINDS
from devices.flight_recorder.recorder import FlightRecorder
from devices.flight_recorder.redaction.apdu import ApduRedaction
from devices.flight_recorder.redaction.escpos import EscposRedaction
from devices.flight_recorder.redaction.ipp import IppRedaction
from devices.flight_recorder.redaction.modbus import ModbusRedaction
from devices.flight_recorder.redaction.redaction import LengthsOnly, Redaction
from devices.flight_recorder.redaction.sam import SamRedaction
from devices.flight_recorder.redaction.scanner import ScannerRedaction
from devices.id_card.framing import wrap
from devices.id_card.sam import Command, request
from tests.devices.flight_recorder.frames import base_reading, card_of, ipp, with_crc
from tests.devices.flight_recorder.made_up_people import MadeUp, encodings, forms, found_in, people

QUICK = settings(max_examples=120, database=None)
REDACTIONS: dict[str, Callable[[], Redaction]] = {
    "id_card": SamRedaction,
    "receipt_printer": EscposRedaction,
    "social_card": ApduRedaction,
    "scanner": ScannerRedaction,
    "page_printer": IppRedaction,
    "door": ModbusRedaction,
    "ups": LengthsOnly,
}


Wrap = Callable[[bytes], bytes]

SENT: dict[str, Sequence[Wrap]] = {
    "id_card": [lambda secret: wrap(b"\x30\x01" + secret), lambda _: request(Command.READ_BASE)],
    "receipt_printer": [lambda secret: b"\x1b@" + secret + b"\n\x1dV\x42\0\x1dr\x01"],
    "social_card": [
        lambda secret: b"\x00\xa4\x04\x00" + bytes((len(secret),)) + secret,
        lambda secret: b"\x00\x20\x00\x00" + bytes((len(secret),)) + secret,
    ],
    "scanner": [lambda secret: secret],
    "page_printer": [
        lambda secret: ipp(2, secret * 3, job_name=(0x42, secret), requesting_user_name=(0x42, secret)),
        lambda secret: ipp(0x7777, secret),
    ],
    "door": [lambda secret: with_crc(b"\x01\x10" + secret)],
    "ups": [lambda secret: b"SET VAR ups " + secret + b"\n"],
}
RECEIVED: dict[str, Sequence[Wrap]] = {
    "id_card": [
        lambda secret: wrap(b"\0\0\x90" + secret),
        lambda secret: secret + wrap(b"\0\0\x41" + secret),
        lambda secret: secret,
    ],
    "receipt_printer": [lambda secret: secret, lambda secret: b"\x12" + secret],
    "social_card": [lambda secret: secret + b"\x90\x00"],
    "scanner": [lambda secret: secret + b"\r\n", lambda secret: secret],
    "page_printer": [
        lambda secret: ipp(0, b"", printer_state=(0x23, b"\0\0\0\5"), printer_state_reasons=(0x44, secret)),
        lambda secret: ipp(0, b"", job_name=(0x42, secret), printer_state_message=(0x41, secret)),
    ],
    "door": [lambda secret: with_crc(b"\x01\x03" + secret)],
    "ups": [lambda secret: b'VAR ups ups.id "' + secret + b'"\n'],
}
"""Data where each protocol has its data, and garbage on lines where garbage is known by nothing but its length."""

OUT_OF_PLACE: Sequence[Wrap] = [
    lambda secret: secret,
    lambda secret: wrap(b"\0\0\x90" + secret * 2)[: len(secret) + 12],
    lambda secret: b"\x00\xb2" + secret,
    lambda secret: b"\xaa\xaa\xaa\x96\x69" + secret,
    wrap,
    lambda secret: wrap(b"\0\0\x90" + secret)[:-1] + b"\xee",
    lambda secret: b"\x10\x04\x01" + secret + b"\x10\x04",
    lambda secret: b"\x01\x83" + secret,
    with_crc,
    lambda secret: b"\x02\x00" + secret,
    lambda secret: ipp(0, b"", printer_state=(0x23, secret[:4]), job_state=(0x23, secret[-4:])),
]
"""Data where each protocol has its own bytes: some of those may look like these."""


@dataclass(frozen=True, slots=True)
class Push:
    """Something said on one line: which fact of the person, how encoded, how wrapped, and where it is cut in two."""

    device: str
    is_sent: bool
    is_in_place: bool
    wrapping: int
    fact: int
    encoding: int
    cuts: tuple[int, ...] = ()

    def bytes_for(self, person: MadeUp) -> bytes:
        ways = (SENT if self.is_sent else RECEIVED)[self.device] if self.is_in_place else OUT_OF_PLACE
        secrets = list(encodings(person.facts[self.fact]))
        return ways[self.wrapping % len(ways)](secrets[self.encoding % len(secrets)])

    def chunks_for(self, person: MadeUp) -> Iterator[bytes]:
        said = self.bytes_for(person)
        edges = [0, *sorted(cut % (len(said) + 1) for cut in self.cuts), len(said)]
        return (said[begin:end] for begin, end in itertools.pairwise(edges))


def pushes(*, anywhere: bool) -> st.SearchStrategy[list[Push]]:
    """``anywhere``: also out of place, and cut wherever chance will have it."""
    cuts = st.lists(st.integers(0, 200), max_size=4).map(tuple) if anywhere else st.just(())
    in_place = st.booleans() if anywhere else st.just(True)
    number = st.integers(0, 10)
    one = st.builds(
        Push,
        st.sampled_from(list(REDACTIONS)),
        st.booleans(),
        in_place,
        number,
        st.integers(0, 3),
        number,
        cuts,
    )
    return st.lists(one, min_size=1, max_size=25)


def recording_of(
    said: Sequence[Push], person: MadeUp, redactions: dict[str, Callable[[], Redaction]]
) -> bytes:
    """The file after all this was said, and after the person's data was offered to everything else that takes words."""
    with tempfile.TemporaryDirectory() as folder:
        recorder = FlightRecorder(Path(folder), lambda: datetime(2026, 5, 4, tzinfo=UTC), lambda: 0.0)
        taps = {device: recorder.tap(device, make()) for device, make in redactions.items()}
        visit = recorder.visit_tap()
        for push in said:
            for chunk in push.chunks_for(person):
                (taps[push.device].sent if push.is_sent else taps[push.device].received)(chunk)
        for fact in person.facts:
            visit.event(visit_entered(fact))
        for device, tap in taps.items():
            condition = Faulty(FaultCode.CARD_UNREADABLE)
            tap.status(DeviceStatus(device, person.name, condition, detail=" ".join(person.facts)))
        recorder.close()
        return (Path(folder) / "current.jsonl").read_bytes()


@QUICK
@given(pushes(anywhere=True), people())
def test_nothing_of_a_resident_is_in_the_file(said: list[Push], person: MadeUp) -> None:
    assert found_in(recording_of(said, person, REDACTIONS), person) == []


@QUICK
@given(pushes(anywhere=False), people(), people())
def test_the_recording_does_not_depend_on_who_it_is(said: list[Push], one: MadeUp, other: MadeUp) -> None:
    for push in said:
        assume(all(_says_nothing_by_itself(push.bytes_for(person)) for person in (one, other)))
        assume(len(push.bytes_for(one)) == len(push.bytes_for(other)))
    assert recording_of(said, one, REDACTIONS) == recording_of(said, other, REDACTIONS)


@QUICK
@given(people(), people())
def test_a_whole_card_leaves_the_same_trace_for_everybody(one: MadeUp, other: MadeUp) -> None:
    traces = []
    for person in (one, other):
        redaction = SamRedaction()
        asked = redaction.sent(request(Command.READ_BASE))
        traces.append([*asked, *redaction.received(base_reading(card_of(person)))])
    assert traces[0] == traces[1]
    assert "reading=<Reading.RIGHT" in repr(traces[0])


class Gossip(LengthsOnly):
    """A redaction that keeps one byte of what it hears, hidden in a length."""

    def received(self, data: bytes) -> Sequence[Entry]:
        return (Run(Direction.RECEIVED, Sort.DATA, data[-1]),) if data else ()


def test_the_comparison_catches_a_single_byte() -> None:
    one = MadeUp("460105199003071239", "吴志远", "13876543210", "海南省海口市美兰区和平南路23号")
    other = MadeUp("460105199003071255", "吴志远", "13876543210", "海南省海口市美兰区和平南路23号")
    said = [Push("scanner", False, True, 1, 0, 0)]
    gossiping = {**REDACTIONS, "scanner": Gossip}
    assert recording_of(said, one, REDACTIONS) == recording_of(said, other, REDACTIONS)
    assert recording_of(said, one, gossiping) != recording_of(said, other, gossiping)


@QUICK
@given(pushes(anywhere=True), people(), st.data())
def test_the_search_finds_what_is_planted(said: list[Push], person: MadeUp, data: st.DataObject) -> None:
    honest = recording_of(said, person, REDACTIONS)
    planted = data.draw(st.sampled_from([form for fact in person.facts for form in forms(fact)]))
    place = data.draw(st.integers(0, len(honest)))
    assert planted in found_in(honest[:place] + planted + honest[place:], person)


def test_an_entry_has_no_place_for_text_or_bytes() -> None:
    """By construction: every field of every entry is an enumeration, a truth value, a whole number, or may be None."""
    assert {kind.__name__ for kind in Entry.__subclasses__()} == {kind.__name__ for kind in KINDS.values()}
    for kind in KINDS.values():
        for name, hint in get_type_hints(kind).items():
            for option in get_args(hint) or (hint,):
                is_enum = isinstance(option, type) and issubclass(option, Enum)
                assert is_enum or option in (int, bool, NoneType), f"{kind.__name__}.{name}"


@pytest.mark.parametrize(
    "intruder", ["460105199003071239", b"\x46\x01", 13876543210, 1.5, -1, [4, 6], (4, 6)]
)
def test_an_entry_refuses_what_its_types_would_not_let_in_either(intruder: object) -> None:
    with pytest.raises((TypeError, ValueError)) as refused:
        Run(Direction.SENT, Sort.DATA, cast(int, intruder))
    assert "4" not in str(refused.value)


def _says_nothing_by_itself(said: bytes) -> bool:
    """Whether the data holds no byte that means something to a protocol: a frame's start, a line's end."""
    inside = said.replace(b"\xaa\xaa\xaa\x96\x69", b"").removesuffix(b"\r\n").removesuffix(b"\n")
    return (
        not any(mark in inside for mark in (b"\x96\x69", b"\r", b"\n", b"\x10\x04", b"\x1dr"))
        or b"\x1b@" in said
    )
