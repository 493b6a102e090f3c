"""The settings that operators changed at this station, read before anything else is opened.

Without the libraries of the store: the touchscreen reads its settings before its first screen. Read-only; a database
that is missing, damaged or of an older version changes nothing, for whoever opens the records next deals with it.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.store.row import is_intact

_STANDING = """
SELECT * FROM change WHERE id IN (
    SELECT max(id) FROM change WHERE kind = 'setting' AND undone_by IS NULL GROUP BY subject
) ORDER BY id
"""


def local_settings(data: Path) -> dict[str, tuple[int, str]]:
    """By key: the number of the change and the value as it was given."""
    path = data / "staff.db"
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            rows = [dict(row) for row in connection.execute(_STANDING)]
    except (sqlite3.Error, UnicodeDecodeError):
        return {}
    found: dict[str, tuple[int, str]] = {}
    for row in rows:
        if is_intact(row):
            body = json.loads(row["body"])
            if body["value"] is not None:
                found[body["key"]] = (int(row["id"]), body["value"])
    return found
