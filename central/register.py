"""The register of cases: one row for each application, its acceptance number, and who was granted what.

An acceptance number is ``460100`` (Haikou, GB/T 2260), the day in China, a serial of the day in six digits or more,
and a check character by ISO/IEC 7064 MOD 37,36. May be used from any thread and by several processes.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, RowMapping, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from central.database import Database
from central.judgement import CHINA, Verdict
from central.tables import acceptance_counter, case, case_attachment, grant
from kiosk.application_id import check_character
from kiosk.case import CaseState
from kiosk.catalogue.service import Amount
from kiosk.store.row import milliseconds, moment
from sync.contract import (
    AttachmentRef,
    Case,
    Submission,
)

REGION = "460100"
ALREADY_GRANTED = "already_granted"
"""Reason for review: the same person has this item already."""


class DecisionRefused(StrEnum):
    """Why an officer's decision was not taken."""

    NO_SUCH_CASE = "no_such_case"
    ALREADY_DECIDED = "already_decided"
    ALREADY_GRANTED = "already_granted"


@dataclass(frozen=True, slots=True)
class SealedCase:
    """One case and its sealed application."""

    case: Case
    manifest_hash: str
    envelope: bytes = field(repr=False)
    attachments: tuple[AttachmentRef, ...]
    person_tag: str = field(repr=False)


class Register:
    """Raises EnvironmentFault as the disk fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enter(
        self, submission: Submission, station: str, verdict: Verdict, received_at: datetime
    ) -> SealedCase:
        """The case of this application: entered now, durably, or the one that was there before.

        The id's UNIQUE constraint decides, not a look beforehand: the same application may come from many senders at
        the same moment. A grant to somebody who has the item already becomes an officer's matter.
        """
        try:
            with self._database.writing() as connection:
                self._insert(connection, submission, station, verdict, received_at)
        except IntegrityError:
            present = self.find(submission.id)
            if present is None:
                raise
            return present
        entered = self.find(submission.id)
        if entered is None:
            raise LookupError("a case was entered and is not there")
        return entered

    def find(self, application_id: str) -> SealedCase | None:
        """The case with its sealed bytes."""
        with self._database.reading() as connection:
            row = connection.execute(select(case).where(case.c.id == application_id)).mappings().first()
            if row is None:
                return None
            refs = connection.execute(
                select(case_attachment.c.sha256, case_attachment.c.size)
                .where(case_attachment.c.case_id == application_id)
                .order_by(case_attachment.c.position)
            ).all()
        attachments = tuple(AttachmentRef(sha256=sha256, size=size) for sha256, size in refs)
        return SealedCase(_told(row), row["manifest_hash"], row["envelope"], attachments, row["person_tag"])

    def query(self, numbers: Sequence[str]) -> tuple[Case, ...]:
        """Those that exist, by application id or acceptance number."""
        wanted = or_(case.c.id.in_(numbers), case.c.acceptance_number.in_(numbers))
        with self._database.reading() as connection:
            found = connection.execute(select(*_TOLD).where(wanted).order_by(case.c.acceptance_number))
            return tuple(_told(row) for row in found.mappings())

    def in_state(self, state: CaseState, after: str, limit: int) -> tuple[Case, ...]:
        """A page of cases by acceptance number, from the one after ``after``."""
        page = (
            select(*_TOLD)
            .where(case.c.state == state.value, case.c.acceptance_number > after)
            .order_by(case.c.acceptance_number)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple(_told(row) for row in connection.execute(page).mappings())

    def decide(
        self,
        sealed: SealedCase,
        state: CaseState,
        reasons: tuple[str, ...],
        amount: Amount | None,
        decided_at: datetime,
    ) -> DecisionRefused | None:
        """An officer's word on a case that waits; only the first one counts.

        The same person is granted an item twice only when ``already_granted`` is among the reasons: the officer knows.
        """
        application_id = sealed.case.id
        with self._database.writing() as connection:
            decided = connection.execute(
                update(case)
                .where(case.c.id == application_id, case.c.state == CaseState.ACCEPTED.value)
                .values(
                    state=state.value,
                    reasons=json.dumps(reasons),
                    decided_at=milliseconds(decided_at),
                    **_amount_columns(amount),
                )
            )
            if decided.rowcount != 1:
                return DecisionRefused.ALREADY_DECIDED
            granted_before = state is CaseState.GRANTED and not _claim(
                connection, sealed.person_tag, application_id
            )
            if granted_before and ALREADY_GRANTED not in reasons:
                connection.rollback()
                return DecisionRefused.ALREADY_GRANTED
        return None

    def _insert(
        self,
        connection: Connection,
        submission: Submission,
        station: str,
        verdict: Verdict,
        received_at: datetime,
    ) -> None:
        state, amount, reasons = verdict.state, verdict.amount, verdict.reasons
        number = _next_number(connection, received_at)
        if state is CaseState.GRANTED and not _claim(connection, verdict.person_tag, submission.id):
            state, amount, reasons = CaseState.ACCEPTED, None, (ALREADY_GRANTED,)
        elif state is CaseState.ACCEPTED and _is_granted(connection, verdict.person_tag):
            reasons = (*reasons, ALREADY_GRANTED)
        connection.execute(
            insert(case).values(
                id=submission.id,
                manifest_hash=submission.manifest_hash,
                item=submission.item,
                envelope=submission.envelope,
                station=station,
                state=state.value,
                acceptance_number=number,
                received_at=milliseconds(received_at),
                decided_at=None if state is CaseState.ACCEPTED else milliseconds(received_at),
                reasons=json.dumps(reasons),
                person_tag=verdict.person_tag,
                **_amount_columns(amount),
            )
        )
        for position, ref in enumerate(submission.attachments):
            connection.execute(
                insert(case_attachment).values(
                    case_id=submission.id, position=position, sha256=ref.sha256, size=ref.size
                )
            )


def _claim(connection: Connection, person_tag: str, application_id: str) -> bool:
    """Whether this grant is the person's first of the item; then it is noted."""
    try:
        with connection.begin_nested():
            connection.execute(insert(grant).values(person_tag=person_tag, case_id=application_id))
    except IntegrityError:
        return False
    return True


