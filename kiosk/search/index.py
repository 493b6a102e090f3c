"""The search's tables as arrays in memory, read once; frozen afterwards, any thread."""

import json
import sqlite3
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from kiosk.search.places import PlaceWord
from kiosk.search.synonyms import Ask, AskOption, Synonyms

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


class TextKind(IntEnum):
    """What one searchable text is; all of a title's together are its last."""

    NAME = 0
    PART = 1
    SAID = 2
    ENGLISH = 3
    ALL = 4


@dataclass(frozen=True, slots=True)
class Index:
    """Postings of features over texts, texts over titles, titles over entries; see ``build`` for each."""

    row: dict[str, int]
    rarity: list[float]
    starts: list[int]
    where: Ints
    weight: Floats
    whole: npt.NDArray[np.float32]
    text_kind: npt.NDArray[np.int8]
    texts: list[str]
    first_text: Ints
    codes: list[str]
    names: list[str]
    regions: list[str]
    departments: list[str]
    home_departments: list[str]
    title_keys: dict[str, int]
    first_entry: list[int]
    department: npt.NDArray[np.int16]
    english: list[str]
    prior: Floats
    hot: Ints
    deeds: npt.NDArray[np.int64]
    places: dict[str, PlaceWord]
    synonyms: Synonyms


def read_index(connection: sqlite3.Connection) -> Index:
    """Raises sqlite3.Error when the file has no index of this kind, KeyError when a part is missing."""
    part: dict[str, bytes] = dict(connection.execute("SELECT name, content FROM search_part"))

    def lines(name: str) -> list[str]:
        return part[name].decode().split("\n")

    return Index(
        row={name: place for place, name in enumerate(lines("features"))},
        rarity=np.frombuffer(part["rarity"], np.float32).tolist(),
        starts=np.frombuffer(part["starts"], np.int32).tolist(),
        where=np.frombuffer(part["where"], np.int32),
        weight=np.frombuffer(part["weight"], np.float32),
        whole=np.frombuffer(part["whole"], np.float32).reshape(3, -1),
        text_kind=np.frombuffer(part["text_kind"], np.int8),
        texts=lines("texts"),
        first_text=np.frombuffer(part["first_text"], np.int32),
        codes=lines("codes"),
        names=lines("names"),
        regions=lines("regions"),
        departments=lines("departments"),
        home_departments=json.loads(part["home_departments"]),
        title_keys={key: place for place, key in enumerate(lines("title_keys"))},
        first_entry=np.frombuffer(part["first_entry"], np.int32).tolist(),
        department=np.frombuffer(part["department"], np.int16),
        english=lines("english"),
        prior=np.frombuffer(part["prior"], np.float32),
        hot=np.frombuffer(part["hot"], np.int32),
        deeds=np.frombuffer(part["deeds"], np.int64),
        places={
            word: PlaceWord(code, tuple(other)) for word, (code, *other) in json.loads(part["places"]).items()
        },
        synonyms=_synonyms(json.loads(part["synonyms"])),
    )


def _synonyms(kept: dict[str, Any]) -> Synonyms:
    asks = {
        word: Ask(
            ask["zh"], ask["en"],
            tuple(AskOption(option["zh"], option["en"], tuple(option["services"])) for option in ask["options"]),
        )
        for word, ask in kept["ask"].items()
    }  # fmt: skip
    return Synonyms(
        filler=tuple(kept["filler"]),
        quiet=kept["quiet"],
        shapes=tuple(kept["shapes"]),
        things={name: tuple(said) for name, said in kept["things"].items()},
        deeds={name: tuple(said) for name, said in kept["deeds"].items()},
        departments={name: tuple(said) for name, said in kept["departments"].items()},
        pick=(kept["pick"][0], kept["pick"][1]) if kept["pick"] else None,
        ask=asks,
    )
