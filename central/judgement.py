"""Opens one sealed application in memory, checks it by the kiosk's own rules and the registers, and decides.

Pure: the same bytes and registers give the same word, on any thread. What is opened here is never written anywhere.
The credit grade is the register's, never the kiosk's.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from pydantic import ValidationError

from central import reasons
from central.evidence import doubts, with_certificates
from central.keys import PlatformKeys
from central.opened import (
    Opened,
    application_date,
    china_day,
    draft_of,
    mismatched_attachments,
    open_sealed,
)
from central.places import place_of, places, words_of
from central.registers.registers import Asked, Registers
from central.sealed_records import seal_records
from central.verdict import Paper, Placing, Verdict
from central.workdays import Workdays
from kiosk.application import Application, AttachmentNote
from kiosk.case import PAPERS_FOLLOW, CaseState
from kiosk.catalogue.item import Item
from kiosk.catalogue.registers import Record
from kiosk.catalogue.service import Register
from kiosk.check import check_draft
from kiosk.credit import Grade, lane, limit_days, may_follow_later
from kiosk.decision import Decision, ForReview, Granted, Refused, decide
from kiosk.envelope import CannotOpen
from kiosk.facts import facts_of
from kiosk.form import ProblemCode
from kiosk.person import Person
from kiosk.rules import Facts, RuleBroken
from sync.contract import Rejected

_LONGEST_OUTAGE = timedelta(days=92)
_CLOCK_AHEAD = timedelta(days=1)
_WORDS = words_of(Application, Person, AttachmentNote)
_REFUSALS = {
    ProblemCode.CLOSED_TO_DEFAULTERS: reasons.CLOSED_TO_DEFAULTERS,
    ProblemCode.NOT_ACTIVE: reasons.NOT_ACTIVE,
}
"""Problems of a draft that the kiosk may not have known of: they refuse a case, with its reason and its appeal."""
Records = Mapping[Register, Record]
_log = logging.getLogger("platform")


@dataclass(frozen=True, slots=True)
class Judged:
    """The word on an application, and how its case is placed."""

    verdict: Verdict
    placing: Placing
    person_tag: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides by the rules of the catalogue, with these registers."""

    keys: PlatformKeys
    registers: Registers
    workdays: Workdays

    def judge(
        self, application_id: str, item: Item, sealed: tuple[bytes, Sequence[bytes]], received_at: datetime
    ) -> Judged | Rejected:
        """The word on a submission whose bytes are all here; ``sealed`` is its envelope and attachments."""
        try:
            opened = open_sealed(application_id, *sealed, self.keys)
        except CannotOpen:
            return Rejected(id=application_id, code="cannot_open")
        except ValidationError as invalid:
            return _not_in_order(application_id, places(invalid, _WORDS))
        application = opened.application
        wrong = mismatched_attachments(opened)
        if application.id != application_id:
            wrong = ("id",)
        elif application.item != item.code:
            wrong = ("item",)
        if wrong:
            return _not_in_order(application_id, wrong)
        verdict = self.word_on(opened, item, received_at)
        if isinstance(verdict, Rejected):
            return verdict
        # A record is printed and a lease filed as often as one likes; only what is paid is granted to a person once.
        is_paid = item.service is not None and item.service.amounts
        tag = self.keys.person_tag(
            item.code if is_paid else application_id, application.applicant.id_number.upper()
        )
        return Judged(verdict, self._placing(application, item, verdict, received_at), tag)

    def word_on(
        self, opened: Opened, item: Item, received_at: datetime, *, confirmed: bool = False
    ) -> Verdict | Rejected:
        """What comes of an opened application. ``confirmed``: the person for whom it was filed has said yes."""
        application_id = opened.application.id
        today = application_date(opened.application)
        grade = self.grade_of(opened.application, today)
        opened, certificates_hold = with_certificates(opened, self.registers, today)
        try:
            problems = check_draft(draft_of(opened), item, today, grade)
            missing = {p.field for p in problems if p.code is ProblemCode.MATERIAL_MISSING}
            excused = self._excused(opened, item, today, grade, missing)
            wrong = [
                p.field
                for p in problems
                if p.code is not ProblemCode.NOT_ELIGIBLE
                and p.code not in _REFUSALS
                and p.field not in excused
            ]
            if wrong or item.service is None:
                return _not_in_order(application_id, _published(wrong, item))
            decision = decide(item.service, self.facts(opened.application, item), item.instant, compared=True)
        except RuleBroken:
            # Not the resident's fault: their application waits for a person instead of the broken rule.
            _log.error(
                "catalogue: a rule of item %s is broken; case %s goes to an officer",
                item.code,
                application_id,
            )
            return Verdict(CaseState.ACCEPTED, None, (reasons.RULES_FAILED,))
        if not _is_plausible(opened.application.created_at, received_at):
            return Verdict(CaseState.ACCEPTED, None, (reasons.APPLICATION_DATE, *_ids_of(decision)))
        refused = tuple(_REFUSALS[p.code] for p in problems if p.code in _REFUSALS)
        if refused or isinstance(decision, Refused):
            ids = _ids_of(decision) if isinstance(decision, Refused) else ()
            return Verdict(CaseState.REFUSED, None, (*refused, *ids))
        waits = [] if certificates_hold else [reasons.CERTIFICATE_DIFFERS]
        waits += doubts(opened, item, self.registers)
        waits += [reasons.PAPERS_MISSING] if missing else []
        waits += [PAPERS_FOLLOW] if self._later(opened.application, item, grade) else []
        if item.service.principal_confirms and opened.application.agent is not None and not confirmed:
            waits = [reasons.PRINCIPAL_CONFIRMATION, *waits]
        if isinstance(decision, ForReview) or waits:
            return Verdict(CaseState.ACCEPTED, None, (*waits, *_ids_of(decision)))
        paper = self.paper(opened.application, item, china_day(received_at))
        return Verdict(CaseState.GRANTED, decision.amount, (), paper)

    def grade_of(self, application: Application, today: date) -> Grade:
        """The credit grade that counts for an application: the company's where one applies."""
        applicant, company = application.applicant, application.company
        uscc = company.uscc if company is not None else ""
        return self.registers.grade(applicant.id_number.upper(), applicant.birth, uscc, today)

    def records(self, application: Application, item: Item) -> Records:
        """What the registers say of an application's people and companies now."""
        company = application.company
        uscc = company.uscc if company is not None else application.form.get("uscc", "").upper()
        asked = Asked(application.applicant.id_number.upper(), uscc, application.form)
        return self.registers.records(item.registers, asked)

    def facts(self, application: Application, item: Item, records: Records | None = None) -> Facts:
        """What the item's rules see of an application. ``records``: those of the grant, else the present ones."""
        today = application_date(application)
        known = self.records(application, item) if records is None else records
        return facts_of(application, item, today, self.grade_of(application, today), known)

    def paper(self, application: Application, item: Item, day: date) -> Paper | None:
        """The paper that a grant of this item gives on that day, if it gives one."""
        result = item.service.result if item.service else None
        if result is None:
            return None
        valid_to = None if result.valid_days is None else day + timedelta(days=result.valid_days)
        records = self.records(application, item)
        return Paper(valid_to, seal_records(records, application.id, self.keys.sealing))

    def _excused(self, opened: Opened, item: Item, today: date, grade: Grade, missing: set[str]) -> set[str]:
        """Papers that the kiosk may have left out in good faith: it did not know the grade."""
        if not missing:
            return set()
        at_blue = (
            {p.field for p in check_draft(draft_of(opened), item, today, Grade.BLUE)}
            if grade is not Grade.BLUE
            else missing
        )
        promised = {f"materials.{material}" for material in opened.application.later}
        return {place for place in missing if place in promised or place not in at_blue}

    def _later(self, application: Application, item: Item, grade: Grade) -> tuple[str, ...]:
        """The papers that will follow, where the grade allows it."""
        attached = {note.material for note in application.attachments}
        known = {material.id for material in item.service.materials} if item.service else set()
        later = tuple(m for m in application.later if m in known and m not in attached)
        return later if may_follow_later(grade) else ()

    def _placing(
        self, application: Application, item: Item, verdict: Verdict, received_at: datetime
    ) -> Placing:
        today, received_on = application_date(application), china_day(received_at)
        grade = self.grade_of(application, today)
        later = self._later(application, item, grade)
        promised_by = None
        if verdict.state is CaseState.ACCEPTED and item.promise_days is not None:
            days = limit_days(item.promise_days.value, grade)
            if item.legal_days is not None:
                days = min(days, item.legal_days.value)
            promised_by = self.workdays.after(received_on, days)
        agent = application.agent
        return Placing(
            applicant_tag=self.keys.holder_tag(application.applicant.id_number),
            agent_tag=self.keys.holder_tag(agent.id_number) if agent is not None else "",
            group=application.group or "",
            queue=item.region.code,
            lane=lane(grade),
            grade=grade,
            promised_by=promised_by,
            later=later,
            later_by=self.workdays.after(received_on, self.workdays.later_days) if later else None,
        )


def _ids_of(decision: Decision) -> tuple[str, ...]:
    return () if isinstance(decision, Granted) else tuple(rule.id for rule in decision.reasons)


def _is_plausible(created_at: datetime, received_at: datetime) -> bool:
    """A kiosk may have been cut off for months, but it cannot file tomorrow."""
    age = received_at.astimezone(UTC) - created_at.astimezone(UTC)
    return -_CLOCK_AHEAD <= age <= _LONGEST_OUTAGE


def _published(fields: Sequence[str], item: Item) -> tuple[str, ...]:
    known = _WORDS | {"materials"}
    if item.service is not None:
        known |= {*item.service.answers(), *(material.id for material in item.service.materials)}
    steps = ([int(step) if step.isdecimal() else step for step in field.split(".")] for field in fields)
    return tuple(dict.fromkeys(place_of(path, known) for path in steps))


def _not_in_order(application_id: str, fields: tuple[str, ...]) -> Rejected:
    return Rejected(id=application_id, code="not_in_order", fields=fields)