def _is_granted(connection: Connection, person_tag: str) -> bool:
    found = connection.execute(select(grant.c.case_id).where(grant.c.person_tag == person_tag))
    return found.scalar_one_or_none() is not None


def _next_number(connection: Connection, received_at: datetime) -> str:
    day = received_at.astimezone(CHINA).strftime("%Y%m%d")
    counter = acceptance_counter
    step = update(counter).where(counter.c.day == day).values(last=counter.c.last + 1)
    if connection.execute(step).rowcount == 0:
        try:
            with connection.begin_nested():
                connection.execute(insert(counter).values(day=day, last=1))
        except IntegrityError:  # PostgreSQL: another process opened the day in this very moment
            connection.execute(step)
    serial = connection.execute(select(counter.c.last).where(counter.c.day == day)).scalar_one()
    body = f"{REGION}{day}{serial:06d}"
    return body + check_character(body)


def _amount_columns(amount: Amount | None) -> dict[str, str | bool | None]:
    return {
        "amount": None if amount is None else str(amount.value),
        "amount_demo": amount is not None and amount.demo,
    }


_TOLD = (
    case.c.id, case.c.acceptance_number, case.c.item, case.c.state, case.c.received_at,
    case.c.decided_at, case.c.amount, case.c.amount_demo, case.c.reasons,
)  # fmt: skip


def _told(columns: RowMapping) -> Case:
    decided_at = columns["decided_at"]
    return Case(
        id=columns["id"],
        acceptance_number=columns["acceptance_number"],
        item=columns["item"],
        state=CaseState(columns["state"]),
        received_at=moment(columns["received_at"]),
        decided_at=None if decided_at is None else moment(decided_at),
        amount=columns["amount"],
        amount_demo=columns["amount_demo"],
        reasons=json.loads(columns["reasons"]),
    )
