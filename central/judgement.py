"""Opens one sealed application in memory, checks it with the kiosk's own rules, and decides.

Pure: the same bytes give the same word, on any thread. What is opened here is never written anywhere.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import assert_never

from pydantic import ValidationError

from central.keys import PlatformKeys
from central.places import place_of, places, words_of
from kiosk.application import Application, Attachment, AttachmentNote, Draft
from kiosk.case import CaseState
from kiosk.catalogue.item import Item
from kiosk.catalogue.service import Amount, Rule
from kiosk.check import check_draft
from kiosk.decision import Decision, ForReview, Granted, Refused, decide
from kiosk.envelope import CannotOpen, open_application, open_attachment
from kiosk.facts import facts_of
from kiosk.form import ProblemCode
from kiosk.person import Person
from kiosk.rules import RuleBroken
from sync.contract import (
    Rejected,
)

CHINA = timezone(timedelta(hours=8))
"""Asia/Shanghai: one zone, no summer time since 1991."""

APPLICATION_DATE = "application_date"
"""Reason for review: the kiosk's clock cannot be believed, and age and validity depend on it."""
RULES_FAILED = "rules_failed"
"""Reason for review: a rule of the catalogue is broken, so nobody has decided."""

_LONGEST_OUTAGE = timedelta(days=92)
_CLOCK_AHEAD = timedelta(days=1)
_WORDS = words_of(Application, Person, AttachmentNote)
_log = logging.getLogger("platform")


@dataclass(frozen=True, slots=True)
class Opened:
    """An application as the resident filed it. Memory only."""

    application: Application
    attachments: tuple[bytes, ...]

    def __repr__(self) -> str:
        return f"Opened({self.application.id})"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes of an application in order: accepted (for an officer), granted or refused."""

    state: CaseState
    amount: Amount | None
    reasons: tuple[str, ...]
    person_tag: str


def open_sealed(
    application_id: str, envelope: bytes, attachments: Sequence[bytes], keys: PlatformKeys
) -> Opened:
    """Everything of one application. Raises CannotOpen, and ValidationError (without values) for another shape."""
    plaintext = open_application(envelope, application_id, keys.sealing)
    opened = tuple(
        open_attachment(content, application_id, position, keys.sealing)
        for position, content in enumerate(attachments)
    )
    return Opened(Application.model_validate_json(plaintext), opened)


def judge(
    application_id: str,
    item: Item,
    sealed: tuple[bytes, Sequence[bytes]],
    keys: PlatformKeys,
    received_at: datetime,
) -> Verdict | Rejected:
    """The platform's word on a submission whose bytes are all here; ``sealed`` is its envelope and attachments."""
    try:
        opened = open_sealed(application_id, *sealed, keys)
    except CannotOpen:
        return Rejected(id=application_id, code="cannot_open")
    except ValidationError as invalid:
        return _not_in_order(application_id, places(invalid, _WORDS))
    application = opened.application
    if application.id != application_id:
        return _not_in_order(application_id, ("id",))
    if application.item != item.code:
        return _not_in_order(application_id, ("item",))
    mismatched = _mismatched_attachments(opened)
    if mismatched:
        return _not_in_order(application_id, mismatched)
    tag = keys.person_tag(item.code, application.applicant.id_number.upper())
    today = application_date(application)
    try:
        problems = check_draft(_draft(opened), item, today)
        wrong = [problem.field for problem in problems if problem.code is not ProblemCode.NOT_ELIGIBLE]
        if wrong or item.service is None:
            return _not_in_order(application_id, _published(wrong, item))
        decision = decide(item.service, facts_of(application, item, today), item.instant)
    except RuleBroken:
        # Not the resident's fault: their application waits for a person instead of the broken rule.
        _log.error(
            "catalogue: a rule of item %s is broken; case %s goes to an officer", item.code, application_id
        )
        return Verdict(CaseState.ACCEPTED, None, (RULES_FAILED,), tag)
    if not _is_plausible(application.created_at, received_at):
        return Verdict(CaseState.ACCEPTED, None, (APPLICATION_DATE, *_ids_of(decision)), tag)
    return _verdict(decision, tag)


def application_date(application: Application) -> date:
    """The day whose ages and dates count: that of the application, in China."""
    return application.created_at.astimezone(CHINA).date()


def _verdict(decision: Decision, tag: str) -> Verdict:
    match decision:
        case Granted(amount):
            return Verdict(CaseState.GRANTED, amount, (), tag)
        case ForReview(reasons):
            return Verdict(CaseState.ACCEPTED, None, _ids(reasons), tag)
        case Refused(reasons):
            return Verdict(CaseState.REFUSED, None, _ids(reasons), tag)
        case _ as never:
            assert_never(never)


def _ids_of(decision: Decision) -> tuple[str, ...]:
    return () if isinstance(decision, Granted) else _ids(decision.reasons)


def _ids(rules: tuple[Rule, ...]) -> tuple[str, ...]:
    return tuple(rule.id for rule in rules)


def _is_plausible(created_at: datetime, received_at: datetime) -> bool:
    """A kiosk may have been cut off for months, but it cannot file tomorrow."""
    age = received_at.astimezone(UTC) - created_at.astimezone(UTC)
    return -_CLOCK_AHEAD <= age <= _LONGEST_OUTAGE


def _draft(opened: Opened) -> Draft:
    application = opened.application
    attachments = tuple(
        Attachment(material=note.material, name=note.name, media_type=note.media_type, content=content)
        for note, content in zip(application.attachments, opened.attachments, strict=True)
    )
    return Draft(
        item=application.item,
        situation=application.situation,
        applicant=application.applicant,
        agent=application.agent,
        company=application.company,
        form=application.form,
        attachments=attachments,
        certificates=application.certificates,
        later=application.later,
        language=application.language,
    )


def _mismatched_attachments(opened: Opened) -> tuple[str, ...]:
    """Each note must name exactly the bytes at its position."""
    notes = opened.application.attachments
    if len(notes) != len(opened.attachments):
        return ("attachments",)
    return tuple(
        f"attachments.{position}"
        for position, (note, content) in enumerate(zip(notes, opened.attachments, strict=True))
        if (note.size, note.sha256) != (len(content), hashlib.sha256(content).hexdigest())
    )


def _published(fields: Sequence[str], item: Item) -> tuple[str, ...]:
    known = _WORDS | (set(item.service.answers()) if item.service else set())
    steps = ([int(step) if step.isdecimal() else step for step in field.split(".")] for field in fields)
    return tuple(dict.fromkeys(place_of(path, known) for path in steps))


def _not_in_order(application_id: str, fields: tuple[str, ...]) -> Rejected:
    return Rejected(id=application_id, code="not_in_order", fields=fields)
