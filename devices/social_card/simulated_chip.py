"""A made-up social-security card's chip: its two files of records, and how it answers commands.

Belongs to one thread.
"""

from enum import IntEnum

from devices.social_card.apdu import Status
from devices.social_card.card import encode
from devices.social_card.drawer import DrawerCard, Manner
from devices.social_card.layout import ENVIRONMENT, PLACES, File, Item
from devices.social_card.record import Record, write_record

ATR = bytes.fromhex("3B6800000073C84000009000")
"""A chip of the T=0 sort."""


class _Instruction(IntEnum):
    SELECT = 0xA4
    READ_RECORD = 0xB2
    GET_RESPONSE = 0xC0


_FUNCTION_NOT_SUPPORTED = 0x6A81
_NO_FILE_SELECTED = 0x6986
_BY_PLACE, _BY_TAG = 0x04, 0x00


class SimulatedChip:
    """Answers as the card's manner is. ``has_environment`` False makes it some other card; ``spoils_number`` makes the
    last character of the number wrong."""

    def __init__(self, card: DrawerCard) -> None:
        self.has_environment = True
        self.spoils_number = False
        self._manner = card.manner
        self._values = encode(card.card)
        self._is_entered = False
        self._file: File | None = None
        self._waiting = b""

    def power(self) -> None:
        """Powered on or reset: nothing is selected."""
        self._is_entered = False
        self._file = None
        self._waiting = b""

    def answer(self, command: bytes) -> bytes:
        """The answer to one command, its two status bytes at the end."""
        if len(command) < 5:
            return _only(Status.WRONG_LENGTH)
        match command[1]:
            case _Instruction.SELECT:
                data, status = self._select(command[2], command[5 : 5 + command[4]])
            case _Instruction.READ_RECORD:
                data, status = self._read(command[2], command[3])
                if status == Status.OK and self._manner == Manner.OTHER_LENGTH and command[4] != len(data):
                    return bytes((0x6C, len(data)))
                if status == Status.OK and command[4] > len(data):
                    status = Status.END_REACHED
                data = data[: command[4] or None]
            case _Instruction.GET_RESPONSE if self._waiting:
                data, self._waiting = self._waiting, b""
                return data[: command[4] or None] + _only(Status.OK)
            case _:
                return _only(Status.NOT_SUPPORTED)
        if data and self._manner == Manner.IN_PIECES:
            self._waiting = data
            return bytes((0x61, len(data)))
        return data + _only(status)

    def _select(self, way: int, name: bytes) -> tuple[bytes, int]:
        if way == 0x04:
            self._is_entered = self.has_environment and name == ENVIRONMENT
            self._file = None
            if not self._is_entered:
                return b"", Status.FILE_NOT_FOUND
            return b"\x6f" + bytes((len(name) + 2,)) + b"\x84" + bytes((len(name),)) + name, Status.OK
        # Some cards want the file as a child of the application, some by its name alone.
        if self._manner == Manner.BY_TAG and way != 0x00:
            return b"", Status.WRONG_PARAMETERS
        self._file = next((file for file in File if file.identifier == name), None)
        if self._file is None or not self._is_entered:
            return b"", Status.FILE_NOT_FOUND
        return b"", Status.OK

    def _read(self, which: int, how: int) -> tuple[bytes, int]:
        if not self._is_entered:
            return b"", Status.FILE_NOT_FOUND
        short, by = how >> 3, how & 0x07
        if short:
            if self._manner in (Manner.EXPLICIT, Manner.BY_TAG):
                return b"", _FUNCTION_NOT_SUPPORTED
            self._file = next((file for file in File if file.value == short), None)
        if self._file is None:
            return b"", _NO_FILE_SELECTED
        if (by, self._manner) in ((_BY_TAG, Manner.EXPLICIT), (_BY_PLACE, Manner.BY_TAG)):
            return b"", Status.WRONG_PARAMETERS
        records = [item for item in self._values if PLACES[item].file == self._file]
        for place, item in enumerate(records, 1):
            if which == (place if by == _BY_PLACE else PLACES[item].tag):
                return write_record(Record(PLACES[item].tag, self._value(item))), Status.OK
        return b"", Status.RECORD_NOT_FOUND

    def _value(self, item: Item) -> bytes:
        value = self._values[item]
        if item == Item.SOCIAL_NUMBER and self.spoils_number:
            return value[:-1] + (b"1" if value[-1:] == b"0" else b"0")
        return value


def _only(status: int) -> bytes:
    return status.to_bytes(2, "big")
