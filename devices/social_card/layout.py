"""Where each fact lies on a social-security card's chip, and how it is written there.

Two files of records can be read without any key: EF05 about the card, EF06 about its holder. Each record is a tag, a
length and a value (LD/T 32-2015 and the ministry's specifications 1.00, 2.00 and 3.00). Cards of the first generation
have no record for what does not fit into the name, so from there on their records count one less.

All functions are pure and may be called from any thread. No exception text holds a value: it is the resident's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType

from devices.id_card.layout import is_text

ENVIRONMENT = "sx1.sh.社会保障".encode("gbk")
"""The name by which the social-security application is selected."""


class Form(Enum):
    """How a value is written."""

    CN = "digits of a nibble each, filled up with F"
    AN = "ASCII, filled up with NUL or spaces"
    BCD = "decimal digits, two a byte"
    GBK = "Chinese text, filled up with NUL or spaces"


class File(Enum):
    """The value is the short file identifier; EF05 and EF06 are the files' names."""

    CARD = 0x05
    HOLDER = 0x06

    @property
    def identifier(self) -> bytes:
        return bytes((0xEF, self.value))


class Item(StrEnum):
    """One fact on the chip, before it is understood."""

    CARD_ID_CODE = "card_id_code"
    CARD_CLASS = "card_class"
    SPEC_VERSION = "spec_version"
    ISSUER = "issuer"
    ISSUE_DATE = "issue_date"
    VALID_TO = "valid_to"
    CARD_NUMBER = "card_number"
    SOCIAL_NUMBER = "social_number"
    NAME = "name"
    NAME_END = "name_end"
    SEX = "sex"
    ETHNIC = "ethnic"
    BIRTH_PLACE = "birth_place"
    BIRTH = "birth"


@dataclass(frozen=True, slots=True)
class Place:
    """Tag of the record, file that it is in, bytes of its value, and how they are written."""

    tag: int
    file: File
    length: int
    form: Form


PLACES: Mapping[Item, Place] = MappingProxyType(
    {
        Item.CARD_ID_CODE: Place(0x01, File.CARD, 16, Form.CN),
        Item.CARD_CLASS: Place(0x02, File.CARD, 1, Form.AN),
        Item.SPEC_VERSION: Place(0x03, File.CARD, 4, Form.AN),
        Item.ISSUER: Place(0x04, File.CARD, 12, Form.CN),
        Item.ISSUE_DATE: Place(0x05, File.CARD, 4, Form.BCD),
        Item.VALID_TO: Place(0x06, File.CARD, 4, Form.BCD),
        Item.CARD_NUMBER: Place(0x07, File.CARD, 9, Form.AN),
        Item.SOCIAL_NUMBER: Place(0x08, File.HOLDER, 18, Form.AN),
        Item.NAME: Place(0x09, File.HOLDER, 30, Form.GBK),
        Item.NAME_END: Place(0x4E, File.HOLDER, 20, Form.GBK),
        Item.SEX: Place(0x0A, File.HOLDER, 1, Form.AN),
        Item.ETHNIC: Place(0x0B, File.HOLDER, 1, Form.BCD),
        Item.BIRTH_PLACE: Place(0x0C, File.HOLDER, 3, Form.BCD),
        Item.BIRTH: Place(0x0D, File.HOLDER, 4, Form.BCD),
    }
)

ITEM_BY_TAG: Mapping[int, Item] = MappingProxyType({place.tag: item for item, place in PLACES.items()})


_FILLING = b"\0 \xff"
"""NUL, spaces, or memory never written; none of the three ends a character in GBK or GB 18030."""


class NotText(ValueError):
    """The bytes are not written as the item's form says."""

    def __init__(self, item: Item) -> None:
        super().__init__(f"{item} is not written as the standard says")
        self.item = item


def generation_of(spec_version: bytes) -> int:
    """1, 2 or 3 by the first byte of the specification's version; 00 and whatever else is 2."""
    return {b"1": 1, b"3": 3}.get(spec_version[:1], 2)


def records_of(file: File, generation: int) -> tuple[Item, ...]:
    """A file's items in the order of its records, which count from 1."""
    return tuple(
        item
        for item, place in PLACES.items()
        if place.file == file and not (generation == 1 and item == Item.NAME_END)
    )


def read_value(item: Item, value: bytes) -> str:
    """The item's text without what fills it up. Raises NotText."""
    match PLACES[item].form:
        case Form.CN:
            return value.hex().upper().rstrip("F")
        case Form.BCD:
            digits = value.hex()
            if not digits.isdecimal():
                # Erased or never written: the fact is not on the card.
                if digits.strip("f") == "":
                    return ""
                raise NotText(item)
            return digits
        case Form.AN:
            return _decoded(item, value, "ascii")
        case Form.GBK:
            return _decoded(item, value, "gb18030")


def read_name(name: bytes, end: bytes) -> str:
    """The name and what did not fit into it, joined before decoding: the cut may go through a character. Raises
    NotText."""
    return _decoded(Item.NAME, name.rstrip(_FILLING) + end, "gb18030")


def write_value(item: Item, text: str) -> bytes:
    """The inverse. Raises ValueError when the text does not fit."""
    place = PLACES[item]
    match place.form:
        case Form.CN:
            value = bytes.fromhex(text.ljust(place.length * 2, "F"))
        case Form.BCD:
            value = bytes.fromhex(text or "FF" * place.length)
        case Form.AN:
            value = text.encode("ascii").ljust(place.length, b"\0")
        case Form.GBK:
            value = text.encode("gb18030").ljust(place.length, b"\0")
    if len(value) != place.length:
        raise ValueError(f"{item} takes {place.length} bytes")
    return value


def _decoded(item: Item, value: bytes, encoding: str) -> str:
    try:
        text = value.rstrip(_FILLING).decode(encoding).strip()
    except UnicodeDecodeError:
        # The exception would show the bytes.
        raise NotText(item) from None
    if not is_text(text):
        raise NotText(item)
    return text
