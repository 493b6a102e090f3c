"""Writes the search's tables into the compiled catalogue: the same entries and synonyms give the same bytes.

Services of the same name (the city's, each district's, other cities') share one title, so that twelve thousand items
are a few hundred titles to compare.
"""

import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field

import numpy as np

from kiosk.search.entry import HOME, Entry
from kiosk.search.features import english_features, initial_features, taken_apart, units
from kiosk.search.folding import folded, parts
from kiosk.search.index import TextKind
from kiosk.search.lexicon import Lexicon
from kiosk.search.places import place_words, within
from kiosk.search.synonyms import Synonyms

_TABLE = "CREATE TABLE search_part (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT, WITHOUT ROWID"
_PLACE_ENDS, _LONGEST_PLACE = "省市区县镇乡道村社", 14
_KIOSK = {"yes": 2, "partial": 1, "no": 0}


@dataclass(slots=True)
class _Title:
    key: str
    entries: list[Entry]
    texts: list[tuple[TextKind, str]] = field(default_factory=list)


def write_index(connection: sqlite3.Connection, entries: Sequence[Entry], synonyms: Synonyms) -> None:
    """Creates and fills the table ``search_part``. The caller holds the transaction."""
    lexicon = Lexicon(synonyms)
    titles = _titles(entries, synonyms)
    spread: Counter[str] = Counter()
    rows: list[tuple[int, TextKind, str, dict[str, float]]] = []
    for number, title in enumerate(titles):
        everything: dict[str, float] = {}
        for kind, text in title.texts:
            features = _features(kind, text, lexicon)
            rows.append((number, kind, text, features))
            for name, weight in features.items():
                everything[name] = max(weight, everything.get(name, 0.0))
        spread.update(everything.keys())
        if sum(kind is not TextKind.ENGLISH for kind, _ in title.texts) > 1:
            rows.append((number, TextKind.ALL, "", everything))
    content = _postings(rows, spread, len(titles)) | _entries(titles, lexicon)
    content["synonyms"] = _json(_kept(synonyms))
    regions = ((entry.region, entry.region_name) for entry in entries if entry.region_name)
    official = "\n".join(title.key for title in titles)
    places = place_words(regions, official, _words(synonyms))
    content["places"] = _json({word: [place.code, *place.other] for word, place in places.items()})
    connection.execute(_TABLE)
    connection.executemany("INSERT INTO search_part VALUES (?, ?)", sorted(content.items()))


def _titles(entries: Sequence[Entry], synonyms: Synonyms) -> list[_Title]:
    """One for each name without its place; its entries best first: the city's own that end at a kiosk."""
    known = {folded(entry.name) for entry in entries}
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        grouped[_without_place(folded(entry.name), folded(entry.region_name), known)].append(entry)
    said = {folded(name): words for name, words in synonyms.services.items()}
    titles: list[_Title] = []
    for key in sorted(grouped):
        title = _Title(key, sorted(grouped[key], key=_rank))
        names = dict.fromkeys(folded(entry.name) for entry in title.entries if entry.region == HOME)
        pieces = parts(title.entries[0].name)
        words = [*said.get(key, ()), *(alias for entry in title.entries for alias in entry.aliases)]
        title.texts = [
            *((TextKind.NAME, name) for name in dict.fromkeys((key, *names))),
            *((TextKind.PART, piece) for piece in pieces if piece != key),
            *((TextKind.SAID, word) for word in dict.fromkeys(map(folded, words)) if word),
        ]
        if english := folded(title.entries[0].english):
            title.texts.append((TextKind.ENGLISH, english))
        titles.append(title)
    return titles


def _without_place(name: str, place: str, known: Set[str]) -> str:
    """The name that the service has everywhere: no region, no place before or behind a name known without it."""
    if place and len(name) > len(place) + 3 and place in name:
        return name.replace(place, "").strip()
    for end in range(2, min(len(name), _LONGEST_PLACE)):
        if name[end - 1] in _PLACE_ENDS and name[end:] in known:
            return name[end:]
        if name[-1] in _PLACE_ENDS and name[:-end] in known:
            return name[:-end]
    return name


def _rank(entry: Entry) -> tuple[int, int, int, int, str]:
    near = 0 if entry.region == HOME else 1 if within(entry.region, HOME) else 2
    return near, len(entry.name), -_KIOSK[entry.kiosk], -entry.hot, entry.code


