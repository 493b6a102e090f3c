"""Who a person is to a service: what the card or the person said, and how it is shown without showing it all.

Masks follow GB/T 35273-2020: enough to recognise oneself, too little for the next in the queue.
"""

from datetime import date
from enum import StrEnum
from typing import assert_never

from pydantic import BaseModel, ConfigDict

from devices.id_card.card import IdCard
from devices.id_card.number import parse_foreigner_number_2017, parse_foreigner_number_2023, parse_id_number


class Sex(StrEnum):
    """GB/T 2261.1, in words."""

    UNKNOWN = "unknown"
    MALE = "male"
    FEMALE = "female"
    UNSPECIFIED = "unspecified"


class DocumentKind(StrEnum):
    """The four cards that the reader reads."""

    RESIDENT = "resident"
    HMT_RESIDENCE = "hmt_residence"
    FOREIGNER_2017 = "foreigner_2017"
    FOREIGNER_2023 = "foreigner_2023"


class IdentifiedBy(StrEnum):
    """How strong the claim is: read from the chip, vouched for by the platform, or typed in."""

    CHIP = "chip"
    CODE = "code"
    """By a show code that the platform vouched for."""
    DECLARED = "declared"


class Person(BaseModel):
    """A resident. ``birth`` and ``sex`` agree with the number; an open-ended ``valid_to`` is None."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True
    )

    name: str
    sex: Sex
    birth: date
    id_number: str
    kind: DocumentKind = DocumentKind.RESIDENT
    ethnic: str | None = None
    address: str | None = None
    issuer: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    identified_by: IdentifiedBy = IdentifiedBy.DECLARED

    def __repr__(self) -> str:
        return f"Person({self.masked_name})"

    __str__ = __repr__

    def age_on(self, today: date) -> int:
        """Completed years; born on 29 February completes a year on 1 March (Civil Code of China, article 1259)."""
        return today.year - self.birth.year - ((today.month, today.day) < (self.birth.month, self.birth.day))

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)

    @property
    def masked_number(self) -> str:
        return masked_middle(self.id_number, 6, 4)


def person_from_card(card: IdCard, newest_address: str | None = None) -> Person:
    """The person whose chip was read; an address that the police appended later is the one that holds."""
    return Person(
        name=card.name or card.english_name or "",
        sex=Sex[card.sex.name],
        birth=card.birth,
        id_number=card.id_number,
        kind=DocumentKind(card.kind),
        ethnic=card.ethnic,
        address=newest_address or card.address,
        issuer=card.issuer,
        valid_from=card.valid_from,
        valid_to=card.valid_to,
        identified_by=IdentifiedBy.CHIP,
    )


def person_from_number(name: str, id_number: str) -> Person:
    """Somebody whose card is not at hand, as typed in. Raises IdNumberInvalid."""
    number = parse_id_number(id_number)
    return Person(name=name, sex=Sex[number.sex.name], birth=number.birth, id_number=number.text)


def number_facts(kind: DocumentKind, id_number: str) -> tuple[date | None, Sex | None]:
    """The birth date and sex that a number states, where its kind states them. Raises IdNumberInvalid."""
    match kind:
        case DocumentKind.RESIDENT | DocumentKind.HMT_RESIDENCE:
            number = parse_id_number(id_number)
            return number.birth, Sex[number.sex.name]
        case DocumentKind.FOREIGNER_2023:
            return parse_foreigner_number_2023(id_number).birth, None
        case DocumentKind.FOREIGNER_2017:
            parse_foreigner_number_2017(id_number)
            return None, None
        case _ as never:
            assert_never(never)


def masked_name(name: str) -> str:
    """王* for 王芳, 王*英 for 王秀英: the family name and, of three or more, the last character."""
    if len(name) <= 1:
        return name
    if len(name) == 2:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def masked_middle(text: str, head: int, tail: int) -> str:
    """138****1234 for a telephone, 460108********0027 for a number; a text too short to mask is masked wholly."""
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[-tail:]
