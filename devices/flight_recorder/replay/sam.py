"""Plays the ID-card reader's line back: recorded statuses, made-up cards, and our own reader at the other end."""

import itertools
from datetime import UTC, datetime

from devices.flight_recorder.entry import Conclusion, Entry, Outcome, Run, Verb
from devices.flight_recorder.recorded_reader import RecordedIdCardReader
from devices.flight_recorder.redaction.sam import (
    Reading,
    SamAnswered,
    SamAsked,
    SamCutOff,
    SamLengthAbsurd,
    SamRedaction,
)
from devices.flight_recorder.replay.far_side import PATIENCE_S, FarSide, ReplayClock
from devices.flight_recorder.replay.script import Script
from devices.flight_recorder.tap import Tap
from devices.id_card.card import Field, encode, raw_fields
from devices.id_card.drawer import DRAWER
from devices.id_card.far_end import PtyFarEnd
from devices.id_card.framing import PREAMBLE, wrap
from devices.id_card.layout import pack
from devices.id_card.sam import Command, Status, response
from devices.id_card.simulated_sam import SAM_ID
from devices.id_card.transport import SerialWire, Wire

_MOST_GARBAGE = 4096
_NO_STATUS = 0x00
_PREPARATIONS = (SamAsked(Command.STATUS), SamAsked(Command.RESET))
_WORDS = {Command.READ_BASE: 2, Command.READ_BASE_AND_FINGERPRINT: 3}
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class SamAnswers:
    """Statuses as recorded; of a card only its length is, so one of the drawer takes its place."""

    def __init__(self) -> None:
        self._command = Command.STATUS
        self._cards = itertools.cycle(DRAWER.values())
        self._card = next(self._cards)

    def asked(self, request: Entry) -> None:
        if isinstance(request, SamAsked):
            self._command = request.command

    def is_preparation(self, request: Entry) -> bool:
        return request in _PREPARATIONS

    def well(self, request: Entry) -> bytes:  # noqa: ARG002  both preparations are answered alike
        return response(Status.OK)

    def bytes_of(self, answer: Entry, concluded: Conclusion | None) -> bytes:
        match answer:
            case SamAnswered():
                if self._is_new_card(answer, concluded):
                    self._card = next(self._cards)
                status = _NO_STATUS if answer.status is None else answer.status
                frame = wrap(bytes((answer.sw1, answer.sw2, status)) + self._data(answer))
                return frame if answer.check_right else frame[:-1] + bytes((frame[-1] ^ 0x5A,))
            case SamCutOff(announced, arrived):
                length = announced.to_bytes(2, "big")
                return PREAMBLE + (length + bytes(arrived))[:arrived]
            case SamLengthAbsurd():
                return PREAMBLE + b"\xff\xff"
            case Run():
                return bytes(min(answer.length, _MOST_GARBAGE))
            case _:
                return b""

    def _is_new_card(self, answer: SamAnswered, concluded: Conclusion | None) -> bool:
        was_reported = getattr(concluded, "verb", None) == Verb.LOOK and (
            getattr(concluded, "outcome", None) == Outcome.DONE
        )
        return answer.reading == Reading.RIGHT and was_reported

    def _data(self, answer: SamAnswered) -> bytes:
        """As many bytes as were recorded, so that what goes by the length goes as it went."""
        length = answer.data_length
        match answer.reading:
            case Reading.RIGHT:
                return self._reading(encode(self._card.card), length)
            case Reading.REFUSED:
                spoiled = raw_fields(self._card.card) | {Field.BIRTH: "20010229"}
                return self._reading(pack(self._card.card.kind, spoiled), length)
            case Reading.LENGTHS_WRONG | None:
                return SAM_ID[:length] if self._command == Command.SAM_ID else bytes(length)

    def _reading(self, text: bytes, length: int) -> bytes:
        words = _WORDS.get(self._command, 2)
        portrait = max(length - 2 * words - len(text), 0)
        lengths = (len(text), portrait, 0)[:words]
        return b"".join(one.to_bytes(2, "big") for one in lengths) + text + bytes(portrait)


class ReplayedWire:
    """The near end: a real serial port, whose silences take no time."""

    def __init__(self, far_side: FarSide, wire: Wire, clock: ReplayClock) -> None:
        self._wire = wire
        self._far_side = far_side
        self._clock = clock

    def send(self, data: bytes) -> None:
        self._far_side.before_sending()
        self._wire.send(data)
        self._far_side.sent(data)

    def receive(self, timeout_s: float) -> bytes:
        if not self._far_side.fetch():
            self._clock.advance(timeout_s)
            return b""
        received = self._wire.receive(PATIENCE_S)
        self._far_side.took(len(received))
        return received

    def discard_input(self) -> None:
        self._far_side.before_sending()
        self._far_side.forget()
        self._wire.discard_input()

    def close(self) -> None:
        self._wire.close()


class ReplayedReader:
    """Our reader on the recorded line. `go_on` plays one verb; `close` ends it."""

    default = Verb.LOOK

    def __init__(self, script: Script, clock: ReplayClock, tap: Tap) -> None:
        far_end = PtyFarEnd()
        self._far_side = FarSide(script, far_end, SamRedaction(), SamAnswers())

        def open_wire() -> Wire:
            self._far_side.open()
            return ReplayedWire(self._far_side, SerialWire(str(far_end.address()["port"])), clock)

        self._reader = RecordedIdCardReader(open_wire, clock, lambda: _EPOCH, tap=tap)

    def go_on(self, verb: Verb, *, repeated: bool) -> None:  # noqa: ARG002  looks are never repeated
        match verb:
            case Verb.SELF_TEST:
                self._reader.self_test()
            case Verb.CHECK:
                self._reader.check()
            case Verb.CLOSE:
                self._reader.close()
            case _:
                self._reader.poll()

    def close(self) -> None:
        self._reader.close()
        self._far_side.close()
