"""``staff.db``, where one transaction holds a change together with the audit entry that tells of it.

WAL and ``synchronous=FULL`` as for the store of applications, and the same take-turns of writers: see
``kiosk.store.database``. A reader never waits.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from config.faults import EnvironmentFault
from kiosk.staff.audit_anchor import Anchor
from kiosk.staff.audit_chain import Chain, Entry, Verdict, end_of, entries, verify
from kiosk.staff.audit_event import Event
from kiosk.store.data_folder import DataFolder, make_private_folder
from kiosk.store.database import Database
from kiosk.store.disk_faults import disk_faults

_log = logging.getLogger("staff")


class StaffFolder(DataFolder):
    """The data folder as the staff's records see it: another database, the same locks and quarantine."""

    __slots__ = ()

    @property
    def database(self) -> Path:
        return self.root / "staff.db"

    @property
    def suspect(self) -> Path:
        return self.root / "staff.db.suspect"

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.root / "audit.head")

    def prepare(self) -> None:
        """Makes what is missing and closes to others what is there. Raises OSError."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_private_folder(self.quarantine)
        for file in (self.database, self.anchor.path):
            if file.is_file():
                file.chmod(0o600)


@dataclass(frozen=True, slots=True)
class Writing:
    """One transaction under way: change rows through ``connection``, and tell the audit log."""

    connection: Connection
    chain: Chain

    def tell(self, event: Event) -> None:
        self.chain.append(event)


class Records:
    """The staff's records, made by ``opening.open_records``; any thread. All raise EnvironmentFault.

    After STORE_DAMAGED the database is marked: whoever opens the records again gets fresh ones.
    """

    def __init__(self, folder: StaffFolder, database: Database) -> None:
        self.folder = folder
        self._database = database

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view."""
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Durable when the ``with`` is left, changes and audit entries together or not at all."""
        with self._database.writing() as connection:
            writing = Writing(connection, Chain(connection, self.folder.anchor))
            yield writing
        if writing.chain.has_grown:
            self._move_anchor()

    def record(self, event: Event) -> None:
        """An audit entry for a change that lies elsewhere."""
        with self.writing() as writing:
            writing.tell(event)

    def verify(self) -> Verdict:
        """Whether the audit log is whole. Reads all of it: about 75,000 entries a second."""
        with disk_faults():
            anchored = self.folder.anchor.read()
        with self._database.reading() as connection:
            return verify(connection, anchored)

    def entries(self) -> Iterator[Entry]:
        """Every audit entry, as it is exported."""
        with self._database.reading() as connection:
            yield from entries(connection)

    def data_version(self) -> int:
        """A number that changes when anybody has written anything here; cheap enough to poll."""
        return self._database.data_version()

    def close(self) -> None:
        """Lets go of every connection; they may be used again afterwards."""
        self._database.close()

    def _move_anchor(self) -> None:
        # Under the write lock, so that a slower process cannot set it back. The entries are durable already: when this
        # fails, on a full disk say, a technician must get in all the same. The next entry moves it on, verify tells.
        try:
            with self._database.writing() as connection:
                self.folder.anchor.write(end_of(connection))
        except EnvironmentFault as fault:
            _log.error("the audit log's anchor could not be written (%s)", fault.code)
