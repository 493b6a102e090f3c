"""A catalogue of realistic size for benchmarks and tests: the real items, and around them generated ones.

Made in seconds and without YAML. The same items, number and seed give the same bytes. It is marked as generated: in
the file's ``meta``, and by the code of every generated item, which begins with ``GEN-``. Pure; any thread.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kiosk.catalogue.generated_words import DEEDS, DEPARTMENTS, DISTRICTS, FORMS, OTHER_PLACES, TOWNS
from kiosk.catalogue.item import Item
from kiosk.catalogue.table import CompiledItem, ItemRow, compiled_item

PREFIX: Final = "GEN-"
FULL_SIZE: Final = 12_000
ELSEWHERE: Final = 3171
"""Items of other places that can be done here, in the city's account; in a smaller catalogue their share of it."""
ACROSS: Final = 450
"""Items of the city that can be done in other places."""

_SHARES: Final = (("district", 0.38), ("town", 0.16), ("village", 0.08))
"""Of the city's own generated items; the rest is the city's level."""

_WAYS: Final = ("online", "collect", "joint")
_HOME: Final = ("460100", "海口市", "Haikou")
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Name:
    zh: str
    en: str
    department: tuple[str, str]
    theme: str
    kind: str


def generate(real: Sequence[Item], number: int, seed: int) -> list[CompiledItem]:
    """``number`` items in all; the real ones are kept as they are. Raises ValueError when these are more already."""
    if number < len(real):
        raise ValueError(f"there are {len(real)} items already; ask for at least as many")
    dice = random.Random(seed)  # noqa: S311  nothing secret: the same seed shall give the same catalogue
    kept = [compiled_item(item) for item in real]
    made = number - len(kept)
    names = len(real) * len(OTHER_PLACES)
    elsewhere = min(made, names, round(ELSEWHERE * number / FULL_SIZE))
    others = list(_elsewhere(real, elsewhere, dice))
    own = list(_own({item.name.zh for item in real}, made - elsewhere, dice))
    wanted = round(ACROSS * number / FULL_SIZE) - sum(bool(item.row.across) for item in kept)
    city = [index for index, item in enumerate(own) if item.row.level == "city"]
    for index in sorted(dice.sample(city, max(0, min(wanted, len(city))))):
        own[index] = _with_across(own[index], dice.choice(_WAYS))
    return [*kept, *others, *own]


def _own(taken: set[str], number: int, dice: random.Random) -> Iterator[CompiledItem]:
    """The city's, its districts', towns' and villages' own items; a name stands once at each place."""
    names = [name for name in _names() if name.zh not in taken]
    shares = {level: round(number * share) for level, share in _SHARES}
    shares = {"city": number - sum(shares.values()), **shares}
    places: dict[str, tuple[tuple[str, str, str], ...]] = {
        "city": (_HOME,),
        "district": DISTRICTS,
        "town": TOWNS,
        "village": tuple((code, f"{zh}中心社区", f"{en} community") for code, zh, en in TOWNS),
    }
    serial = 0
    for level, share in shares.items():
        here = places[level]
        shuffled = dice.sample(names, len(names))
        for index in range(share):
            round_, place = divmod(index, len(here))
            name = shuffled[round_ % len(shuffled)]
            serial += 1
            yield _made(f"{PREFIX}{here[place][0]}-{serial:05}", name, level, here[place], serial)


def _elsewhere(real: Sequence[Item], number: int, dice: random.Random) -> Iterator[CompiledItem]:
    """Items of thirty other cities, of the real ones' names: what people confuse them with."""
    each = dice.sample(list(real), len(real))
    for index in range(number):
        round_, place = divmod(index, len(OTHER_PLACES))
        item = each[round_ % len(each)]
        code, zh, en = OTHER_PLACES[place]
        department = (_moved(item.department.zh, zh), item.department.en.replace("Haikou", en))
        name = _Name(item.name.zh, item.name.en, department, item.theme, str(item.kind))
        made = _made(f"{PREFIX}{code}-{index:05}", name, "city", (code, zh, en), index)
        row = replace(made.row, person="person" in item.audience, company="company" in item.audience)
        said = {**json.loads(made.definition), "audience": [str(one) for one in item.audience]}
        yield _with_across(replace(made, row=row, definition=_json(said)), _WAYS[index % 3])


