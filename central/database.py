"""The platform's database: SQLite in its own folder by default, PostgreSQL by URL.

On SQLite a commit is on the platter before it returns (WAL, ``synchronous=FULL``), and writers of all threads and
processes take turns. May be used from any thread.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, insert, make_url, select

from central.migration import bring_up
from central.tables import VERSION, metadata, schema_version
from config.faults import EnvironmentFault, FaultCode
from kiosk.store.database import connect
from kiosk.store.disk_faults import disk_faults

_BUSY_TIMEOUT_S = 15.0
_CONNECTIONS = 20
_BEGIN = "begin"


class Database:
    """Transactions on the platform's tables."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view. Raises EnvironmentFault."""
        with disk_faults(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, durable when the ``with`` is left, undone when it is left by an exception.

        Raises EnvironmentFault, and IntegrityError where another was a moment earlier.
        """
        with disk_faults(), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def open_database(folder: Path, url: str = "") -> Database:
    """The database at ``url``, or ``platform.db`` in ``folder``; its tables are made when there are none, and an older
    database is brought up to this version.

    Raises EnvironmentFault(STORE_FAILED) for a database of a later version, or as the disk fails.
    """
    with disk_faults(), _alone(folder):
        database = Database(_engine(folder, url))
        with database.writing() as connection:
            schema_version.create(connection, checkfirst=True)
            version = connection.execute(select(schema_version.c.version)).scalar()
            if version is None:
                connection.execute(insert(schema_version).values(version=VERSION))
            if version is not None and version < VERSION:
                bring_up(connection)
                version = VERSION
            if version in {None, VERSION}:
                metadata.create_all(connection)
        if version not in {None, VERSION}:
            database.close()
            raise EnvironmentFault(FaultCode.STORE_FAILED, f"platform database of version {version}")
        return database


def _engine(folder: Path, url: str) -> Engine:
    if not url:
        return _sqlite(folder / "platform.db")
    asked = make_url(url)
    if asked.get_backend_name() == "sqlite":
        return _sqlite(folder / (asked.database or "platform.db"))
    return create_engine(asked, hide_parameters=True, pool_size=_CONNECTIONS, pool_pre_ping=True)


def _sqlite(path: Path) -> Engine:
    # SQLite gives its -wal and -shm the mode of the database.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    path.chmod(0o600)

    def open_connection() -> sqlite3.Connection:
        return connect(path, _BUSY_TIMEOUT_S)

    engine = create_engine(
        "sqlite://",
        creator=open_connection,
        poolclass=QueuePool,
        pool_size=_CONNECTIONS,
        max_overflow=_CONNECTIONS,
        pool_reset_on_return=None,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(str(connection.get_execution_options().get(_BEGIN, "BEGIN")))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two processes that start on one new folder would both make the tables, and both turn WAL on."""
    descriptor = os.open(folder / "platform.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
