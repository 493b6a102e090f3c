"""Compiles the service content into the one SQLite file that the kiosk opens in a millisecond.

The same content gives the same bytes: rows go in in a fixed order and nothing of the day or the machine goes in.
Written beside and renamed, so that a failed build leaves the last good catalogue standing.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.catalogue.content import FORMAT, ContentRefused, fingerprint
from kiosk.catalogue.item import Item
from kiosk.catalogue.source import read_items

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE item (
    code TEXT PRIMARY KEY, theme TEXT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    department_zh TEXT NOT NULL, kind TEXT NOT NULL, at_kiosk INTEGER NOT NULL, definition TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""


def build_catalogue(folder: Path, target: Path) -> list[Item]:
    """Writes ``target`` (0600) from the content below ``folder``; gives its items. Raises ContentRefused."""
    items, mistakes = read_items(folder)
    if mistakes:
        raise ContentRefused(mistakes)
    draft = target.with_name(target.name + ".new")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(draft)) as connection:
        connection.executescript(_SCHEMA)
        with connection:
            connection.executemany(
                "INSERT INTO meta VALUES (?, ?)",
                [("fingerprint", fingerprint(folder)), ("format", str(FORMAT))],
            )
            connection.executemany(
                "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        item.code,
                        item.theme,
                        item.name.zh,
                        item.name.en,
                        item.department.zh,
                        str(item.kind),
                        int(item.service is not None),
                        item.model_dump_json(exclude_defaults=True),
                    )
                    for item in sorted(items, key=lambda item: item.code)
                ],
            )
        connection.execute("VACUUM")
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.rename(target)
    return items
