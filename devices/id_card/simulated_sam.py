"""A reader's security module as it answers on the wire, with a card in its field or without; no wire here.

Like a real one it finds a card once: after a reading, good or failed, it answers 80 until the card has left the field
or the module was reset. With ``keeps_finding`` it is of the other sort, which finds a lying card again and again.

May be called from any thread.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from devices.drills import Drills
from devices.id_card.card import CardKind, Field, raw_fields
from devices.id_card.drawer import DrawerCard
from devices.id_card.drill import ANSWERS, READINGS, Drill
from devices.id_card.framing import PREAMBLE, BadFrame, Flaw, Payload
from devices.id_card.layout import pack
from devices.id_card.sam import Command, Status, response

SAM_ID = bytes.fromhex("05000300fb2f340139300000d2029649")
_SLOWNESS_S = 0.5
_NEWEST_ADDRESS_LENGTH = 70


@dataclass(frozen=True, slots=True)
class Send:
    """These bytes go out."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing happens for so long."""

    seconds: float


@dataclass(frozen=True, slots=True)
class ChangeBaud:
    """From here on the line runs at this rate."""

    baud: int


Step = Send | Pause | ChangeBaud

_BAUDS = {
    Command.BAUD_115200: 115200,
    Command.BAUD_57600: 57600,
    Command.BAUD_38400: 38400,
    Command.BAUD_19200: 19200,
    Command.BAUD_9600: 9600,
}


class SimulatedSam:
    """One module and the card that lies on it."""

    def __init__(self, drills: Drills[Drill], *, keeps_finding: bool = False) -> None:
        self._drills = drills
        self._keeps_finding = keeps_finding
        self._lock = threading.Lock()
        self._card: DrawerCard | None = None
        self._is_findable = False
        self._is_found = False
        self._is_selected = False
        self._is_read = False

    def insert(self, card: DrawerCard) -> None:
        """Lays this card into the field, in the place of any other."""
        with self._lock:
            self._card = card
            self._is_findable = True
            self._is_found = self._is_selected = self._is_read = False

    def remove(self) -> None:
        """Takes the card away."""
        with self._lock:
            self._lift()

    def card(self) -> DrawerCard | None:
        """The card in the field."""
        with self._lock:
            return self._card

    def answer(self, heard: Payload | BadFrame) -> Sequence[Step]:
        """What the module does about one request."""
        with self._lock:
            if isinstance(heard, BadFrame):
                wrong = Status.HOST_LENGTH_WRONG if heard.flaw == Flaw.LENGTH else Status.HOST_CHECKSUM_WRONG
                return [Send(response(wrong))]
            try:
                command = Command(heard.content)
            except ValueError:
                return [Send(response(Status.COMMAND_WRONG))]
            steps = self._spoiled(command, self._frame(command))
            return [*steps, ChangeBaud(_BAUDS[command])] if command in _BAUDS else steps

    def _frame(self, command: Command) -> bytes:
        for drill, (status, commands) in ANSWERS.items():
            if command in commands and self._drills.strikes(drill):
                if command in READINGS:
                    self._finish_reading()
                return response(status)
        match command:
            case Command.RESET:
                self._is_findable = self._card is not None
                self._is_found = self._is_selected = self._is_read = False
                return response(Status.OK)
            case Command.SAM_ID:
                return response(Status.OK, SAM_ID)
            case Command.FIND:
                return self._find()
            case Command.SELECT:
                return self._select()
            case Command.READ_BASE | Command.READ_BASE_AND_FINGERPRINT:
                return self._read(command)
            case Command.READ_NEWEST_ADDRESS:
                return self._read_newest_address()
            case Command.READ_CHIP_NUMBER:
                return (
                    response(Status.OK, bytes(28)) if self._is_selected or self._is_read else _read_failed()
                )
            case _:
                return response(Status.OK)

    def _find(self) -> bytes:
        self._is_found = self._is_findable
        self._is_selected = self._is_read = False
        # The chip's own numbers come back as zeros from every module seen.
        return response(Status.CARD_FOUND, bytes(4)) if self._is_found else response(Status.FIND_FAILED)

    def _select(self) -> bytes:
        self._is_selected = self._is_found
        return response(Status.OK, bytes(8)) if self._is_selected else response(Status.SELECT_FAILED)

    def _read(self, command: Command) -> bytes:
        card = self._card
        if card is None or not self._is_selected:
            return _read_failed()
        self._finish_reading()
        if self._drills.strikes(Drill.LIFTED_MID_READ):
            self._lift()
            return _read_failed()
        self._is_read = True
        parts = [self._text(card), card.portrait_wlt]
        if command == Command.READ_BASE_AND_FINGERPRINT:
            parts.append(card.fingerprint)
        lengths = b"".join(len(part).to_bytes(2, "big") for part in parts)
        return response(Status.OK, lengths + b"".join(parts))

    def _read_newest_address(self) -> bytes:
        card = self._card
        if card is None or not (self._is_read or self._is_selected):
            return _read_failed()
        if card.newest_address is None:
            return response(Status.ITEM_ABSENT)
        padded = card.newest_address.ljust(_NEWEST_ADDRESS_LENGTH // 2)
        return response(Status.OK, padded.encode("utf-16-le"))

    def _text(self, card: DrawerCard) -> bytes:
        fields = raw_fields(card.card)
        if self._drills.strikes(Drill.IMPOSSIBLE_BIRTH):
            fields[Field.BIRTH] = "20010229"
        if card.card.kind != CardKind.FOREIGNER_2017 and self._drills.strikes(Drill.BAD_CHECK_DIGIT):
            number = fields[Field.ID_NUMBER]
            fields[Field.ID_NUMBER] = number[:-1] + ("1" if number[-1] == "0" else "0")
        return pack(card.card.kind, fields)

    def _finish_reading(self) -> None:
        self._is_found = self._is_selected = False
        self._is_findable = self._keeps_finding and self._card is not None

    def _lift(self) -> None:
        self._card = None
        self._is_findable = self._is_found = self._is_selected = self._is_read = False

    def _spoiled(self, command: Command, frame: bytes) -> list[Step]:
        """The answer as it goes out, after what the line does to it."""
        if self._drills.strikes(Drill.SILENCE):
            return []
        if command in READINGS and self._card is not None and self._drills.strikes(Drill.CUT_OFF):
            self._lift()
            frame = frame[: len(frame) // 3]
        if self._drills.strikes(Drill.HALF_FRAME):
            frame = frame[: max(len(frame) // 2, len(PREAMBLE) + 3)]
        if self._drills.strikes(Drill.WRONG_CHECKSUM) or (
            command in READINGS and self._drills.strikes(Drill.GARBLED_READING)
        ):
            frame = frame[:-1] + bytes([frame[-1] ^ 0x5A])
        if self._drills.strikes(Drill.GARBAGE):
            frame = b"\x00\xff\x96\x13" + PREAMBLE[:1] + b"\x00" + frame[1:]
        if self._drills.strikes(Drill.ABSURD_LENGTH):
            frame = PREAMBLE + b"\xff\xff" + frame
        if self._drills.strikes(Drill.SLOW_ANSWER):
            return [Pause(_SLOWNESS_S), Send(frame)]
        return [Send(frame)]


def _read_failed() -> bytes:
    return response(Status.READ_FAILED)
