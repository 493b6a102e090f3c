"""What every redaction is, and the one for wires that nobody here understands: it keeps lengths."""

from collections.abc import Sequence
from typing import Protocol

from devices.flight_recorder.entry import Direction, Entry, Run, Sort, clamped


class Redaction(Protocol):
    """Turns the bytes of one line into entries; may remember where in a frame it is. Never raises, never blocks.

    Called from one thread at a time. Bytes may be cut anywhere between two calls.
    """

    def sent(self, data: bytes) -> Sequence[Entry]:
        """The kiosk sent these."""
        ...

    def received(self, data: bytes) -> Sequence[Entry]:
        """The device sent these."""
        ...

    def settle(self) -> Sequence[Entry]:
        """Nothing more comes of what was begun: the line went quiet, or something else happened."""
        ...


class LengthsOnly:
    """For text (NUT), pictures and everything else of which not one byte may be kept."""

    def sent(self, data: bytes) -> Sequence[Entry]:
        return run(Direction.SENT, Sort.DATA, len(data))

    def received(self, data: bytes) -> Sequence[Entry]:
        return run(Direction.RECEIVED, Sort.DATA, len(data))

    def settle(self) -> Sequence[Entry]:
        return ()


def run(direction: Direction, sort: Sort, length: int) -> tuple[Run, ...]:
    """One run of dropped bytes; none when there were no bytes."""
    return (Run(direction, sort, clamped(length)),) if length else ()
