"""What an ID card says about its holder, read from the 256 bytes of text on the chip.

``decode`` turns the bytes into an ``IdCard`` and refuses what cannot be true; ``encode`` is its inverse, for the
simulator. Neither needs a clock: whether the card has expired is for the caller to ask.

All functions are pure and may be called from any thread. Neither the repr of a card nor any exception text shows the
person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from devices.id_card import ethnic
from devices.id_card.layout import LAYOUTS, CardDataInvalid, CardKind, Field, pack, unpack
from devices.id_card.number import (
    IdNumberInvalid,
    Sex,
    parse_date,
    parse_foreigner_number_2017,
    parse_foreigner_number_2023,
    parse_id_number,
)

__all__ = ["CardDataInvalid", "CardKind", "Field", "IdCard", "Sex", "decode", "encode", "to_json"]

_OPEN_ENDED = "长期"


@dataclass(frozen=True, slots=True, repr=False)
class IdCard:
    """One card. What its kind does not carry is None.

    ``name`` is the Chinese name, empty for a foreigner who has none; ``shown_name`` is never empty. ``ethnic`` is the
    group's Chinese name; None also for a code outside GB/T 3304, which is no reason to turn anybody away.
    ``nationality`` is GB/T 2659 alpha-3. ``valid_to`` None means 长期, open-ended. ``issue_count`` is the permit's
    count of issues or the foreigner's card's count of renewals.
    """

    kind: CardKind
    name: str
    sex: Sex
    birth: date
    id_number: str
    valid_from: date
    valid_to: date | None
    english_name: str | None = None
    ethnic: str | None = None
    nationality: str | None = None
    address: str | None = None
    issuer: str | None = None
    authority_code: str | None = None
    travel_permit: str | None = None
    issue_count: int | None = None
    version: str | None = None
    former_number_link: str | None = None

    @property
    def shown_name(self) -> str:
        return self.name or self.english_name or ""

    def __repr__(self) -> str:
        return f"<IdCard {self.kind}>"


def decode(text: bytes) -> IdCard:
    """The card of 256 bytes of text. Raises CardDataInvalid.

    Checked are the dates, the number with its check character, that the number states the card's birth date, and that
    there is a name. The sex is not compared with the number: some numbers were issued with the wrong parity.
    """
    kind, raw = unpack(text)
    fields = {field: value.strip("\0 ") for field, value in raw.items()}
    english_name = _joined_english_name(raw)
    if not fields[Field.NAME] and not (Field.ENGLISH_NAME in fields and english_name):
        raise CardDataInvalid(Field.NAME)
    birth = _day(fields, Field.BIRTH)
    valid_from = _day(fields, Field.VALID_FROM)
    valid_to = None if fields[Field.VALID_TO] == _OPEN_ENDED else _day(fields, Field.VALID_TO)
    if valid_to is not None and valid_to < valid_from:
        raise CardDataInvalid(Field.VALID_TO)
    return IdCard(
        kind=kind,
        name=fields[Field.NAME],
        sex=_sex(fields[Field.SEX]),
        birth=birth,
        id_number=_number(kind, fields[Field.ID_NUMBER], birth),
        valid_from=valid_from,
        valid_to=valid_to,
        english_name=english_name,
        ethnic=ethnic.NAME_BY_CODE.get(fields.get(Field.ETHNIC, "")),
        nationality=fields.get(Field.NATIONALITY) or None,
        address=fields.get(Field.ADDRESS) or None,
        issuer=fields.get(Field.ISSUER) or None,
        authority_code=fields.get(Field.AUTHORITY_CODE) or None,
        travel_permit=fields.get(Field.TRAVEL_PERMIT) or None,
        issue_count=_count(fields.get(Field.ISSUE_COUNT, "")),
        version=fields.get(Field.VERSION) or None,
        former_number_link=fields.get(Field.FORMER_NUMBER_LINK) or None,
    )


def encode(card: IdCard) -> bytes:
    """The 256 bytes of this card's chip. Raises ValueError when something has no place on its kind or does not fit."""
    return pack(card.kind, raw_fields(card))


def raw_fields(card: IdCard) -> dict[Field, str]:
    """What the chip's fields hold for this card, without padding."""
    english = card.english_name or ""
    values = {
        Field.NAME: card.name,
        Field.ENGLISH_NAME: english,
        Field.SEX: card.sex.value,
        Field.ETHNIC: ethnic.CODE_BY_NAME[card.ethnic] if card.ethnic else "",
        Field.NATIONALITY: card.nationality or "",
        Field.BIRTH: f"{card.birth:%Y%m%d}",
        Field.ADDRESS: card.address or "",
        Field.ID_NUMBER: card.id_number,
        Field.ISSUER: card.issuer or "",
        Field.AUTHORITY_CODE: card.authority_code or "",
        Field.VALID_FROM: f"{card.valid_from:%Y%m%d}",
        Field.VALID_TO: f"{card.valid_to:%Y%m%d}" if card.valid_to else _OPEN_ENDED,
        Field.TRAVEL_PERMIT: card.travel_permit or "",
        Field.ISSUE_COUNT: "" if card.issue_count is None else f"{card.issue_count:02d}",
        Field.VERSION: card.version or "",
        Field.FORMER_NUMBER_LINK: card.former_number_link or "",
    }
    if card.kind == CardKind.FOREIGNER_2023:
        units = LAYOUTS[card.kind][Field.ENGLISH_NAME][1] // 2
        values[Field.ENGLISH_NAME], values[Field.ENGLISH_NAME_END] = english[:units], english[units:]
    return {field: value for field, value in values.items() if value}


def to_json(card: IdCard) -> dict[str, str | None]:
    """The card as ``jinban devices read-id-card --json`` prints it: dates ISO, open-ended validity null."""
    return {
        "kind": card.kind.value,
        "name": card.shown_name,
        "sex": card.sex.name.lower(),
        "ethnic": card.ethnic,
        "birth": card.birth.isoformat(),
        "address": card.address,
        "id_number": card.id_number,
        "issuer": card.issuer,
        "valid_from": card.valid_from.isoformat(),
        "valid_to": card.valid_to.isoformat() if card.valid_to else None,
    }


def _joined_english_name(raw: Mapping[Field, str]) -> str | None:
    # Joined before stripping: the 35th character of a long name may be the space between two of its parts.
    name = (raw.get(Field.ENGLISH_NAME, "") + raw.get(Field.ENGLISH_NAME_END, "")).strip("\0 ")
    if "\0" in name:
        raise CardDataInvalid(Field.ENGLISH_NAME)
    return name or None


def _day(fields: Mapping[Field, str], field: Field) -> date:
    day = parse_date(fields[field])
    if day is None:
        raise CardDataInvalid(field)
    return day


def _sex(code: str) -> Sex:
    try:
        return Sex(code)
    except ValueError:
        raise CardDataInvalid(Field.SEX) from None


def _number(kind: CardKind, text: str, birth: date) -> str:
    try:
        match kind:
            case CardKind.FOREIGNER_2017:
                return parse_foreigner_number_2017(text)
            case CardKind.FOREIGNER_2023:
                foreigner = parse_foreigner_number_2023(text)
                number, stated = foreigner.text, foreigner.birth
            case CardKind.RESIDENT | CardKind.HMT_RESIDENCE:
                citizen = parse_id_number(text)
                number, stated = citizen.text, citizen.birth
    except IdNumberInvalid as error:
        raise CardDataInvalid(Field.ID_NUMBER) from error
    if stated != birth:
        raise CardDataInvalid(Field.BIRTH)
    return number


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
