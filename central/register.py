"""The register of cases: one row for each application, its acceptance number, its steps, and who was granted what.
An acceptance number is ``460100`` (Haikou, GB/T 2260), the day in China, a serial of the day in six digits or more,
and a check character by ISO/IEC 7064 MOD 37,36. May be used from any thread and by several processes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, or_, select, update
from sqlalchemy import case as when
from sqlalchemy.exc import IntegrityError

from central.case_rows import TOLD, grade_in, has_document, placed, submitted, told, worded
from central.database import Database
from central.documents import issue
from central.judgement import Judged
from central.opened import CHINA
from central.reasons import ALREADY_GRANTED
from central.tables import acceptance_counter, case, case_attachment, case_step, grant
from central.verdict import Verdict
from kiosk.application_id import check_character
from kiosk.case import CaseState, CaseStep
from kiosk.credit import Grade, Lane
from kiosk.store.row import milliseconds, moment
from sync.contract import AttachmentRef, Case, Submission

REGION = "460100"
_LANE_ORDER = {Lane.FAST.value: 0, Lane.ORDINARY.value: 1, Lane.STRICT.value: 2}
_MOST_OF_ONE_PERSON = 50


class DecisionRefused(StrEnum):
    """Why a decision on a case was not taken."""

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
    grade: Grade
    steps: tuple[CaseStep, ...]


class Register:
    """Raises EnvironmentFault as the disk fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enter(
        self, submission: Submission, station: str, judged: Judged, received_at: datetime
    ) -> SealedCase:
        """The case of this application: entered now, durably, or the one that was there before.

        The id's UNIQUE constraint decides, not a look beforehand: the same application may come from many senders at
        the same moment. A grant to somebody who has the item already becomes an officer's matter.
        """
        try:
            with self._database.writing() as connection:
                _insert(connection, submission, station, judged, received_at)
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
            row = (
                connection.execute(select(case, has_document()).where(case.c.id == application_id))
                .mappings()
                .first()
            )
            if row is None:
                return None
            refs = connection.execute(
                select(case_attachment.c.sha256, case_attachment.c.size)
                .where(case_attachment.c.case_id == application_id)
                .order_by(case_attachment.c.position)
            ).all()
            steps = connection.execute(
                select(case_step.c.state, case_step.c.reached_at)
                .where(case_step.c.case_id == application_id)
                .order_by(case_step.c.reached_at)
            ).all()
        attachments = tuple(AttachmentRef(sha256=sha256, size=size) for sha256, size in refs)
        return SealedCase(
            told(row),
            row["manifest_hash"],
            row["envelope"],
            attachments,
            row["person_tag"],
            grade_in(row),
            _in_order(CaseStep(state=CaseState(state), at=moment(at)) for state, at in steps),
        )

    def query(self, numbers: Sequence[str]) -> tuple[Case, ...]:
        """Those that exist, by application id, acceptance number, or as parts of a group."""
        wanted = or_(
            case.c.id.in_(numbers), case.c.acceptance_number.in_(numbers), case.c.group_id.in_(numbers)
        )
        with self._database.reading() as connection:
            found = connection.execute(select(*TOLD).where(wanted).order_by(case.c.acceptance_number))
            return tuple(told(row) for row in found.mappings())

    def of_person(self, tag: str) -> tuple[str, ...]:
        """Application ids of the newest cases that a person filed or had filed, by their tag."""
        mine = or_(case.c.applicant_tag == tag, case.c.agent_tag == tag)
        newest = select(case.c.id).where(mine).order_by(case.c.received_at.desc(), case.c.acceptance_number)
        with self._database.reading() as connection:
            return tuple(connection.execute(newest.limit(_MOST_OF_ONE_PERSON)).scalars())

    def in_state(self, state: CaseState, after: str, limit: int, queue: str = "") -> tuple[Case, ...]:
        """A page of cases, the fast lane first, then by acceptance number, from the one after ``after``."""
        lane_order = when(_LANE_ORDER, value=case.c.lane, else_=1)
        page = select(*TOLD).where(case.c.state == state.value)
        if queue:
            page = page.where(case.c.queue == queue)
        with self._database.reading() as connection:
            if after:
                last = connection.execute(
                    select(case.c.lane).where(case.c.acceptance_number == after)
                ).scalar_one_or_none()
                order = 0 if last is None else _LANE_ORDER.get(last, 1)
                page = page.where(
                    or_(lane_order > order, (lane_order == order) & (case.c.acceptance_number > after))
                )
            ordered = page.order_by(lane_order, case.c.acceptance_number).limit(limit)
            return tuple(told(row) for row in connection.execute(ordered).mappings())

    def decide(self, sealed: SealedCase, verdict: Verdict, at: datetime) -> DecisionRefused | None:
        """A later word on a case that waits; only the first final one counts.

        The same person is granted an item twice only when ``already_granted`` is among the reasons: the officer knows.
        """
        application_id, state = sealed.case.id, verdict.state
        with self._database.writing() as connection:
            decided = connection.execute(
                update(case)
                .where(case.c.id == application_id, case.c.state == CaseState.ACCEPTED.value)
                .values(**worded(state, verdict.reasons, verdict.amount, at))
            )
            if decided.rowcount != 1:
                return DecisionRefused.ALREADY_DECIDED
            granted_before = state is CaseState.GRANTED and not _claim(
                connection, sealed.person_tag, application_id
            )
            if granted_before and ALREADY_GRANTED not in verdict.reasons:
                connection.rollback()
                return DecisionRefused.ALREADY_GRANTED
            if state is not CaseState.ACCEPTED:
                _step(connection, application_id, state, at)
            if verdict.paper is not None:
                issue(connection, application_id, sealed.case.acceptance_number, verdict.paper, at)
        return None


def _insert(
    connection: Connection, submission: Submission, station: str, judged: Judged, received_at: datetime
) -> None:
    verdict, tag = judged.verdict, judged.person_tag
    number = _next_number(connection, received_at)
    if verdict.state is CaseState.GRANTED and not _claim(connection, tag, submission.id):
        verdict = Verdict(CaseState.ACCEPTED, None, (ALREADY_GRANTED,))
    elif verdict.state is CaseState.ACCEPTED and _is_granted(connection, tag):
        verdict = replace(verdict, reasons=(*verdict.reasons, ALREADY_GRANTED))
    connection.execute(
        insert(case).values(
            **submitted(submission, station, number, received_at),
            **worded(verdict.state, verdict.reasons, verdict.amount, received_at),
            **placed(judged.placing),
            person_tag=tag,
        )
    )
    for position, ref in enumerate(submission.attachments):
        connection.execute(
            insert(case_attachment).values(
                case_id=submission.id, position=position, sha256=ref.sha256, size=ref.size
            )
        )
    for state in dict.fromkeys((CaseState.RECEIVED, CaseState.ACCEPTED, verdict.state)):
        _step(connection, submission.id, state, received_at)
    if verdict.paper is not None:
        issue(connection, submission.id, number, verdict.paper, received_at)


def _step(connection: Connection, application_id: str, state: CaseState, at: datetime) -> None:
    connection.execute(
        insert(case_step).values(case_id=application_id, state=state.value, reached_at=milliseconds(at))
    )


def _in_order(steps: Iterable[CaseStep]) -> tuple[CaseStep, ...]:
    """Received, accepted, decided: some at the same moment."""
    order = list(CaseState)
    return tuple(sorted(steps, key=lambda step: order.index(step.state)))


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
