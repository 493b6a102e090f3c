"""The simulated printer without its cable: paper roll, cover, knife, the buffer of bytes to print, and what goes wrong.

A question about the status (DLE EOT) is answered on arrival, even when the printer is stopped or busy; everything else
waits in the buffer for its turn. A stopped printer goes on where it stopped once the cause is gone.

Called by the simulated printer's thread.
"""

from collections import deque
from enum import StrEnum

from devices.receipt_printer.paper import Receipt
from devices.receipt_printer.simulated_head import SimulatedHead
from devices.receipt_printer.simulated_language import Command, next_piece

_ROWS_BEFORE_MISHAP = 3
_BYTES_BEFORE_JAM = 200
_RECEIPTS_KEPT = 200


class Drill(StrEnum):
    """What can be made to go wrong."""

    PAPER_OUT = "paper_out"
    PAPER_NEAR_END = "paper_near_end"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    CUTTER_ERROR = "cutter_error"
    JAM_MID_JOB = "jam_mid_job"
    UNPLUG_MID_JOB = "unplug_mid_job"
    REFUSE_CONNECTION = "refuse_connection"
    SILENT = "silent"
    GARBAGE_STATUS = "garbage_status"
    SLOW = "slow"


_STOPS = (Drill.PAPER_OUT, Drill.COVER_OPEN, Drill.OFFLINE, Drill.CUTTER_ERROR)
_MID_JOB = (Drill.PAPER_OUT, Drill.COVER_OPEN, Drill.OFFLINE, Drill.UNPLUG_MID_JOB)


class SimulatedMechanism:
    """``near_end_after`` and ``out_after`` count slips since paper was loaded; None is a roll without end.

    A roll ends as real ones do: in the middle of the receipt after the last whole one.

    ``present`` holds what is wrong now; ``next`` what goes wrong once: paper, cover and the like in the next job after
    three rows (and then stay until cleared), ``silent`` and ``garbage_status`` at the next answer.
    """

    def __init__(self, near_end_after: int | None, out_after: int | None, slow_line_s: float) -> None:
        self.head = SimulatedHead()
        self.receipts: deque[Receipt] = deque(maxlen=_RECEIPTS_KEPT)
        self.present: set[Drill] = set()
        self.next: set[Drill] = set()
        self.jammed = False
        self.goes_on_at = 0.0
        self._near_end_after = near_end_after
        self._out_after = out_after
        self._slow_line_s = slow_line_s
        self._since_loading = 0
        self._buffer = bytearray()
        self._arrived = b""
        self._job_bytes = 0
        self._job_rows = 0

    @property
    def paper_is_out(self) -> bool:
        return Drill.PAPER_OUT in self.present

    @property
    def paper_is_near_end(self) -> bool:
        nearly = self._near_end_after is not None and self._since_loading >= self._near_end_after
        return nearly or self.paper_is_out or Drill.PAPER_NEAR_END in self.present

    @property
    def is_stopped(self) -> bool:
        return self.jammed or self.paper_is_out or any(stop in self.present for stop in _STOPS)

    @property
    def has_work(self) -> bool:
        return bool(self._buffer) and not self.is_stopped

    def load_paper(self) -> None:
        self._since_loading = 0
        self.present -= {Drill.PAPER_OUT, Drill.PAPER_NEAR_END}

    def clear(self) -> None:
        """Everything is well again, the roll new."""
        self.present.clear()
        self.next.clear()
        self.jammed = False
        self.load_paper()

    def power_off(self) -> None:
        """The buffer is lost and a jam forgotten; the paper stays as it is."""
        self._buffer.clear()
        self._arrived = b""
        self._job_bytes = self._job_rows = 0
        self.jammed = False
        self.head.power_off()

    def take(self, data: bytes, now: float) -> bytes:
        """Bytes from the cable; returns the bytes that go back at once."""
        self._buffer += data
        return self._real_time_answers(data) + self.work(now)

    def work(self, now: float) -> bytes:
        """Carries on with the buffer as far as possible by ``now`` (seconds); returns the bytes that go back."""
        answers = b""
        while self.has_work and now >= self.goes_on_at:
            piece = next_piece(bytes(self._buffer), chinese=self.head.modes.chinese)
            if piece is None:
                break
            if self._mishap(piece.size):
                break
            del self._buffer[: piece.size]
            rows, cuts, is_slow = len(self.head.rows), len(self.receipts), self._has(Drill.SLOW)
            match piece:
                case Command(b"\x1dV", parameters):
                    self._cut(parameters)
                case Command(b"\x1dr"):
                    answers += self._answer(self._roll_status())
                case _:
                    self.head.obey(piece)
            has_printed = len(self.head.rows) > rows
            self._job_rows += has_printed
            if is_slow and (has_printed or len(self.receipts) > cuts):
                self.goes_on_at = now + self._slow_line_s
        return answers

    def _mishap(self, size: int) -> bool:
        """Whether this very piece is the one that goes wrong."""
        self._job_bytes += size
        if self._has(Drill.JAM_MID_JOB) and self._job_bytes > _BYTES_BEFORE_JAM:
            self.next.discard(Drill.JAM_MID_JOB)
            self.jammed = True
        elif self._job_rows >= _ROWS_BEFORE_MISHAP:
            if self._out_after is not None and self._since_loading >= self._out_after:
                self.next.add(Drill.PAPER_OUT)
            struck = {drill for drill in _MID_JOB if drill in self.next}
            self.next -= struck
            self.present |= struck
        return self.is_stopped or Drill.UNPLUG_MID_JOB in self.present

    def _cut(self, parameters: bytes) -> None:
        receipt = self.head.cut(parameters)
        self._job_bytes = self._job_rows = 0
        self.next.discard(Drill.SLOW)
        if Drill.CUTTER_ERROR in self.next:
            self.next.discard(Drill.CUTTER_ERROR)
            self.present.add(Drill.CUTTER_ERROR)
            self.head.rows = list(receipt.rows)
            return
        self.receipts.append(receipt)
        self._since_loading += not receipt.is_blank

    def _real_time_answers(self, data: bytes) -> bytes:
        stream = self._arrived + data
        self._arrived = stream[-2:]
        answers = b""
        while (at := stream.find(b"\x10\x04")) >= 0 and at + 2 < len(stream):
            if stream[at + 2] in range(1, 5):
                answers += self._answer(self._status(stream[at + 2]))
            stream = stream[at + 3 :]
            self._arrived = stream[-2:]
        return answers

    def _answer(self, byte: int) -> bytes:
        if self._has(Drill.SILENT):
            self.next.discard(Drill.SILENT)
            return b""
        if self._has(Drill.GARBAGE_STATUS):
            self.next.discard(Drill.GARBAGE_STATUS)
            return b"\xa5"
        return bytes((byte,))

    def _status(self, question: int) -> int:
        broken = self.jammed or Drill.CUTTER_ERROR in self.present
        bits = {
            1: 0x08 * self.is_stopped,
            2: 0x04 * (Drill.COVER_OPEN in self.present) + 0x20 * self.paper_is_out + 0x40 * broken,
            3: 0x04 * self.jammed + 0x08 * (Drill.CUTTER_ERROR in self.present),
            4: 0x0C * self.paper_is_near_end + 0x60 * self.paper_is_out,
        }
        return 0x12 | bits[question]

    def _roll_status(self) -> int:
        return 0x03 * self.paper_is_near_end + 0x0C * self.paper_is_out

    def _has(self, drill: Drill) -> bool:
        return drill in self.present or drill in self.next
