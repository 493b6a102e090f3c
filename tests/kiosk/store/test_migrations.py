"""A fresh database is made by the same migrations that bring an old one up to date, and opening stays cheap."""

import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

import kiosk.store.schema
from kiosk.store.database import Database
from kiosk.store.schema import HEAD, REVISIONS
from kiosk.store.tables import metadata
from tests.kiosk.store.hall import ROOT, small_station, station_environment


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(kiosk.store.schema.__file__).parent / "migrations"))
    return ScriptDirectory.from_config(config)


def test_the_constant_is_the_head_of_the_migrations() -> None:
    assert scripts().get_heads() == [HEAD]
    assert tuple(reversed([script.revision for script in scripts().walk_revisions()])) == REVISIONS


def test_the_migrations_make_the_tables_that_the_program_declares(database: Database) -> None:
    declared = create_engine("sqlite://")
    metadata.create_all(declared)
    statement = text("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE '%alembic%' ORDER BY name")

    def words(sql: str | None) -> list[str]:
        return (sql or "").split()

    with declared.connect() as connection:
        wanted = {name: words(sql) for name, sql in connection.execute(statement)}
    with database.reading() as connection:
        made = {name: words(sql) for name, sql in connection.execute(statement)}
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}
    assert made == wanted
    declared.dispose()


def test_every_table_of_ours_is_strict(database: Database) -> None:
    with database.reading() as connection:
        listed = connection.exec_driver_sql("SELECT name, strict FROM pragma_table_list")
        strict = {str(name): int(flag) for name, flag in listed}
    assert {name: strict[name] for name in metadata.tables} == dict.fromkeys(metadata.tables, 1)


def test_opening_a_database_that_is_up_to_date_does_not_load_the_migrations(data: Path) -> None:
    small_station(data).close()
    look = (
        "import sys; from pathlib import Path; from tests.kiosk.store.hall import small_station;"
        "small_station(Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    )

    def loaded(folder: Path) -> str:
        command = [sys.executable, "-c", look, str(folder)]
        return subprocess.run(
            command, env=station_environment(), cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()

    assert loaded(data) == "False"
    assert loaded(data.with_name("fresh")) == "True"
