"""What the search answers: services with the reason for each, at most one question, a department, a place."""

from dataclasses import dataclass
from enum import StrEnum

SURE = 0.5


class Why(StrEnum):
    """How a service was found; the screen has a sentence for each."""

    NAME = "name"
    PART = "part"
    SAID = "said"
    SOUND = "sound"
    PINYIN = "pinyin"
    INITIALS = "initials"
    ENGLISH = "english"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class WhyMatched:
    """``said`` is the resident's word (or the everyday wording nearest to it), ``meant`` the official word for it."""

    kind: Why
    said: str
    meant: str

    def __str__(self) -> str:
        match self.kind:
            case Why.NAME | Why.PART | Why.DEPARTMENT:
                return f"{self.kind}: {self.meant}"
            case Why.SAID | Why.SOUND | Why.PINYIN | Why.INITIALS | Why.ENGLISH:
                return f"{self.kind}: {self.said} = {self.meant}"


@dataclass(frozen=True, slots=True)
class Found:
    """One service; ``score`` from 0 to 1."""

    code: str
    name: str
    score: float
    why: WhyMatched


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to the question, in both languages, and the services that it leads to, best first."""

    zh: str
    en: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask when a word means several things."""

    zh: str
    en: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """``department`` is the official name of one that the query names; ``place`` the GB/T 2260 code of a place."""

    query: str
    found: tuple[Found, ...] = ()
    question: Question | None = None
    department: str | None = None
    place: str | None = None

    @property
    def sure(self) -> bool:
        """Whether the first result fits well. Below, it is one that is merely nearest, right more often than not."""
        return bool(self.found) and self.found[0].score >= SURE
