"""Cuts the bytes of a reader's line into frames, and finds its feet again after garbage.

A frame is ``AA AA AA 96 69``, two bytes of length (big-endian), the payload, one byte of check: the XOR of the length
bytes and the payload. The length counts payload and check. The same frame carries requests and answers (GA 467 family,
SAM_A and SAM_V).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from operator import xor

PREAMBLE = b"\xaa\xaa\xaa\x96\x69"
# The run of AA only wakes the receiver up and is the part that noise eats; these two bytes begin the frame.
_START = PREAMBLE[3:]
SHORTEST = 3
LONGEST = 0x0A00
"""Bytes that the length word may count. The longest real one is 0x090A: text, photo and two fingerprints."""


class Flaw(StrEnum):
    """Why something that began like a frame was thrown away."""

    LENGTH = "length"
    CHECKSUM = "checksum"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class BadFrame:
    """Something began like a frame and was none."""

    flaw: Flaw


@dataclass(frozen=True, slots=True)
class Payload:
    """What lay between the length and the check. It may be a resident's data, so its repr hides it."""

    content: bytes = field(repr=False)


def wrap(payload: bytes) -> bytes:
    """The whole frame around a payload."""
    counted = (len(payload) + 1).to_bytes(2, "big") + payload
    return PREAMBLE + counted + bytes([reduce(xor, counted)])


class Deframer:
    """Takes bytes as they come and gives payloads as they are complete. One per line; not for several threads.

    After a bad frame the hunt goes on from just behind its first bytes, so that a real frame that it swallowed is
    still found. A length that is possible but wrong makes it wait for bytes that never come: when the line has gone
    quiet for good, ``give_up`` drops that beginning and hunts on.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def is_waiting(self) -> bool:
        """Whether a frame has begun and is not complete."""
        return self._buffer.startswith(_START)

    def feed(self, data: bytes) -> list[Payload | BadFrame]:
        """Everything that these bytes complete, in order. Never raises; keeps at most one incomplete frame."""
        self._buffer += data
        found: list[Payload | BadFrame] = []
        while (piece := self._next()) is not None:
            found.append(piece)
        return found

    def give_up(self) -> list[Payload | BadFrame]:
        """Drops the incomplete frame at the front, if any, and returns what was hidden behind its beginning."""
        if self.is_waiting:
            del self._buffer[: len(_START)]
        return self.feed(b"")

    def clear(self) -> None:
        """Forgets everything received so far."""
        self._buffer.clear()

    def _next(self) -> Payload | BadFrame | None:
        start = self._buffer.find(_START)
        if start < 0:
            kept = self._buffer[-1:] if self._buffer.endswith(_START[:1]) else b""
            self._buffer[:] = kept
            return None
        del self._buffer[:start]
        if len(self._buffer) < 4:
            return None
        length = int.from_bytes(self._buffer[2:4], "big")
        if not SHORTEST <= length <= LONGEST:
            del self._buffer[: len(_START)]
            return BadFrame(Flaw.LENGTH)
        if len(self._buffer) < 4 + length:
            return None
        if reduce(xor, self._buffer[2 : 4 + length]) != 0:
            del self._buffer[: len(_START)]
            return BadFrame(Flaw.CHECKSUM)
        payload = bytes(self._buffer[4 : 3 + length])
        del self._buffer[: 4 + length]
        return Payload(payload)
