"""The words that all content is made of: sentences in each language, identifiers, and figures with their source."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator


class Content(BaseModel):
    """What an operator writes; an unknown word is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, populate_by_name=True)


Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
ItemCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9-]{2,49}$")]
Words = Annotated[str, StringConstraints(min_length=1)]
Division = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
"""An administrative division (GB/T 2260), ``460108`` for Meilan."""


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


def enumerated(words: Iterable[str], language: Language) -> str:
    """One after the other in a sentence: ``甲、乙`` or ``a, b``."""
    return ("、" if language is Language.ZH else ", ").join(words)


class Text(Content):
    """One sentence in each language that a resident can choose."""

    zh: Words
    en: Words

    def __getitem__(self, language: Language) -> str:
        return self.zh if language is Language.ZH else self.en


class Provenance(Content):
    """Where a figure comes from; a figure without it does not pass the checker. ``demo`` shows 示例 beside it."""

    as_of: date
    source: Words
    demo: bool = False


class Figure(Provenance):
    """A number that a resident reads: an amount in yuan, a time limit in working days."""

    value: Decimal


class Period(Provenance):
    """The days on which something is in force, both included; without ``to`` it is open-ended."""

    since: date = Field(alias="from")
    to: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.to is not None and self.to < self.since:
            raise ValueError(f"ends on {self.to}, before it begins on {self.since}")
        return self

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.to is None or day <= self.to)
