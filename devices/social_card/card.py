"""What a social-security card says about itself and its holder.

``decode`` turns the values of its records into a ``SocialCard``, or says which of them cannot be true; ``encode`` is
its inverse, for the simulator. Neither needs a clock: whether the card has expired is for the caller to ask.

All functions are pure and may be called from any thread. Neither a card's repr nor that of a flaw shows the person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from devices.id_card import ethnic
from devices.id_card.number import IdNumberInvalid, Sex, parse_date, parse_id_number
from devices.social_card.layout import (
    PLACES,
    File,
    Item,
    NotText,
    generation_of,
    read_name,
    read_value,
    records_of,
    write_value,
)

_NO_DATE = ("", "00000000", "99999999")
"""A card without this date; all nines is how some issuers write validity without end."""


@dataclass(frozen=True, slots=True, repr=False)
class SocialCard:
    """One card. What it does not carry is None or empty.

    ``number`` is the social-security number, which for citizens is the ID number (GB 11643, check character verified).
    ``ethnic`` is the group's Chinese name; None also for a code outside GB/T 3304. ``birth_place`` is a division's six
    digits. ``card_number`` is the one printed on the card, ``card_id_code`` the chip's own, ``issuer`` the number of
    the organisation that initialised it. ``generation`` is 1, 2 or 3. ``valid_to`` None means without end.
    """

    number: str
    name: str
    sex: Sex
    birth: date
    ethnic: str | None
    birth_place: str | None
    card_number: str
    card_id_code: str
    card_class: str
    spec_version: str
    generation: int
    issuer: str
    issue_date: date | None
    valid_to: date | None

    @property
    def region(self) -> str:
        """The issuing region's six digits."""
        return self.card_id_code[:6]

    def __repr__(self) -> str:
        return f"<SocialCard generation {self.generation}>"


@dataclass(frozen=True, slots=True)
class CardDataInvalid:
    """What the card holds cannot be true, or a record that every card has is missing; ``item`` says where."""

    item: Item


def decode(values: Mapping[Item, bytes]) -> SocialCard | CardDataInvalid:
    """The card of these values, or the first flaw.

    Checked are the number with its check character, that it states the card's birth date, that there is a name, and the
    dates. The sex is not compared with the number: some numbers were issued with the wrong parity.
    """
    try:
        text = {item: read_value(item, value) for item, value in values.items() if item not in _NAME}
        name = read_name(values.get(Item.NAME, b""), values.get(Item.NAME_END, b""))
        if not name:
            return CardDataInvalid(Item.NAME)
        birth = _day(text, Item.BIRTH)
        issue_date, valid_to = _optional_day(text, Item.ISSUE_DATE), _optional_day(text, Item.VALID_TO)
        if issue_date and valid_to and valid_to < issue_date:
            return CardDataInvalid(Item.VALID_TO)
        return SocialCard(
            number=_number(text, birth),
            name=name,
            sex=_sex(text),
            birth=birth,
            ethnic=ethnic.NAME_BY_CODE.get(text.get(Item.ETHNIC, "")),
            birth_place=text.get(Item.BIRTH_PLACE) or None,
            card_number=text.get(Item.CARD_NUMBER, ""),
            card_id_code=text.get(Item.CARD_ID_CODE, ""),
            card_class=text.get(Item.CARD_CLASS, ""),
            spec_version=text.get(Item.SPEC_VERSION, ""),
            generation=generation_of(values.get(Item.SPEC_VERSION, b"")),
            issuer=text.get(Item.ISSUER, ""),
            issue_date=issue_date,
            valid_to=valid_to,
        )
    except NotText as flaw:
        return CardDataInvalid(flaw.item)
    except _Impossible as flaw:
        return CardDataInvalid(flaw.item)


def encode(card: SocialCard) -> dict[Item, bytes]:
    """The values of this card's records. Raises ValueError when one does not fit."""
    name = card.name.encode("gb18030")
    room = PLACES[Item.NAME].length
    texts = {
        Item.CARD_ID_CODE: card.card_id_code,
        Item.CARD_CLASS: card.card_class,
        Item.SPEC_VERSION: card.spec_version,
        Item.ISSUER: card.issuer,
        Item.ISSUE_DATE: f"{card.issue_date:%Y%m%d}" if card.issue_date else "",
        Item.VALID_TO: f"{card.valid_to:%Y%m%d}" if card.valid_to else "",
        Item.CARD_NUMBER: card.card_number,
        Item.SOCIAL_NUMBER: card.number,
        Item.SEX: card.sex.value,
        Item.ETHNIC: ethnic.CODE_BY_NAME[card.ethnic] if card.ethnic else "",
        Item.BIRTH_PLACE: card.birth_place or "",
        Item.BIRTH: f"{card.birth:%Y%m%d}",
    }
    values = {item: write_value(item, text) for item, text in texts.items()}
    values[Item.NAME] = name[:room].ljust(room, b"\0")
    values[Item.NAME_END] = name[room:].ljust(PLACES[Item.NAME_END].length, b"\0")
    if len(values[Item.NAME_END]) > PLACES[Item.NAME_END].length:
        raise ValueError("the name is too long")
    order = [item for file in File for item in records_of(file, card.generation)]
    if name[room:] and Item.NAME_END not in order:
        raise ValueError("a card of the first generation has no room for so long a name")
    return {item: values[item] for item in order}


def to_json(card: SocialCard) -> dict[str, str | int | None]:
    """The card as ``jinban devices read-social-card --json`` prints it: dates ISO, open-ended validity null."""
    return {
        "number": card.number,
        "name": card.name,
        "sex": card.sex.name.lower(),
        "birth": card.birth.isoformat(),
        "ethnic": card.ethnic,
        "birth_place": card.birth_place,
        "card_number": card.card_number,
        "card_id_code": card.card_id_code,
        "card_class": card.card_class,
        "spec_version": card.spec_version,
        "generation": card.generation,
        "issuer": card.issuer,
        "issue_date": card.issue_date.isoformat() if card.issue_date else None,
        "valid_to": card.valid_to.isoformat() if card.valid_to else None,
    }


_NAME = (Item.NAME, Item.NAME_END)


class _Impossible(Exception):
    def __init__(self, item: Item) -> None:
        super().__init__(f"{item} cannot be true")
        self.item = item


def _day(text: Mapping[Item, str], item: Item) -> date:
    day = parse_date(text.get(item, ""))
    if day is None:
        raise _Impossible(item)
    return day


def _optional_day(text: Mapping[Item, str], item: Item) -> date | None:
    return None if text.get(item, "") in _NO_DATE else _day(text, item)


def _sex(text: Mapping[Item, str]) -> Sex:
    try:
        return Sex(text.get(Item.SEX, ""))
    except ValueError:
        raise _Impossible(Item.SEX) from None


def _number(text: Mapping[Item, str], birth: date) -> str:
    try:
        number = parse_id_number(text.get(Item.SOCIAL_NUMBER, ""))
    except IdNumberInvalid:
        raise _Impossible(Item.SOCIAL_NUMBER) from None
    if number.birth != birth:
        raise _Impossible(Item.BIRTH)
    return number.text
