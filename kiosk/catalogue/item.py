"""What a service is, as an operator writes it: names, situations, form, materials, rules, dated figures.

These models are the documented schema of ``config/catalogue/<theme>/<item>.yaml``; an unknown word is an error. Terms
follow GB/T 39046-2020 (item type, handling kind, depth). Rules are CEL texts, the same at kiosk and platform.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Words = Annotated[str, StringConstraints(min_length=1)]

APPLICANT_NAME = "applicant_name"
APPLICANT_NUMBER = "applicant_id_number"
"""Two questions that the kiosk itself asks, of who acts for another without their card; no item may use the ids."""


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class Text(_Content):
    """One sentence in each language that a resident can choose."""

    zh: Words
    en: Words

    def __getitem__(self, language: Language) -> str:
        return self.zh if language is Language.ZH else self.en


class Kind(StrEnum):
    APPLICATION = "application"
    QUERY = "query"
    PRINT = "print"


class Handling(StrEnum):
    """办件类型: decided on the spot, or within the promised time."""

    IMMEDIATE = "immediate"
    PROMISED = "promised"


class Provenance(_Content):
    """Where a figure comes from; a figure without it does not pass the checker. ``demo`` shows 示例 beside it."""

    as_of: date
    source: Words
    demo: bool = False


class Figure(Provenance):
    """A number that a resident reads: an amount in yuan, a time limit in working days."""

    value: Decimal


class Amount(Figure):
    """A sum that depends on who applies; the first whose ``when`` holds is shown and decided."""

    id: Identifier
    label: Text
    when: Words


class Situation(_Content):
    """One answer to the item's first question; ``delegate`` asks for the other person's card as well."""

    id: Identifier
    label: Text
    detail: Text
    delegate: bool = False


class Situations(_Content):
    question: Text
    options: tuple[Situation, ...] = Field(min_length=1)


class FieldKind(StrEnum):
    TEXT = "text"
    NAME = "name"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    BANK_CARD = "bank_card"
    CHOICE = "choice"


class Choice(_Content):
    value: Words
    label: Text


class FormField(_Content):
    """One question of the form. ``when`` (CEL) hides it; ``prefill`` takes the answer from the card."""

    id: Identifier
    label: Text
    kind: FieldKind
    hint: Text | None = None
    required: bool = True
    max_length: int = Field(default=60, ge=1, le=200)
    choices: tuple[Choice, ...] = ()
    when: str | None = None
    prefill: str | None = None
    masked: bool = False


class Section(_Content):
    title: Text
    fields: tuple[FormField, ...] = Field(min_length=1)


class MaterialSource(StrEnum):
    """Where the kiosk takes a material from, so that the resident need not bring it."""

    CHIP = "chip"
    COMPARISON = "comparison"
    COMMITMENT = "commitment"
    SIGNATURE = "signature"


class Material(_Content):
    """One paper that the item asks for, and what stands in its place here."""

    id: Identifier
    name: Text
    source: MaterialSource
    note: Text
    when: str | None = None


class Rule(_Content):
    """Holds when ``when`` (CEL) is true; else ``otherwise`` is what the resident reads."""

    id: Identifier
    when: Words
    otherwise: Text


class Service(_Content):
    """The part of an item that can be finished at the kiosk; an item without it is a guide."""

    situations: Situations
    form: tuple[Section, ...] = Field(min_length=1)
    materials: tuple[Material, ...]
    eligibility: tuple[Rule, ...]
    approval: tuple[Rule, ...]
    amounts: tuple[Amount, ...] = ()
    commitment: tuple[Text, ...] = Field(min_length=1)

    def fields(self) -> tuple[FormField, ...]:
        return tuple(field for section in self.form for field in section.fields)

    def situation(self, situation_id: str) -> Situation | None:
        return next((s for s in self.situations.options if s.id == situation_id), None)


class Item(_Content):
    """One service item of the catalogue."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9-]{2,49}$")]
    name: Text
    summary: Text
    department: Text
    theme: Identifier
    icon: Identifier = "document"
    kind: Kind
    handling: Handling
    depth: int = Field(ge=1, le=4)
    instant: bool = False
    legal_days: Figure | None = None
    promise_days: Figure | None = None
    bring: tuple[Text, ...] = ()
    place: Text
    service: Service | None = None
