"""A platform that ran before groups, lanes and documents: its database is brought up, its cases stay what they were."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError

from central.database import open_database
from central.keys import PlatformKeys
from central.platform import open_platform
from central.tables import VERSION, metadata
from kiosk.case import CaseState
from kiosk.credit import Lane
from kiosk.question import AskProgressByNumber, ProgressTold
from kiosk.store.row import milliseconds
from tests.central.hall import ELDER, TODAY, fill_in, find_item, seal

VERSION_1 = """
CREATE TABLE acceptance_counter (day TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (day));
CREATE TABLE attachment (sha256 TEXT NOT NULL, size BIGINT NOT NULL, station TEXT NOT NULL,
    received_at BIGINT NOT NULL, PRIMARY KEY (sha256));
CREATE TABLE rating (case_id TEXT NOT NULL, level INTEGER NOT NULL, station TEXT NOT NULL,
    received_at BIGINT NOT NULL, PRIMARY KEY (case_id),
    CONSTRAINT level_is_one_to_five CHECK (level BETWEEN 1 AND 5));
CREATE TABLE rejection (id TEXT NOT NULL, manifest_hash TEXT NOT NULL, code TEXT NOT NULL,
    item TEXT NOT NULL, fields TEXT NOT NULL, station TEXT NOT NULL, first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL, PRIMARY KEY (id, manifest_hash, code));
CREATE TABLE schema_version (version INTEGER NOT NULL, PRIMARY KEY (version));
CREATE TABLE service_case (id TEXT NOT NULL, manifest_hash TEXT NOT NULL, item TEXT NOT NULL,
    envelope BLOB NOT NULL, station TEXT NOT NULL, state TEXT NOT NULL, acceptance_number TEXT NOT NULL,
    received_at BIGINT NOT NULL, decided_at BIGINT, amount TEXT, amount_demo BOOLEAN NOT NULL,
    reasons TEXT NOT NULL, person_tag TEXT NOT NULL, PRIMARY KEY (id),
    CONSTRAINT state_is_known CHECK (state IN ('accepted', 'granted', 'refused', 'returned')),
    CONSTRAINT decided_has_a_time CHECK ((state = 'accepted') = (decided_at IS NULL)),
    UNIQUE (acceptance_number));
CREATE INDEX case_by_state ON service_case (state, acceptance_number);
CREATE TABLE service_grant (person_tag TEXT NOT NULL, case_id TEXT NOT NULL, PRIMARY KEY (person_tag));
CREATE TABLE station (id TEXT NOT NULL, name TEXT NOT NULL, public_key BLOB NOT NULL,
    enrolled_at BIGINT NOT NULL, PRIMARY KEY (id));
CREATE TABLE case_attachment (case_id TEXT NOT NULL, position INTEGER NOT NULL, sha256 TEXT NOT NULL,
    size BIGINT NOT NULL, PRIMARY KEY (case_id, position),
    FOREIGN KEY(case_id) REFERENCES service_case (id), FOREIGN KEY(sha256) REFERENCES attachment (sha256));
INSERT INTO schema_version VALUES (1);
"""
"""As version 1 made it."""


@pytest.fixture
def old_folder(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "platform.db", isolation_level=None)) as old:
        old.executescript(VERSION_1)
    return tmp_path


def test_an_old_database_has_every_table_and_column_of_a_new_one(old_folder: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    shapes = []
    for folder in (old_folder, fresh):
        database = open_database(folder)
        inspector = inspect(database.engine)
        shapes.append(
            {
                table.name: (
                    {column["name"]: str(column["type"]) for column in inspector.get_columns(table.name)},
                    {index["name"] for index in inspector.get_indexes(table.name)},
                )
                for table in metadata.sorted_tables
            }
        )
        database.close()
    assert shapes[0] == shapes[1]


def test_a_case_of_before_is_found_by_its_number_and_decided_as_ever(
    old_folder: Path, keys: PlatformKeys
) -> None:
    application = fill_in()
    sealed = seal(application, keys.trust())
    row = (
        application.id, sealed.manifest_hash, application.item, sealed.envelope, "HK-TEST-001", "accepted",
        "46010020260506000001X", milliseconds(TODAY), None, None, False, '["read_from_chip"]', "tag",
    )  # fmt: skip
    with closing(sqlite3.connect(old_folder / "platform.db", isolation_level=None)) as old:
        old.execute("INSERT INTO service_case VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    platform = open_platform(old_folder, keys, find_item, clock=lambda: TODAY)
    (case,) = platform.register.query([application.id])
    assert (case.state, case.lane, case.group, case.promised_by) == (
        CaseState.ACCEPTED,
        Lane.ORDINARY,
        None,
        None,
    )
    question = AskProgressByNumber(number=application.id, last_four=ELDER.id_number[-4:])
    told = platform.questions.progress.by_number(question)
    assert isinstance(told, ProgressTold)
    assert [step.state for step in told.cases[0].steps] == [CaseState.RECEIVED, CaseState.ACCEPTED]
    platform.close()


def test_it_is_brought_up_once_and_then_opened_as_it_is(old_folder: Path) -> None:
    for _ in range(2):
        open_database(old_folder).close()
    with closing(sqlite3.connect(old_folder / "platform.db")) as opened:
        assert opened.execute("SELECT version FROM schema_version").fetchall() == [(VERSION,)]


def test_what_goes_wrong_on_the_way_leaves_the_old_database_as_it_was(old_folder: Path) -> None:
    path = old_folder / "platform.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.execute("CREATE TABLE case_by_group (x)")  # in the way of an index of that name
        before = old.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall()
    with pytest.raises(OperationalError):
        open_database(old_folder)
    with closing(sqlite3.connect(path)) as old:
        assert old.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall() == before
