"""What the printer says about itself: DLE EOT 1 to 4, each answered with one byte at any time, even in mid-job.

Source: Epson ESC/POS command reference, DLE EOT n. Every answer has bits 1 and 4 on and bits 0 and 7 off.

| n | bit 2 | bit 3 | bit 5 | bit 6 |
|---|---|---|---|---|
| 1 printer | drawer pin 3 | off line | waiting to come back on line | feed button pressed |
| 2 cause of being off line | cover open | fed by the button | stopped at paper end | error |
| 3 error | recoverable (jam) | cutter | unrecoverable | recovers by itself (hot head) |
| 4 paper roll | near end, with bit 3 | near end, with bit 2 | end, with bit 6 | end, with bit 5 |

Pure; any thread.
"""

from dataclasses import dataclass
from enum import IntEnum

from config.faults import FaultCode
from devices.device import Faulty, NeedsAttention, Ready

_FIXED_BITS = 0b1001_0011
_FIXED_VALUE = 0b0001_0010


class Question(IntEnum):
    """The n of DLE EOT n."""

    PRINTER = 1
    OFFLINE_CAUSE = 2
    ERROR = 3
    PAPER_ROLL = 4

    @property
    def request(self) -> bytes:
        return bytes((0x10, 0x04, self))


@dataclass(frozen=True, slots=True)
class PrinterFlags:
    """All that the four answers say together."""

    online: bool
    cover_open: bool
    feed_button_pressed: bool
    paper_near_end: bool
    paper_end: bool
    stopped_by_error: bool
    cutter_error: bool
    recoverable_error: bool
    unrecoverable_error: bool

    @property
    def condition(self) -> Ready | NeedsAttention | Faulty:
        """The most telling fault first: an open cover lifts the paper off its sensor, an error also means off line."""
        if self.cover_open:
            return Faulty(FaultCode.PRINTER_COVER_OPEN)
        if self.paper_end:
            return Faulty(FaultCode.PRINTER_PAPER_OUT)
        if self.cutter_error:
            return Faulty(FaultCode.PRINTER_CUTTER_ERROR)
        if self.recoverable_error or self.unrecoverable_error or self.stopped_by_error:
            return Faulty(FaultCode.PRINTER_FAILED)
        if self.feed_button_pressed or not self.online:
            return Faulty(FaultCode.PRINTER_OFFLINE)
        if self.paper_near_end:
            return NeedsAttention(FaultCode.PRINTER_PAPER_NEAR_END)
        return Ready()


def is_status_answer(byte: int) -> bool:
    """Whether this byte can be an answer to DLE EOT at all."""
    return byte & _FIXED_BITS == _FIXED_VALUE


def is_fence_answer(byte: int) -> bool:
    """Whether this byte answers GS r 1: bits 0 and 1 (near end) alike, bits 2 and 3 (end) alike, all others off."""
    return byte in {0x00, 0x03, 0x0C, 0x0F}


def parse_flags(printer: int, offline_cause: int, error: int, paper_roll: int) -> PrinterFlags:
    """The flags from the answers to DLE EOT 1, 2, 3 and 4. Raises ValueError when a byte is no such answer."""
    for byte in (printer, offline_cause, error, paper_roll):
        if not is_status_answer(byte):
            raise ValueError(f"not an answer to DLE EOT: {byte:#04x}")
    return PrinterFlags(
        online=not printer & 0x08,
        cover_open=bool(offline_cause & 0x04),
        feed_button_pressed=bool(printer & 0x40 or offline_cause & 0x08),
        paper_near_end=bool(paper_roll & 0x0C),
        paper_end=bool(offline_cause & 0x20 or paper_roll & 0x60),
        stopped_by_error=bool(offline_cause & 0x40),
        cutter_error=bool(error & 0x08),
        recoverable_error=bool(error & 0x44),
        unrecoverable_error=bool(error & 0x20),
    )
