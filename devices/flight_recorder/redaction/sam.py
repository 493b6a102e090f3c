"""Redacts the ID-card reader's line (``devices/id_card/sam.py``): commands and statuses stay, the card goes.

Kept of a frame: the command, or SW1 to SW3, the length of the data, whether the check was right and whether the card's
text was well-formed (by the name of the field that was not). Bytes outside frames are kept as a length.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import reduce
from operator import xor

from devices.flight_recorder.entry import Direction, Entry, Sort, clamped
from devices.flight_recorder.redaction.redaction import run
from devices.id_card.card import decode
from devices.id_card.framing import LONGEST, PREAMBLE, SHORTEST, BadFrame, Deframer
from devices.id_card.layout import CardDataInvalid, Field
from devices.id_card.sam import Command, Status, parse_base_info, parse_base_info_and_fingerprint

_COMMANDS = {command.value: command for command in Command}
_START = PREAMBLE[3:]
_MAY_BEGIN = re.compile(rb"\xaa{0,3}\x96?\Z")
_WAKING_UP = re.compile(rb"\xaa{0,3}\Z")
_CARD_SPEAKS = frozenset(
    {Status.CARD_REFUSED_SAM, Status.READ_FAILED, Status.RANDOM_FAILED, Status.SELECT_FAILED}
)
"""With these SW1 and SW2 are the card's own answer; with others they mean nothing and are not kept."""


class Reading(Enum):
    """Whether the card that was read makes sense."""

    RIGHT = auto()
    LENGTHS_WRONG = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class SamAsked(Entry):
    """A request went out."""

    command: Command


@dataclass(frozen=True, slots=True)
class SamAnswered(Entry):
    """A whole frame came. ``status`` None: a status that there is not. ``refused`` is the card's field, if one was."""

    status: Status | None
    sw1: int
    sw2: int
    data_length: int
    check_right: bool
    reading: Reading | None = None
    refused: Field | None = None

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        if max(self.sw1, self.sw2) > 0xFF or self.data_length > LONGEST - 4:
            raise ValueError(f"expected status bytes up to 255 and a data_length up to {LONGEST - 4}")


@dataclass(frozen=True, slots=True)
class SamCutOff(Entry):
    """A frame began and stopped: ``arrived`` bytes from its length word on, of ``announced`` (0: not even that)."""

    announced: int
    arrived: int


@dataclass(frozen=True, slots=True)
class SamLengthAbsurd(Entry):
    """Something began like a frame with a length that no frame has."""


class SamRedaction:
    """Holds one incomplete frame in memory, as the adapter does, and nothing of it after."""

    def __init__(self) -> None:
        self._requests = Deframer()
        self._asked: Command | None = None
        self._heard = bytearray()
        self._stray = 0

    def sent(self, data: bytes) -> Sequence[Entry]:
        entries = list(self.settle())
        frames = self._requests.feed(data)
        for frame in frames:
            command = None if isinstance(frame, BadFrame) else _COMMANDS.get(frame.content)
            if command is None:
                entries += run(Direction.SENT, Sort.GARBAGE, len(data))
            else:
                self._asked = command
                entries.append(SamAsked(command))
        if not frames and not self._requests.is_waiting:
            entries += run(Direction.SENT, Sort.GARBAGE, len(data))
        return entries

    def received(self, data: bytes) -> Sequence[Entry]:
        self._heard += data
        entries: list[Entry] = []
        while (entry := self._next()) is not None:
            entries += self._strays()
            entries.append(entry)
        return entries

    def settle(self) -> Sequence[Entry]:
        """Requests are whole when they are sent, so only answers can be pending."""
        self._requests.clear()
        heard, self._heard = self._heard, bytearray()
        start = heard.find(_START)
        if start < 0:
            self._stray += len(heard)
            return self._strays()
        self._stray += len(_before_preamble(heard[:start]))
        counted = heard[start + 2 :]
        announced = int.from_bytes(counted[:2], "big") if len(counted) >= 2 else 0
        return [*self._strays(), SamCutOff(announced, clamped(len(counted)))]

    def _strays(self) -> Sequence[Entry]:
        stray, self._stray = self._stray, 0
        return run(Direction.RECEIVED, Sort.GARBAGE, stray)

    def _next(self) -> SamAnswered | SamLengthAbsurd | None:
        """The next thing that is complete; what lies before it is counted and dropped."""
        heard = self._heard
        start = heard.find(_START)
        if start < 0:
            kept = _MAY_BEGIN.search(heard)
            self._drop(kept.start() if kept else len(heard))
            return None
        if len(heard) < start + 4:
            return None
        length = int.from_bytes(heard[start + 2 : start + 4], "big")
        if not SHORTEST <= length <= LONGEST:
            self._skip_to(start, 4)
            return SamLengthAbsurd()
        end = start + 4 + length
        if len(heard) < end:
            return None
        is_right = reduce(xor, heard[start + 2 : end]) == 0
        hidden = heard.find(_START, start + 2)
        if not is_right and 0 <= hidden < end:
            # A false beginning that swallowed what may be a real frame: the hunt goes on there, as the adapter's does.
            self._drop(len(_before_preamble(heard[:hidden])))
            return self._next()
        payload = bytes(heard[start + 4 : end - 1])
        self._skip_to(start, 4 + length)
        return self._understood(payload, is_right)

    def _drop(self, count: int) -> None:
        self._stray += count
        del self._heard[:count]

    def _skip_to(self, start: int, size: int) -> None:
        self._drop(len(_before_preamble(self._heard[:start])))
        del self._heard[: self._heard.find(_START) + size]

    def _understood(self, payload: bytes, is_right: bool) -> SamAnswered:
        if len(payload) < 3:
            return SamAnswered(None, 0, 0, 0, is_right)
        sw1, sw2, sw3 = payload[:3]
        data = payload[3:]
        if sw3 not in set(Status):
            return SamAnswered(None, 0, 0, len(data), is_right)
        status = Status(sw3)
        if status not in _CARD_SPEAKS:
            sw1 = sw2 = 0
        is_reading = is_right and status == Status.OK and len(data) >= 256
        reading, refused = self._judged(data) if is_reading else (None, None)
        return SamAnswered(status, sw1, sw2, len(data), is_right, reading, refused)

    def _judged(self, data: bytes) -> tuple[Reading | None, Field | None]:
        match self._asked:
            case Command.READ_BASE:
                info = parse_base_info(data)
            case Command.READ_BASE_AND_FINGERPRINT:
                info = parse_base_info_and_fingerprint(data)
            case _:
                return None, None
        if isinstance(info, BadFrame):
            return Reading.LENGTHS_WRONG, None
        try:
            decode(info.text)
        except CardDataInvalid as refused:
            return Reading.REFUSED, refused.field
        return Reading.RIGHT, None


def _before_preamble(heard: bytearray) -> bytearray:
    """Without the run of AA that wakes the receiver up: it belongs to the frame that follows."""
    waking_up = _WAKING_UP.search(heard)
    return heard[: waking_up.start()] if waking_up else heard
