"""Whether what residents read can be read: in both languages, on the screen, and with figures that are of the past.

Each finding is a place and a sentence. Pure; any thread.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from kiosk.catalogue.sheet import Place
from kiosk.catalogue.words import Content, Provenance, Text

_CHINESE: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]")

LONGEST: Final = {
    "label": 36,
    "question": 36,
    "title": 36,
    "unit": 8,
    "hint": 50,
    "detail": 60,
    "note": 60,
    "name": 60,
    "issuer": 40,
    "otherwise": 90,
    "why": 60,
    "summary": 90,
    "bring": 80,
    "place": 80,
    "department": 40,
    "commitment": 120,
    "paragraphs": 200,
    "address": 60,
}
"""Chinese characters, by the word that has the text: beyond it a screen of the kiosk breaks. English has three times as
many letters."""


def check_texts(content: Content, today: date | None = None) -> Iterator[tuple[Place, str]]:
    """``today``: figures must not be of a later day; None, where the clock may be wrong, asks nothing of the kind."""
    yield from _walk((), content, today)


def _walk(place: Place, value: object, today: date | None) -> Iterator[tuple[Place, str]]:
    match value:
        case Text():
            yield from _check_text(place, value)
        case Content():
            if isinstance(value, Provenance) and today is not None and value.as_of > today:
                yield (
                    (*place, "as_of"),
                    f"{value.as_of} has not come yet; as_of is the day of which the figure is true",
                )
            for name, info in type(value).model_fields.items():
                yield from _walk((*place, info.alias or name), getattr(value, name), today)
        case tuple():
            for index, one in enumerate(value):
                yield from _walk((*place, index), one, today)
        case str():
            yield from _check_unseen(place, value)
        case _:
            return


def _check_text(place: Place, text: Text) -> Iterator[tuple[Place, str]]:
    yield from _check_unseen((*place, "zh"), text.zh)
    yield from _check_unseen((*place, "en"), text.en)
    found = _CHINESE.search(text.en)
    if found:
        yield (*place, "en"), f"has Chinese characters ({found.group()}); the English text is missing"
    role = next((step for step in reversed(place) if isinstance(step, str)), "")
    longest = LONGEST.get(role)
    if longest is None:
        return
    if len(text.zh) > longest:
        yield (*place, "zh"), f"has {len(text.zh)} characters; the screen has room for {longest}"
    if len(text.en) > 3 * longest:
        yield (*place, "en"), f"has {len(text.en)} letters; the screen has room for {3 * longest}"


def _check_unseen(place: Place, text: str) -> Iterator[tuple[Place, str]]:
    found = _UNSEEN.search(text)
    if found:
        yield (
            place,
            f"has a character that cannot be seen (U+{ord(found.group()):04X}), a tab or a line break",
        )