def _moved(department: str, city: str) -> str:
    return department.replace("海口市", city) if "海口市" in department else city + department


def _names() -> Iterator[_Name]:
    for form_zh, form_en in FORMS:
        for deed_zh, deed_en, kind in DEEDS:
            for department_zh, department_en, theme, things in DEPARTMENTS:
                department = (f"海口市{department_zh}", f"Haikou {department_en}")
                for thing in things.split("|"):
                    zh, _, en = thing.partition(" ")
                    english = f"{form_en}{en} {deed_en}".strip()
                    name = f"{form_zh}{zh}{deed_zh}"
                    yield _Name(name, english[0].upper() + english[1:], department, theme, kind)


def _made(code: str, name: _Name, level: str, place: tuple[str, str, str], turn: int) -> CompiledItem:
    """One item as its row and its JSON. Every eighth application is finished at the kiosk."""
    region, place_zh, place_en = place
    department_zh, department_en = name.department
    if level != "city":
        department_zh = department_zh.replace("海口市", place_zh)
        department_en = department_en.replace("Haikou", place_en)
    finishes = turn % 8 == 0 and name.kind == "application" and region.startswith("4601")
    at_kiosk = "yes" if finishes or name.kind != "application" else "partial" if turn % 3 else "no"
    summary = (
        f"{place_zh}生成的测试事项，不是真实服务。",
        f"Generated for tests in {place_en}; no real service.",
    )
    handling = "promised" if name.kind == "application" else "immediate"
    company = turn % 4 == 1
    row = ItemRow(
        code, name.zh, name.en, *summary, department_zh, department_en, name.theme, "document", name.kind, handling,
        1 + turn % 4, level, region, place_zh, place_en, at_kiosk, finishes, person=not company, company=company,
        stage="", across="", instant=False, automatic=False, closed=False, bundle=False,
    )  # fmt: skip
    definition: dict[str, object] = {
        "code": code,
        "name": {"zh": name.zh, "en": name.en},
        "summary": {"zh": summary[0], "en": summary[1]},
        "department": {"zh": department_zh, "en": department_en},
        "theme": name.theme,
        "kind": name.kind,
        "handling": handling,
        "depth": row.depth,
        "level": level,
        "audience": ["company" if company else "person"],
        "at_kiosk": at_kiosk,
        "region": {"code": region, "name": {"zh": place_zh, "en": place_en}},
        "bring": [{"zh": "居民身份证", "en": "Resident ID card"}],
        "place": {"zh": f"{place_zh}政务服务大厅", "en": f"{place_en} service hall"},
    }
    if finishes:
        definition["service"] = _SERVICE
    return CompiledItem(row, _json(definition))


def _with_across(item: CompiledItem, way: str) -> CompiledItem:
    said = {**json.loads(item.definition), "across": way}
    return replace(item, row=replace(item.row, across=way), definition=_json(said))


def _json(definition: Json) -> str:
    return json.dumps(definition, ensure_ascii=False, separators=(",", ":"))


def _text(zh: str, en: str) -> Json:
    return {"zh": zh, "en": en}


_SERVICE: Final[Json] = {
    "situations": {
        "question": _text("您为谁办理？", "Who is it for?"),
        "options": [
            {"id": "self", "label": _text("本人办理", "For myself"), "detail": _text("本人", "Myself")}
        ],
    },
    "form": [
        {
            "title": _text("联系方式", "Contact"),
            "fields": [
                {"id": "phone", "label": _text("手机号码", "Mobile number"), "kind": "phone", "masked": True}
            ],
        }
    ],
    "materials": [
        {
            "id": "id_card",
            "name": _text("居民身份证", "Resident ID card"),
            "source": "chip",
            "note": _text("已从芯片读取", "Read from the chip"),
        }
    ],
    "eligibility": [
        {"id": "adult", "when": "applicant.age >= 18", "otherwise": _text("须年满18周岁", "18 or older")}
    ],
    "approval": [],
    "commitment": [_text("所填内容真实。", "What I have entered is true.")],
}
