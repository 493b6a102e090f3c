"""Who a person is to a service: what the card or the person said, and how it is shown without showing it all.

Masks follow GB/T 35273-2020: enough to recognise oneself, too little for the next in the queue.
"""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from devices.id_card.card import IdCard, Sex
from devices.id_card.number import parse_id_number


class IdentifiedBy(StrEnum):
    """How strong the claim is: read from the chip, or typed in."""

    CHIP = "chip"
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
    kind: str = "resident"
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


def person_from_card(card: IdCard) -> Person:
    """The person whose chip was read."""
    return Person(
        name=card.name or card.english_name or "",
        sex=card.sex,
        birth=card.birth,
        id_number=card.id_number,
        kind=str(card.kind),
        ethnic=card.ethnic,
        address=card.address,
        issuer=card.issuer,
        valid_from=card.valid_from,
        valid_to=card.valid_to,
        identified_by=IdentifiedBy.CHIP,
    )


def person_from_number(name: str, id_number: str) -> Person:
    """Somebody whose card is not at hand, as typed in. Raises IdNumberInvalid."""
    number = parse_id_number(id_number)
    return Person(name=name, sex=number.sex, birth=number.birth, id_number=number.text)


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
