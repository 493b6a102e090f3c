"""Where each fact lies in the 256 bytes of text on the chip, for each of the four kinds of card.

UTF-16LE, fields of fixed length padded with spaces (GA 467 family; the foreigner's cards by their 2017 and 2023
editions). The character at byte 248 tells the kind. Offsets and lengths here are bytes, as the standard writes them.

All functions are pure and may be called from any thread.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum, auto
from types import MappingProxyType

TEXT_LENGTH = 256
_KIND_OFFSET = 248


class CardKind(StrEnum):
    """The four kinds of card that the reader can read."""

    RESIDENT = "resident"
    HMT_RESIDENCE = "hmt_residence"
    FOREIGNER_2017 = "foreigner_2017"
    FOREIGNER_2023 = "foreigner_2023"


class Field(Enum):
    """One fact on the chip, before it is understood."""

    NAME = auto()
    ENGLISH_NAME = auto()
    ENGLISH_NAME_END = auto()
    SEX = auto()
    ETHNIC = auto()
    NATIONALITY = auto()
    BIRTH = auto()
    ADDRESS = auto()
    ID_NUMBER = auto()
    ISSUER = auto()
    AUTHORITY_CODE = auto()
    VALID_FROM = auto()
    VALID_TO = auto()
    TRAVEL_PERMIT = auto()
    ISSUE_COUNT = auto()
    VERSION = auto()
    FORMER_NUMBER_LINK = auto()


class CardDataInvalid(ValueError):
    """What the chip holds cannot be true; ``field`` says where, None when the whole block has the wrong length.

    The value itself is not told: it is the resident's.
    """

    def __init__(self, field: Field | None) -> None:
        super().__init__(f"card data invalid: {field.name.lower() if field else 'text block'}")
        self.field = field


_RESIDENT: Mapping[Field, tuple[int, int]] = {
    Field.NAME: (0, 30),
    Field.SEX: (30, 2),
    Field.ETHNIC: (32, 4),
    Field.BIRTH: (36, 16),
    Field.ADDRESS: (52, 70),
    Field.ID_NUMBER: (122, 36),
    Field.ISSUER: (158, 30),
    Field.VALID_FROM: (188, 16),
    Field.VALID_TO: (204, 16),
}

LAYOUTS: Mapping[CardKind, Mapping[Field, tuple[int, int]]] = MappingProxyType(
    {
        CardKind.RESIDENT: _RESIDENT,
        CardKind.HMT_RESIDENCE: {
            **{field: place for field, place in _RESIDENT.items() if field != Field.ETHNIC},
            Field.TRAVEL_PERMIT: (220, 18),
            Field.ISSUE_COUNT: (238, 4),
        },
        CardKind.FOREIGNER_2017: {
            Field.ENGLISH_NAME: (0, 120),
            Field.SEX: (120, 2),
            Field.ID_NUMBER: (122, 30),
            Field.NATIONALITY: (152, 6),
            Field.NAME: (158, 30),
            Field.VALID_FROM: (188, 16),
            Field.VALID_TO: (204, 16),
            Field.BIRTH: (220, 16),
            Field.VERSION: (236, 4),
            Field.AUTHORITY_CODE: (240, 8),
        },
        CardKind.FOREIGNER_2023: {
            Field.NAME: (0, 30),
            Field.SEX: (30, 2),
            Field.ISSUE_COUNT: (32, 4),
            Field.BIRTH: (36, 16),
            Field.ENGLISH_NAME: (52, 70),
            Field.ID_NUMBER: (122, 36),
            Field.ISSUER: (158, 30),
            Field.VALID_FROM: (188, 16),
            Field.VALID_TO: (204, 16),
            Field.ENGLISH_NAME_END: (220, 22),
            Field.NATIONALITY: (242, 6),
            Field.FORMER_NUMBER_LINK: (250, 6),
        },
    }
)

_FLAGS = {
    CardKind.RESIDENT: " ",
    CardKind.HMT_RESIDENCE: "J",
    CardKind.FOREIGNER_2017: "I",
    CardKind.FOREIGNER_2023: "Y",
}
_KINDS = {flag.encode("utf-16-le"): kind for kind, flag in _FLAGS.items()}


def unpack(text: bytes) -> tuple[CardKind, dict[Field, str]]:
    """The kind and every field of it, still padded. An unknown flag means a resident card, as in the standard.

    Raises CardDataInvalid for half a surrogate pair and for what is no text; NULs are padding.
    """
    if len(text) != TEXT_LENGTH:
        raise CardDataInvalid(None)
    kind = _KINDS.get(text[_KIND_OFFSET : _KIND_OFFSET + 2], CardKind.RESIDENT)
    fields = {}
    for field, (offset, length) in LAYOUTS[kind].items():
        try:
            value = text[offset : offset + length].decode("utf-16-le")
        except UnicodeDecodeError:
            # The exception would show the bytes, and they are the resident's.
            raise CardDataInvalid(field) from None
        if not is_text(value.strip("\0 ")):
            raise CardDataInvalid(field)
        fields[field] = value
    return kind, fields


def pack(kind: CardKind, fields: Mapping[Field, str]) -> bytes:
    """The 256 bytes that hold these fields. Raises ValueError when one is too long or has no place on this kind."""
    block = bytearray(" ".encode("utf-16-le") * (TEXT_LENGTH // 2))
    block[_KIND_OFFSET : _KIND_OFFSET + 2] = _FLAGS[kind].encode("utf-16-le")
    for field, value in fields.items():
        if field not in LAYOUTS[kind]:
            raise ValueError(f"a {kind} card has no {field.name.lower()}")
        offset, length = LAYOUTS[kind][field]
        content = value.encode("utf-16-le")
        if len(content) > length:
            raise ValueError(f"{field.name.lower()} takes more than {length // 2} UTF-16 units")
        block[offset : offset + len(content)] = content
    return bytes(block)


def is_text(value: str) -> bool:
    """Whether no control character and no noncharacter is in it (erased memory reads as U+FFFF).

    Private-use and unassigned characters are text: rare names are written with them.
    """
    return not any(_is_no_text(ord(character)) for character in value)


def _is_no_text(point: int) -> bool:
    return point < 0x20 or 0x7F <= point < 0xA0 or point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
