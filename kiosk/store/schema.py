"""Which version of the tables a database has, and how it is brought to ours.

Alembic is imported only when there is something to migrate: it takes half a second, and a station starts often.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection

from kiosk.store.tables import metadata

REVISIONS = ("0001", "0002")
"""Every revision that this program can bring up to date, oldest first; a test holds it equal to the migrations."""

HEAD = REVISIONS[-1]


def revision_of(database: sqlite3.Connection) -> str | None:
    """The revision as written in the database; None when it has no tables at all.

    Raises sqlite3.DatabaseError where the file is damaged, also when a table of ours is missing.
    """
    names = {str(name) for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not names:
        return None
    row = database.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None or (row[0] == HEAD and not names >= set(metadata.tables)):
        raise sqlite3.DatabaseError("tables are missing")
    return str(row[0])


def upgrade(connection: Connection) -> None:
    """Brings the database to HEAD inside the caller's transaction: all of it or nothing."""
    from alembic import command  # noqa: PLC0415  half a second, needed only here
    from alembic.config import Config  # noqa: PLC0415  half a second, needed only here

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
