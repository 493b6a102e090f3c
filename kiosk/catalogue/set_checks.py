"""What is wrong between items: a cart asks once for what has one id, so one id must mean one thing everywhere.

Each finding is the item's position, a place within it and a sentence. Pure; any thread.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

from kiosk.catalogue.item import Item
from kiosk.catalogue.reference import ServicePlace
from kiosk.catalogue.service import FieldKind, FormField
from kiosk.catalogue.sheet import Place
from kiosk.catalogue.spelling import nearest

Finding = tuple[int, Place, str]
Said = tuple[int, Place, str, str]
"""The item's position, the place, the id, and what this item says that the id is."""

_TOWN_PREFIXES: Final = ("海口市", "海南省")


def check_set(items: Sequence[Item], unread: Collection[str]) -> Iterator[Finding]:
    """All that only the whole set shows. Codes that stand twice are the reader's; ``unread`` are those of items that
    have mistakes of their own."""
    yield from _agree(
        items,
        _fields(items),
        lambda name, said, usual, who: (
            f"{name} is {said} here and {usual} in {who}; the cart asks once for one id"
        ),
    )
    yield from _agree(
        items,
        _materials(items),
        lambda name, said, usual, who: (
            f"{name} is the certificate {said} here and {usual} in {who}; the cart takes one paper for one id"
        ),
    )
    yield from _check_bundles(items, unread)
    yield from _check_departments(items)


def check_place_departments(places: Sequence[ServicePlace], items: Sequence[Item]) -> Iterator[Finding]:
    """Places of departments that no item has."""
    known = {item.department.zh for item in items}
    for index, place in enumerate(places):
        for d, department in enumerate(place.departments):
            if department not in known:
                message = f"no item is of {department}{nearest(department, known)}"
                yield index, ("places", index, "departments", d), message


def _agree(
    items: Sequence[Item], said: Iterable[Said], message: Callable[[str, str, str, str], str]
) -> Iterator[Finding]:
    """Names every item that says something else of an id than most do."""
    by_id: dict[str, list[Said]] = {}
    for one in said:
        by_id.setdefault(one[2], []).append(one)
    for name, ones in by_id.items():
        usual = Counter(one[3] for one in ones).most_common(1)[0][0]
        who = next(items[one[0]].code for one in ones if one[3] == usual)
        for position, place, _, this in ones:
            if this != usual:
                yield position, place, message(name, this, usual, who)


def _fields(items: Sequence[Item]) -> Iterator[Said]:
    for position, item in enumerate(items):
        for s, section in enumerate(item.service.form if item.service else ()):
            for f, field in enumerate(section.fields):
                yield position, ("service", "form", s, "fields", f, "id"), field.id, _shape(field)


def _shape(field: FormField) -> str:
    if field.kind is FieldKind.CHOICE:
        return f"a choice of {', '.join(sorted(choice.value for choice in field.choices))}"
    return f"of kind {field.kind}"


def _materials(items: Sequence[Item]) -> Iterator[Said]:
    for position, item in enumerate(items):
        for index, material in enumerate(item.service.materials if item.service else ()):
            if material.certificate is not None:
                yield (
                    position,
                    ("service", "materials", index, "certificate"),
                    material.id,
                    material.certificate,
                )


def _check_bundles(items: Sequence[Item], unread: Collection[str]) -> Iterator[Finding]:
    by_code = {item.code: item for item in items}
    for position, item in enumerate(items):
        for index, code in enumerate(item.bundle):
            place: Place = ("bundle", index)
            member = by_code.get(code)
            if member is None and code in unread:
                continue
            if member is None:
                yield position, place, f"there is no item {code}{nearest(code, by_code)}"
            elif member.bundle:
                yield position, place, f"{code} is a bundle itself; name its members"
            elif member.service is None:
                yield (
                    position,
                    place,
                    f"{code} is a guide without a service, so it cannot be done with others",
                )
            if code in item.bundle[:index]:
                yield position, place, f"{code} is there twice"


def _check_departments(items: Sequence[Item]) -> Iterator[Finding]:
    """One department written in two ways."""
    english: dict[str, Counter[str]] = {}
    spellings: dict[str, Counter[str]] = {}
    for item in items:
        english.setdefault(item.department.zh, Counter())[item.department.en] += 1
        spellings.setdefault(_sound(item.department.zh), Counter())[item.department.zh] += 1
    for position, item in enumerate(items):
        usual = spellings[_sound(item.department.zh)].most_common(1)[0][0]
        if usual != item.department.zh:
            yield position, ("department", "zh"), f"{item.department.zh} is written {usual} elsewhere"
            continue
        usual = english[item.department.zh].most_common(1)[0][0]
        if usual != item.department.en:
            message = f"{item.department.zh} is {item.department.en!r} here and {usual!r} elsewhere"
            yield position, ("department", "en"), message


def _sound(department: str) -> str:
    """A department's name without what people leave out or write in two ways."""
    name = "".join(unicodedata.normalize("NFKC", department).split())
    for prefix in _TOWN_PREFIXES:
        name = name.removeprefix(prefix)
    return name