def _features(kind: TextKind, text: str, lexicon: Lexicon) -> dict[str, float]:
    if kind is TextKind.ENGLISH:
        return english_features(text)
    # Official names are compared whole; everyday wording loses the words that queries lose.
    plain = lexicon.without_filler(text) if kind is TextKind.SAID else text
    made = units(plain, lexicon.shape)
    return taken_apart(made, lexicon).features | initial_features(plain) | english_features(text)


def _postings(
    rows: Sequence[tuple[int, TextKind, str, dict[str, float]]], spread: Mapping[str, int], titles: int
) -> dict[str, bytes]:
    rarity = {name: round(math.log(1 + titles / (seen + 0.5)), 3) for name, seen in spread.items()}
    where: dict[str, list[int]] = defaultdict(list)
    weight: dict[str, list[float]] = defaultdict(list)
    whole = np.zeros((3, len(rows)), dtype=np.float32)
    for text, (_, _, _, features) in enumerate(rows):
        for name in sorted(features):
            weighed = round(features[name] * rarity[name], 3)
            where[name].append(text)
            weight[name].append(weighed)
            whole[_norms(name), text] += weighed
    names = sorted(where)
    starts = np.cumsum([0, *(len(where[name]) for name in names)]).astype(np.int32)
    return {
        "features": "\n".join(names).encode(),
        "rarity": np.array([rarity[name] for name in names], np.float32).tobytes(),
        "starts": starts.tobytes(),
        "where": np.array([text for name in names for text in where[name]], np.int32).tobytes(),
        "weight": np.array([w for name in names for w in weight[name]], np.float32).tobytes(),
        "whole": whole.tobytes(),
        "text_kind": np.array([kind for _, kind, _, _ in rows], np.int8).tobytes(),
        "texts": "\n".join(text for _, _, text, _ in rows).encode(),
        "first_text": np.unique(np.array([title for title, *_ in rows]), return_index=True)[1]
        .astype(np.int32)
        .tobytes(),
    }


def _norms(name: str) -> list[int]:
    """Which of the three sums a feature counts in: all that Chinese has, what letters can spell, first letters."""
    match name[0]:
        case "c" | "C":
            return [0]
        case "i":
            return [2]
        case "e":
            return [0, 1, 2]
        case _:
            return [0, 1]


def _entries(titles: Sequence[_Title], lexicon: Lexicon) -> dict[str, bytes]:
    listed = [entry for title in titles for entry in title.entries]
    departments = sorted({entry.department for entry in listed})
    number = {department: place for place, department in enumerate(departments)}
    return {
        "codes": "\n".join(entry.code for entry in listed).encode(),
        "names": "\n".join(entry.name for entry in listed).encode(),
        "regions": "\n".join(entry.region for entry in listed).encode(),
        "departments": "\n".join(departments).encode(),
        "home_departments": _json(sorted({e.department for e in listed if e.region == HOME})),
        "title_keys": "\n".join(title.key for title in titles).encode(),
        "first_entry": np.cumsum([0, *(len(title.entries) for title in titles)]).astype(np.int32).tobytes(),
        "department": np.array([number[t.entries[0].department] for t in titles], np.int16).tobytes(),
        "english": "\n".join(title.entries[0].english.replace("\n", " ") for title in titles).encode(),
        "prior": np.array([_prior(title.entries[0]) for title in titles], np.float32).tobytes(),
        "hot": np.array([title.entries[0].hot for title in titles], np.int32).tobytes(),
        "deeds": np.array([_deeds(title, lexicon) for title in titles], np.int64).tobytes(),
    }


def _prior(entry: Entry) -> float:
    near = 1.0 if entry.region == HOME else 0.93 if within(entry.region, HOME) else 0.8
    return round(near * (0.985, 0.995, 1.0)[_KIOSK[entry.kiosk]], 3)


def _deeds(title: _Title, lexicon: Lexicon) -> int:
    deeds = taken_apart(units(title.key, lexicon.shape), lexicon).deeds
    match title.entries[0].kind:
        case "print":
            return deeds | lexicon.deeds.get("打印", 0)
        case "query":
            return deeds | lexicon.deeds.get("查询", 0)
        case _:
            return deeds


def _kept(synonyms: Synonyms) -> dict[str, object]:
    """What the searcher needs of the synonyms: not the services' wording, which is in the postings."""
    kept = asdict(synonyms)
    for left_out in ("services", "file", "lines"):
        del kept[left_out]
    return kept


def _words(synonyms: Synonyms) -> Iterable[str]:
    for table in (synonyms.things, synonyms.deeds):
        for said in table.values():
            yield from map(folded, said)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
