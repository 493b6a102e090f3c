"""What is read aloud of a screen: the parts of its view that are listed here, and never anything of a person. Pure.

A hall hears what the loudspeaker says. So three things stand between a view and the voice, each enough by itself:

1. Only the keys in `SPOKEN` are read, and those in `SPOKEN_ON` on the screens named there. Every other key is silent:
   values of rows, answers, numbers, expected amounts, the credit grade, the reasons of a refusal, a person's own cases
   and what is due to him.
2. A sentence that holds anything of the persons of this visit (`personal_words`), masked or not, is not read. On the
   commitment a short sentence says that this part is only on the screen.
3. A sentence with a mask (``*``) or with the shape of an ID, telephone or account number is not read; nor is a sum of
   money on a screen that may know a person.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from kiosk.catalogue.service import FieldKind
from kiosk.person import Person
from kiosk.visit.session import Session
from ui.presentation.chrome import View

SPOKEN = (
    "title",
    "sentence",
    "summary",
    "purpose",
    "heading",
    "purposes[]",
    "question",
    "paragraphs[]",
    "conditions[]",
    "trouble",
    "nextStep",
    "coached",
    "place",
    "instant",
    "why[].text",
    "why[].next",
    "bringTitle",
    "bring[]",
    "checksTitle",
    "checks[].text",
    "checks[].detail",
    "offline",
    "window",
    "ask",
    "fields[].label",
    "fields[].hint",
    "fields[].problem",
    "signHere",
    "reminded",
    "hint",
    "paper",
    "query",
    "lines[]",
    "notices[].text",
    "notices[].next",
    "hours",
    "safe",
    "hotline",
)
"""The keys that may be spoken on every screen, in the order in which they are; ``[]`` is each of a list."""

SPOKEN_ON: Mapping[str, tuple[str, ...]] = {
    "Home": ("items[].title",),
    "Browse": ("groups[].title", "rows[].title"),
    "Search": ("rows[].title", "choices[].title"),
    "Basket": ("rows[].title",),
    "Places": ("rows[].title", "rows[].detail", "rows[].hours"),
    "Proofs": ("rows[].title", "rows[].detail"),
    "Situation": ("options[].title", "options[].detail"),
    "Certificates": ("rows[].title",),
    "Materials": ("rows[].title", "rows[].detail"),
    "Progress": ("ways[].title", "ways[].detail"),
}
"""Rows that hold the catalogue's words only; they follow the others."""

CONDITIONS = frozenset({"paragraphs[]", "conditions[]"})
"""What a resident signs: nothing of it is left out without a word."""

PRIVATE = frozenset({"Cases", "Due"})
"""Screens that are about one person from the title on: what he applied for, what is due to him."""

ANONYMOUS = frozenset({"Attract", "Home", "Browse", "Search", "Guide", "Places", "Situation", "Commitment"})
"""Screens whose sums of money are the catalogue's, not a person's."""

_MASK = re.compile(r"[*＊●•]")
_NUMBER_OF_A_PERSON = re.compile(
    r"(?<!\d)(?:\d{15}|\d{17}[\dXx]|1[3-9]\d{9}|\d{16}|\d{19})(?!\d)|\d{3,}[ -]\d{4}[ -]\d{4}|\d{12,}"
)
_MONEY = re.compile(r"[¥￥]|\d\s*元|[一二三四五六七八九十百千万]元|\d\s*(?:yuan|RMB|CNY)", re.IGNORECASE)


def spoken(
    screen: str, view: Mapping[str, View], personal: frozenset[str], only_shown: str
) -> tuple[str, ...]:
    """The sentences to read of this screen, in order, none twice.

    ``personal`` comes from `personal_words`; ``only_shown`` stands for a condition, or a whole screen, that is silent.
    """
    if screen in PRIVATE:
        return (only_shown,)
    said: list[str] = []
    for key in (*SPOKEN, *SPOKEN_ON.get(screen, ())):
        for text in _texts(view, key):
            if not text.strip():
                continue
            if _may_be_heard(screen, text, personal):
                said.append(text)
            elif key in CONDITIONS:
                said.append(only_shown)
    return tuple(dict.fromkeys(said))


def personal_words(session: Session) -> frozenset[str]:
    """What this visit knows of persons, as it may stand in a sentence; blanks and capitals do not matter."""
    people = [held.person for held in (session.card, session.principal) if held is not None]
    said = {word for person in people for word in _of_person(person)}
    public = _public_answers(session)
    said |= {text for name, text in session.answers.items() if name not in public and len(text.strip()) > 1}
    said |= {
        value for held in session.certificates for value in held.fields.values() if len(value.strip()) > 1
    }
    if session.company is not None:
        said |= {session.company.name, session.company.uscc}
    said |= {session.application_id, *(part.application_id for part in session.parts)}
    return frozenset(_bare(word) for word in said if word.strip())


def _public_answers(session: Session) -> frozenset[str]:
    """Answers that are the catalogue's own words, or a mere count: a form reads them to everybody."""
    told: set[str] = set()
    for part in session.parts:
        fields = part.service.fields()
        told |= {field.id for field in fields if field.kind in (FieldKind.CHOICE, FieldKind.NUMBER)}
        told |= set(part.service.answers()) - {field.id for field in fields}
        told.add(part.situation_key)
    return frozenset(told)


def _of_person(person: Person) -> Iterator[str]:
    yield from (person.name, person.masked_name, person.id_number, person.masked_number, person.address or "")
    for day in (person.birth, person.valid_from, person.valid_to):
        if day is not None:
            yield from (day.isoformat(), f"{day.year}年{day.month}月{day.day}日")


def _may_be_heard(screen: str, text: str, personal: frozenset[str]) -> bool:
    bare = _bare(text)
    return not (
        _MASK.search(text)
        or _NUMBER_OF_A_PERSON.search(text)
        or any(word in bare for word in personal)
        or (screen not in ANONYMOUS and _MONEY.search(text))
    )


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _texts(view: Mapping[str, View], key: str) -> Iterator[str]:
    found: list[View] = [view]
    for step in key.split("."):
        name, is_list = step.removesuffix("[]"), step.endswith("[]")
        reached = [part[name] for part in found if isinstance(part, Mapping) and name in part]
        found = [each for part in reached for each in _each(part)] if is_list else reached
    yield from (part for part in found if isinstance(part, str))


def _each(part: View) -> Sequence[View]:
    return part if isinstance(part, Sequence) and not isinstance(part, str) else ()
