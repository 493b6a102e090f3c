"""The outbox: when ``add`` returns, the application is on the platter and "saved on this machine" may be shown.

It then goes its way to the platform (``states.py``), through whoever claims it: two processes never hold the same one
at a time, and a sender that dies loses its claim when the lease ends. The worker keeps ids only; everything else is
read from here again. A damaged row is made anew from its sealed file; damaged files are handed to staff by code.

All methods may be called from any thread and any process, and raise EnvironmentFault when disk or database fail;
then nothing has changed.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, and_, delete, select
from sqlalchemy.dialects.sqlite import insert

from config.faults import EnvironmentFault
from kiosk.envelope import SealedApplication
from kiosk.store.application_rows import application_row, attachment_rows
from kiosk.store.database import Database
from kiosk.store.disk_faults import disk_faults
from kiosk.store.due import LONGEST_QUESTION, LONGEST_RETRY, as_due, is_due
from kiosk.store.outbox_reading import OutboxReading
from kiosk.store.queued_rows import one_row, rows, store
from kiosk.store.ratings import RatingBox
from kiosk.store.row import Columns, QueuedItem, error_code, is_intact, milliseconds, queued
from kiosk.store.sealed_files import Damage, SealedFiles, seal_up
from kiosk.store.states import SIGNED_FOR, OutboxState, Step, after
from kiosk.store.stocktake import mend_damaged_rows
from kiosk.store.tables import outbox, outbox_attachment

_INSERT = insert(outbox).on_conflict_do_nothing()
_INSERT_ATTACHMENTS = insert(outbox_attachment)


class Outbox(OutboxReading, RatingBox):
    """The applications (and ratings) on this machine."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._files = SealedFiles(database.folder)

    def add(self, application: SealedApplication, now: datetime) -> None:
        """Keeps one application, queued; durable when this returns. The same one again is a no-op.

        Raises EnvironmentFault(DISK_FULL) below the floor or on a full disk, (STORE_FAILED) otherwise, with nothing
        half-done; ValueError (a defect) for an id that is here with another content.
        """
        self.add_all((application,), now)

    def add_all(self, applications: Sequence[SealedApplication], now: datetime) -> None:
        """Keeps the parts of a cart or bundle, all of them or none; otherwise as `add`."""
        files = [(seal_up(application), application.attachments) for application in applications]
        rows = [(application_row(file.header, now), attachment_rows(file.header)) for file, _ in files]
        made: dict[str, tuple[Path, ...]] = {}
        with disk_faults(), self.database.folder.shared():
            self.database.ballast.require_room()
            try:
                for (file, attachments), (row, _) in zip(files, rows, strict=True):
                    made[str(row["id"])] = self._files.write(file, attachments)
                known = self._insert(rows)
            except BaseException:
                self._discard(made.values())
                self._cut_failed_commit()
                raise
            for application in applications:
                if application.id not in known:
                    self._files.settle(application.id)
            self._discard(paths for name, paths in made.items() if name in known)
        if any(
            known[name]["manifest_hash"] != row["manifest_hash"]
            for row, _ in rows
            if (name := row["id"]) in known
        ):
            raise ValueError("another application has this id")

    def _discard(self, written: Iterable[tuple[Path, ...]]) -> None:
        for paths in written:
            self._files.discard(paths)

    def due(self, now: datetime, limit: int) -> list[QueuedItem]:
        """What is to be sent now, the longest waiting first. A ``sending`` whose lease ran out is ``unknown``."""
        rows = self._due_rows(now, limit)
        if not all(is_intact(row) for row in rows):
            self.verify(now)
            rows = self._due_rows(now, limit)
        return [as_due(row) for row in rows]

    def claim(self, ids: Sequence[str], now: datetime, lease: timedelta) -> list[QueuedItem]:
        """Takes those of ``ids`` that are still due, for the length of the lease (an hour at most), to send them."""
        until = milliseconds(now + min(lease, LONGEST_RETRY))
        claimed: list[QueuedItem] = []
        with self.database.writing() as connection:
            for row in rows(connection, and_(outbox.c.id.in_(ids), is_due(now))):
                if not is_intact(row):
                    continue  # ``due`` mends it
                columns: Columns = {
                    **row,
                    "state": after(as_due(row).state, Step.CLAIM).value,
                    "attempts": as_due(row).attempts + 1,
                    "next_attempt_at": until,
                }
                store(connection, columns, now)
                claimed.append(queued(columns))
        return claimed

    def load(self, application_id: str, now: datetime) -> SealedApplication | Damage | None:
        """The application for sending, every byte checked; None when it is not here, or purged by now.

        Damaged files are handed to staff: the row is ``needs_staff`` with the damage as its code.
        """
        with self.database.reading() as connection:
            row = one_row(connection, application_id)
        if row is not None and not is_intact(row):
            self.verify(now)
            with self.database.reading() as connection:
                row = one_row(connection, application_id)
        if row is None or row["state"] == OutboxState.PURGED:
            return None
        with disk_faults():
            found = self._files.load(application_id)
        if isinstance(found, SealedApplication) and found.manifest_hash != row["manifest_hash"]:
            found = Damage.SEALED_DAMAGED
        if isinstance(found, Damage) and not self.needs_staff(application_id, found.value, now):
            now_is = self.get(application_id)
            return None if now_is is None or now_is.state in SIGNED_FOR else found
        return found

    def retry_later(
        self, application_id: str, state: OutboxState, code: str, next_attempt_at: datetime, now: datetime
    ) -> bool:
        """Gives a claim back: ``queued`` if the platform surely does not have it, ``unknown`` if that is not sure.

        In an hour at the latest. False when it came too late, because another sender has the claim or got further.
        """
        steps = {OutboxState.QUEUED: Step.NOT_SENT, OutboxState.UNKNOWN: Step.UNSURE}
        if state not in steps:
            raise ValueError(f"a claim is not given back as {state}")
        at = milliseconds(min(next_attempt_at, now + LONGEST_RETRY))
        return self._take(
            application_id, steps[state], {"last_error": error_code(code), "next_attempt_at": at}, now
        )

    def receipted(
        self,
        application_id: str,
        receipt: str,
        acceptance_number: str | None,
        case_state: str | None,
        case_detail: str | None,
        next_question_at: datetime | None,
        now: datetime,
    ) -> bool:
        """The platform signed (``receipt``, a JWS that the caller has verified) for every byte.

        ``next_question_at`` is when to ask how the case stands, None if it is final. False when it was known already.
        """
        changes: Columns = {
            "receipt": receipt,
            "acceptance_number": acceptance_number,
            "case_state": case_state,
            "case_detail": case_detail,
            "next_attempt_at": _question(next_question_at, now),
            "last_error": None,
        }
        return self._take(application_id, Step.RECEIPT, changes, now)

    def needs_correction(self, application_id: str, code: str, now: datetime) -> bool:
        """The platform refused the content. False when the platform has signed for it, or it was known already."""
        changes: Columns = {"last_error": error_code(code), "next_attempt_at": None}
        return self._take(application_id, Step.REFUSE, changes, now)

    def needs_staff(self, application_id: str, code: str, now: datetime) -> bool:
        """Only staff can help. False when the platform has signed for it, or it was known already."""
        changes: Columns = {"last_error": error_code(code), "next_attempt_at": None}
        return self._take(application_id, Step.ALARM, changes, now)

    def resend(self, application_id: str, now: datetime) -> bool:
        """Staff want it sent once more, at once. False when it is on its way anyhow or signed for."""
        return self._take(application_id, Step.RESEND, {"next_attempt_at": milliseconds(now)}, now)

    def update_case(
        self,
        application_id: str,
        case_state: str,
        case_detail: str | None,
        next_question_at: datetime | None,
        now: datetime,
    ) -> None:
        """How the case stands at the platform; ``next_question_at`` None: final. Raises ValueError before a receipt."""
        with self.database.writing() as connection:
            row = one_row(connection, application_id)
            if row is None or row["state"] not in SIGNED_FOR:
                raise ValueError("only what the platform signed for has a case")
            changes: Columns = {
                "case_state": case_state,
                "case_detail": case_detail,
                "next_attempt_at": _question(next_question_at, now),
            }
            store(connection, {**row, **changes}, now)

    def purge(self, application_id: str, now: datetime) -> bool:
        """Deletes the sealed bytes of what the platform signed for. Row first: a crash leaves files to clear away.

        False when that was done already. ``checkpoint`` afterwards cuts the WAL.
        """
        with self.database.writing() as connection:
            mine = outbox_attachment.c.application_id == application_id
            elsewhere = select(outbox_attachment.c.sha256).where(
                outbox_attachment.c.application_id != application_id
            )
            named = select(outbox_attachment.c.sha256).where(
                mine, outbox_attachment.c.sha256.not_in(elsewhere)
            )
            attachments = [str(sha256) for sha256 in connection.execute(named).scalars()]
            if not self._take_in(connection, application_id, Step.PURGE, {}, now):
                return False
            connection.execute(delete(outbox_attachment).where(mine))
        with disk_faults():
            self._files.remove(application_id, attachments)
        return True

    def checkpoint(self) -> bool:
        """Cuts the WAL to nothing and lays the ballast anew where there is room. False when a reader was in the way."""
        done = self.database.checkpoint()
        with disk_faults():
            self.database.ballast.lay()
        return done

    def verify(self, now: datetime) -> tuple[str, ...]:
        """Checks everything and mends damaged rows; their ids. For the worker's start, doctor, and once a day.

        STORE_DAMAGED when an index is wrong (rows would silently never be due): end the process, and the next start
        quarantines the database.
        """
        self.database.check_integrity()
        with self.database.writing() as connection:
            return mend_damaged_rows(self.database.folder, connection, now)

    def _insert(self, written: Sequence[tuple[Columns, list[Columns]]]) -> dict[str, Columns]:
        """In one transaction; those that were there already, as they are."""
        known: dict[str, Columns] = {}
        with self.database.transaction() as connection:
            for row, attachments in written:
                if connection.execute(_INSERT, row).rowcount == 0:
                    present = one_row(connection, str(row["id"]))
                    if present is not None:
                        known[str(row["id"])] = present
                elif attachments:
                    connection.execute(_INSERT_ATTACHMENTS, attachments)
        return known

    def _cut_failed_commit(self) -> None:
        # A commit whose sync failed can lie whole in the WAL all the same, and a crash would bring it back to life.
        try:
            self.database.checkpoint()
        except EnvironmentFault:
            # The disk refuses even that. Should the row come back, it has no files, and staff are told.
            return

    def _take(self, application_id: str, step: Step, changes: Columns, now: datetime) -> bool:
        with self.database.writing() as connection:
            return self._take_in(connection, application_id, step, changes, now)

    def _take_in(
        self, connection: Connection, application_id: str, step: Step, changes: Columns, now: datetime
    ) -> bool:
        row = one_row(connection, application_id)
        if row is not None and not is_intact(row):
            mend_damaged_rows(self.database.folder, connection, now)
            row = one_row(connection, application_id)
            if step is not Step.RECEIPT:
                return False  # it starts anew, and nothing but a receipt holds for that
        if row is None:
            raise ValueError("no such application")
        state = OutboxState(str(row["state"]))
        target = after(state, step)
        if target is state:
            return False
        store(connection, {**row, **changes, "state": target.value}, now)
        return True

    def _due_rows(self, now: datetime, limit: int) -> list[Columns]:
        with self.database.reading() as connection:
            return rows(connection, is_due(now), limit)


def _question(at: datetime | None, now: datetime) -> int | None:
    return None if at is None else milliseconds(min(at, now + LONGEST_QUESTION))
