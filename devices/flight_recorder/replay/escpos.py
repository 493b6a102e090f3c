"""Plays the receipt printer's line back: recorded status bytes, made-up slips, and our own printer at the other end."""

from datetime import UTC, datetime

from devices.flight_recorder.entry import Conclusion, Entry, Run, Verb
from devices.flight_recorder.recorded_printer import RecordedReceiptPrinter
from devices.flight_recorder.redaction.escpos import EscposAnswered, EscposAsked, EscposRedaction
from devices.flight_recorder.replay.far_side import PATIENCE_S, FarSide, ReplayClock
from devices.flight_recorder.replay.script import Script
from devices.flight_recorder.tap import Tap
from devices.id_card.far_end import TcpFarEnd
from devices.receipt_printer.connection import Connection, Deadline, TcpConnection
from devices.receipt_printer.slip import Slip, Title

_WELL = b"\x12"
_FENCE_DONE = b"\x00"
_NO_ANSWER_AT_ALL = b"\x81"
_MOST_GARBAGE = 128
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class EscposAnswers:
    """Status bytes as recorded; garbage is bytes that can answer nothing."""

    def __init__(self) -> None:
        self._asked: Entry | None = None
        self._last: dict[Entry, bytes] = {}

    def asked(self, request: Entry) -> None:
        self._asked = request

    def is_preparation(self, request: Entry) -> bool:
        return isinstance(request, EscposAsked)

    def well(self, request: Entry) -> bytes:
        """As it last answered this, else as a printer that has nothing to complain of. A busy one ends no job."""
        return self._last.get(request, _WELL) if isinstance(request, EscposAsked) else b""

    def bytes_of(self, answer: Entry, concluded: Conclusion | None) -> bytes:  # noqa: ARG002  status says it all
        match answer:
            case EscposAnswered(byte):
                if isinstance(self._asked, EscposAsked):
                    self._last[self._asked] = bytes((byte,))
                return bytes((byte,))
            case Run():
                return _NO_ANSWER_AT_ALL * min(answer.length, _MOST_GARBAGE)
            case _:
                return b""


class ReplayedConnection:
    """The near end: a real TCP connection, whose silences take no time as long as the recording goes on."""

    def __init__(self, far_side: FarSide, connection: Connection, clock: ReplayClock) -> None:
        self._connection = connection
        self._far_side = far_side
        self._clock = clock

    def send(self, data: bytes, deadline: Deadline) -> None:
        self._far_side.before_sending()
        self._connection.send(data, deadline)
        self._far_side.sent(data)

    def receive(self, deadline: Deadline) -> bytes:
        if self._far_side.fetch():
            received = self._connection.receive(Deadline.after(PATIENCE_S))
            self._far_side.took(len(received))
            return received
        if self._far_side.is_beyond:
            return self._connection.receive(deadline)
        self._clock.advance(deadline.remaining_s)
        return b""

    def close(self) -> None:
        self._connection.close()


class ReplayedPrinter:
    """Our printer on the recorded line. `go_on` plays one verb; `close` ends it."""

    default = Verb.CHECK

    def __init__(self, script: Script, clock: ReplayClock, tap: Tap) -> None:
        far_end = TcpFarEnd()
        self._far_side = FarSide(script, far_end, EscposRedaction(), EscposAnswers())
        self._slips = 0

        def connect() -> Connection:
            self._far_side.open()
            address = far_end.address()
            line = TcpConnection(str(address["host"]), int(address["port"]))
            return ReplayedConnection(self._far_side, line, clock)

        self._printer = RecordedReceiptPrinter(
            connect, lambda: _EPOCH, tap=tap, driver="escpos-tcp", monotonic=clock
        )

    def go_on(self, verb: Verb, *, repeated: bool) -> None:
        match verb:
            case Verb.PRINT:
                self._slips += not repeated
                self._printer.print_slip(Slip(f"replay {self._slips}", (Title("回放"),)))
            case Verb.SELF_TEST:
                self._printer.self_test()
            case _:
                self._printer.check()

    def close(self) -> None:
        self._printer.close()
        self._far_side.close()
