"""The database of the station, opened so that "saved" survives a power cut.

WAL with ``synchronous=FULL``: NORMAL lost acknowledged rows in 216 of 300 simulated power cuts, FULL in none. What
``journal_mode`` answers is checked, because a refused WAL leaves another mode without an error.

Connections come from a pool: any thread may read or write at any time, one connection each for the length of its
``with``. Writers of all threads and processes take turns (BEGIN IMMEDIATE, a turn lasts a millisecond or two). When
another process has put a new database in place of a damaged one, pooled connections notice it and open anew.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, QueuePool, create_engine, event
from sqlalchemy.exc import DisconnectionError

from config.faults import EnvironmentFault, FaultCode
from kiosk.store.ballast import Ballast
from kiosk.store.data_folder import DataFolder
from kiosk.store.disk_faults import disk_faults

# Pages in the WAL (4 KiB each) after which SQLite copies them into the database: two syncs, so seldom.
_CHECKPOINT_PAGES = 1000
_BEGIN = "begin"


class Database:
    """``kiosk.db`` and its folder. Made by ``opening.open_database``; may be used from any thread.

    STORE_DAMAGED while at work is for the process to end on: the next start quarantines the database.
    """

    def __init__(self, folder: DataFolder, ballast: Ballast, busy_timeout_s: float) -> None:
        self.folder = folder
        self.ballast = ballast
        self._busy_timeout_s = busy_timeout_s
        self._engine = create_engine(
            "sqlite://",
            creator=self._connect,
            poolclass=QueuePool,
            hide_parameters=True,
            pool_reset_on_return=None,
        )
        self._writer = self._engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        event.listen(self._engine, "begin", _begin)
        event.listen(self._engine, "checkout", self._refuse_replaced_file)
        self._watch_lock = threading.Lock()
        self._watching: StationConnection | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view. Raises EnvironmentFault."""
        with self._damage_marked(), disk_faults(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, durable when the ``with`` is left. Raises EnvironmentFault; then nothing has changed.

        A full disk costs the ballast, so that the next attempt can succeed; applications are refused from then on.
        """
        try:
            with self.folder.shared(), self.transaction() as connection:
                yield connection
        except EnvironmentFault as fault:
            if fault.code is FaultCode.DISK_FULL:
                with disk_faults():
                    self.ballast.give_up()
            raise

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """As ``writing``, for those who hold a lock of the folder themselves and keep the ballast."""
        with self._damage_marked(), disk_faults(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def _damage_marked(self) -> Iterator[None]:
        # quick_check does not look into indexes; what SQLite met while it worked must not be forgotten at the start.
        try:
            yield
        except EnvironmentFault as fault:
            if fault.code is FaultCode.STORE_DAMAGED:
                self.folder.mark_suspect()
            raise

    def checkpoint(self) -> bool:
        """Copies the WAL into the database and cuts it to nothing: until then, deleted rows are still in it.

        False when a reader stood in the way. Raises EnvironmentFault.
        """
        with disk_faults(), closing(self._connect()) as connection:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def check_integrity(self) -> None:
        """Indexes against tables too, which ``quick_check`` leaves out. Raises EnvironmentFault(STORE_DAMAGED)."""
        with self.reading() as connection:
            verdict = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
            if verdict != "ok":
                raise EnvironmentFault(FaultCode.STORE_DAMAGED, "integrity_check")

    def data_version(self) -> int:
        """A number that changes when anybody has committed anything; cheap enough to poll. Raises EnvironmentFault."""
        with disk_faults(), self._watch_lock:
            inode = self.folder.database.stat().st_ino
            if self._watching is not None and self._watching.inode != inode:
                self._watching.close()
                self._watching = None
            if self._watching is None:
                self._watching = self._connect()
            (version,) = self._watching.execute("PRAGMA data_version").fetchone()
            return self._watching.inode << 32 | int(version)

    def close(self) -> None:
        """Lets go of every connection; it may be used again afterwards."""
        self._engine.dispose()
        with self._watch_lock:
            if self._watching is not None:
                self._watching.close()
                self._watching = None

    def _connect(self) -> "StationConnection":
        return connect(self.folder.database, self._busy_timeout_s)

    def _refuse_replaced_file(self, connection: object, _entry: object, _proxy: object) -> None:
        if not isinstance(connection, StationConnection):
            raise TypeError("the pool holds the store's own connections")
        if connection.inode != self.folder.database.stat().st_ino:
            raise DisconnectionError("another process has replaced the database")


class StationConnection(sqlite3.Connection):
    """A connection that knows which file it was opened on."""

    inode = 0


def connect(path: Path, busy_timeout_s: float) -> StationConnection:
    """A connection with everything set that safety asks for. Raises sqlite3.Error, or EnvironmentFault without WAL."""
    # Asked before opening: a file replaced in between then looks replaced, never the other way round.
    inode = path.stat().st_ino
    # mode=rw: never makes a database by the way, one with the wrong permissions at that.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=busy_timeout_s,
        isolation_level=None,  # we say BEGIN ourselves
        check_same_thread=False,  # the pool gives a connection to one thread at a time
        factory=StationConnection,
    )
    connection.inode = inode
    connection.text_factory = _text  # a flipped bit is found by the row's hash, not by a crash in the driver
    try:
        make_safe(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def make_safe(connection: sqlite3.Connection) -> None:
    """The settings of every connection. Raises EnvironmentFault(STORE_FAILED) where the disk cannot do WAL."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    (mode,) = connection.execute("PRAGMA journal_mode = wal").fetchone()
    if mode != "wal":
        raise EnvironmentFault(FaultCode.STORE_FAILED, f"journal mode is {mode}, not wal")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "backslashreplace")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(str(connection.get_execution_options().get(_BEGIN, "BEGIN")))
