"""The catalogue as the kiosk reads it: one compiled file, opened read-only.

Any thread may ask; questions take turns. Items are frozen and may go anywhere.
"""

import functools
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path

from config.faults import EnvironmentFault, FaultCode
from kiosk.catalogue.content import FORMAT
from kiosk.catalogue.item import Item


@dataclass(frozen=True, slots=True)
class Found:
    """One search result; ``why`` says in plain words what matched."""

    code: str
    name: str
    score: float
    why: str


class Catalogue:
    """Raises EnvironmentFault(CATALOGUE_MISSING) when there is no usable file at ``path``."""

    def __init__(self, path: Path) -> None:
        self._connection, self.fingerprint = _open(path)
        self._turn = threading.Lock()
        self.item = functools.lru_cache(maxsize=256)(self._item)

    def close(self) -> None:
        self._connection.close()

    def _item(self, code: str) -> Item | None:
        """The item, or None. Kept for the next asker (an item with rules takes about 1 ms to read)."""
        with self._turn:
            row = self._connection.execute("SELECT definition FROM item WHERE code = ?", (code,)).fetchone()
        return Item.model_validate_json(row[0]) if row else None

    def items(self) -> tuple[Item, ...]:
        """All items, those that end at the kiosk first, then by code."""
        with self._turn:
            rows = self._connection.execute("SELECT code FROM item ORDER BY at_kiosk DESC, code").fetchall()
        return tuple(item for (code,) in rows if (item := self.item(code)) is not None)

    def counts(self) -> dict[str, int]:
        """Items by theme."""
        with self._turn:
            return dict(
                self._connection.execute("SELECT theme, count(*) FROM item GROUP BY theme ORDER BY theme")
            )

    def search(self, text: str, limit: int = 10) -> tuple[Found, ...]:
        """Items whose name or department has the text's characters, best first. Plain: no slang, no pinyin."""
        wanted = {text.strip(), *text.split()} - {""}
        characters = set(text) - set(" \t")
        if not characters:
            return ()
        with self._turn:
            rows = self._connection.execute(
                "SELECT code, name_zh, name_en, department_zh FROM item ORDER BY code"
            ).fetchall()
        found = [
            score
            for code, name, english, department in rows
            if (score := _score(code, name, english, department, wanted, characters)) is not None
        ]
        return tuple(sorted(found, key=lambda result: (-result.score, result.code))[:limit])


def _open(path: Path) -> tuple[sqlite3.Connection, str]:
    """The open file and its content's fingerprint."""
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise EnvironmentFault(FaultCode.CATALOGUE_MISSING, f"{path}: {error}") from None
    try:
        meta = dict(connection.execute("SELECT name, value FROM meta"))
    except sqlite3.Error as error:
        connection.close()
        raise EnvironmentFault(FaultCode.CATALOGUE_MISSING, f"{path}: {error}") from None
    if meta.get("format") != str(FORMAT):
        connection.close()
        raise EnvironmentFault(FaultCode.CATALOGUE_MISSING, f"{path}: built by another version")
    return connection, meta["fingerprint"]


def _score(
    code: str, name: str, english: str, department: str, words: set[str], characters: set[str]
) -> Found | None:
    if any(word in name or word.lower() in english.lower() for word in words):
        return Found(code, name, 1.0, "name")
    shared = len(characters & set(name)) / len(characters)
    if shared >= 0.5:
        return Found(code, name, round(shared * 0.9, 3), "characters of the name")
    if any(word in department for word in words):
        return Found(code, name, 0.4, "department")
    return None
