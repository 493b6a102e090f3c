"""The same platform on PostgreSQL, for halls that have more than one host."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, inspect, select, text

from central.database import open_database
from central.keys import DEVELOPMENT, PlatformKeys
from central.officers import OfficerDecision
from central.platform import Platform, open_platform
from central.register import DecisionRefused
from central.registers.source import registers_for
from central.tables import case, metadata
from kiosk.case import CaseState
from kiosk.catalogue.item import Item
from kiosk.person import Person
from kiosk.question import AskProgressByNumber, ProgressTold
from sync.contract import Case, Rating
from tests.central.city import (
    BARE,
    COMPARED,
    GRANDMOTHER,
    NEIGHBOUR,
    OFFERED,
    SLOW,
    SON,
    CityKiosk,
    ageless,
)
from tests.central.hall import TODAY, case_of, fresh_id, seal, submission
from tests.central.postgresql_server import postgresql_server
from tests.central.test_migration import VERSION_1

NO_AGE_SLOW = ageless(SLOW, "HK-TS-0207")
STATION = "HK-TEST-001"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql_server() as url:
        yield url


@pytest.fixture
def database_url(server: str, request: pytest.FixtureRequest) -> str:
    """A database of the test's own."""
    name = request.node.name
    engine = create_engine(server.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.format(name)


@pytest.fixture
def platform(tmp_path: Path, keys: PlatformKeys, database_url: str) -> Iterator[Platform]:
    registers = registers_for("", DEVELOPMENT)
    opened = open_platform(tmp_path, keys, OFFERED.get, database_url, lambda: TODAY, registers)
    yield opened
    opened.close()


def _apply(platform: Platform, item: Item, applicant: Person, **changes: object) -> Case:
    kiosk = CityKiosk("", trust=platform.keys.trust())
    application = kiosk.filled(item, applicant, **changes)
    return case_of(platform.cases.take(submission(seal(application, kiosk.trust)), STATION))


def test_a_day_at_the_hall(platform: Platform) -> None:
    receipt = fresh_id()
    granted = _apply(platform, COMPARED, GRANDMOTHER, group=receipt)
    refused = _apply(platform, COMPARED, NEIGHBOUR, group=receipt)
    ordinary, fast = _apply(platform, NO_AGE_SLOW, GRANDMOTHER), _apply(platform, NO_AGE_SLOW, SON)
    assert (granted.state, refused.state) == (CaseState.GRANTED, CaseState.REFUSED)
    assert platform.register.query([receipt]) == (granted, refused)
    assert platform.desk.cases(CaseState.ACCEPTED, "", 10) == (fast, ordinary)
    assert platform.desk.cases(CaseState.ACCEPTED, fast.acceptance_number, 10) == (ordinary,)
    decided = platform.desk.decide(ordinary.id, OfficerDecision(state=CaseState.GRANTED))
    assert not isinstance(decided, DecisionRefused)
    progress = platform.questions.progress
    told = progress.by_number(AskProgressByNumber(number=ordinary.id, last_four="0027"))
    assert isinstance(told, ProgressTold)
    assert [step.state for step in told.cases[0].steps] == ["received", "accepted", "granted"]
    assert len(progress.by_person(GRANDMOTHER.id_number).cases) == 2
    issued = platform.questions.documents.of_case(granted.id)
    assert issued is not None
    assert (
        platform.questions.documents.find(platform.questions.documents.verification(issued.number)) == issued
    )
    rating = Rating(id=granted.id, level=1)
    assert platform.ratings.take([rating, rating], STATION, TODAY) == (granted.id, granted.id)
    assert len(platform.ratings.call_backs(10)) == 1


def test_eight_senders_of_one_application_make_one_case(platform: Platform) -> None:
    kiosk = CityKiosk("", trust=platform.keys.trust())
    sealed = submission(seal(kiosk.filled(BARE, GRANDMOTHER), kiosk.trust))
    gate = threading.Barrier(8, timeout=20)

    def send(_: int) -> Case:
        gate.wait()
        return case_of(platform.cases.take(sealed, STATION))

    with ThreadPoolExecutor(8) as senders:
        cases = list(senders.map(send, range(8)))
    assert len(set(cases)) == 1
    with platform.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(case)).scalar_one() == 1


def test_an_old_database_is_brought_up(tmp_path: Path, database_url: str, server: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text(VERSION_1.replace("BLOB", "BYTEA")))
    engine.dispose()
    shapes = []
    for url in (database_url, server.format("postgres")):
        with closing(open_database(tmp_path, url)) as database:
            inspector = inspect(database.engine)
            shapes.append(
                {
                    table.name: {
                        column["name"]: (str(column["type"]), column["nullable"])
                        for column in inspector.get_columns(table.name)
                    }
                    for table in metadata.sorted_tables
                }
            )
    assert shapes[0] == shapes[1]
