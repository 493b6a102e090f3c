"""The lines of scanner, page printer and input/output board with a flight recorder on them: each byte told to a tap."""

from collections.abc import Callable, Sequence

from config.faults import EnvironmentFault
from devices.flight_recorder.entry import LineChange, LineChanged
from devices.flight_recorder.tap import Tap
from devices.kiosk_body.io_line import Wire
from devices.page_printer.exchange import Heard, IppLine, NoAnswer
from devices.scanner.serial_line import ScannerLine


class RecordedScannerLine:
    """A scanner's line; like the line itself it belongs to the device's thread."""

    def __init__(self, line: ScannerLine, tap: Tap) -> None:
        self._line = line
        self._tap = tap

    def receive(self, timeout_s: float) -> bytes:
        try:
            received = self._line.receive(timeout_s)
        except EnvironmentFault as broken:
            self._tap.event(LineChanged(LineChange.BROKE, broken.code))
            raise
        if received:
            self._tap.received(received)
        return received

    def discard_input(self) -> None:
        self._line.discard_input()

    def close(self) -> None:
        self._line.close()


class RecordedWire:
    """A board's serial port, shared as the port itself is."""

    def __init__(self, wire: Wire, tap: Tap) -> None:
        self._wire = wire
        self._tap = tap

    def ask(self, frame: bytes) -> None:
        self._wire.ask(frame)
        self._tap.sent(frame)

    def hear(self, timeout_s: float) -> bytes:
        heard = self._wire.hear(timeout_s)
        if heard:
            self._tap.received(heard)
        return heard

    def close(self) -> None:
        self._wire.close()


class RecordedIppLine(IppLine):
    """A printer's line; the document itself is no part of what is told."""

    def __init__(self, uri: str, tap: Tap) -> None:
        super().__init__(uri)
        self._tap = tap

    def exchange(self, message: Sequence[bytes], deadline_s: float) -> Heard | NoAnswer:
        self._tap.sent(message[0])
        heard = super().exchange(message, deadline_s)
        if isinstance(heard, Heard):
            self._tap.received(heard.body)
        else:
            self._tap.event(LineChanged(LineChange.BROKE, heard.fault))
        return heard


def recorded(open_line: Callable[[], ScannerLine], tap: Tap) -> Callable[[], ScannerLine]:
    """Opens the same line, recorded."""
    return lambda: RecordedScannerLine(open_line(), tap)
