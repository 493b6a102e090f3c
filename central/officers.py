"""The officer's desk: the cases that wait for a person, opened in memory to be read, and the officer's word on them.

An officer decides with ids of rules, never with sentences, so that nothing about a person is written outside the seal.
May be used from any thread; raises EnvironmentFault as the disk fails.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from central.attachments import Attachments
from central.cases import FindItem
from central.judgement import Opened, application_date, open_sealed
from central.keys import PlatformKeys
from central.register import DecisionRefused, Register, SealedCase
from kiosk.application import Application
from kiosk.case import CaseState
from kiosk.catalogue.service import Amount
from kiosk.catalogue.words import Identifier
from kiosk.decision import amount_for
from kiosk.envelope import CannotOpen
from kiosk.facts import facts_of
from kiosk.rules import RuleBroken
from sync.contract import (
    Case,
    Wire,
)

_log = logging.getLogger("platform")


class OpenedCase(Wire):
    """A case as an officer reads it: the whole application."""

    case: Case
    application: Application


class OfficerDecision(Wire):
    """``POST /v1/officer/cases/{id}/decision``. ``returned`` asks the resident to apply again, mended."""

    state: Literal[CaseState.GRANTED, CaseState.REFUSED, CaseState.RETURNED]
    reasons: Annotated[tuple[Identifier, ...], Field(max_length=20)] = ()
    """Ids of the item's rules. ``already_granted`` must be among them to grant a person the same item again."""


class OfficersDesk:
    """What the officer's endpoints do."""

    def __init__(
        self,
        keys: PlatformKeys,
        register: Register,
        attachments: Attachments,
        find_item: FindItem,
        clock: Callable[[], datetime],
    ) -> None:
        self._keys = keys
        self._register = register
        self._attachments = attachments
        self._find_item = find_item
        self._clock = clock

    def cases(self, state: CaseState, after: str, limit: int) -> tuple[Case, ...]:
        """A page in the order of acceptance numbers."""
        return self._register.in_state(state, after, limit)

    def read(self, application_id: str) -> OpenedCase | None:
        """The opened application; None when there is no such case, or no key of ours opens it any more."""
        sealed = self._register.find(application_id)
        opened = self._open(sealed) if sealed else None
        if sealed is None or opened is None:
            return None
        _log.info("case %s was opened for an officer", application_id)
        return OpenedCase(case=sealed.case, application=opened.application)

    def attachment(self, application_id: str, position: int) -> bytes | None:
        """The opened bytes of one attachment; None when there is no such one."""
        sealed = self._register.find(application_id)
        opened = self._open(sealed) if sealed else None
        if opened is None or not 0 <= position < len(opened.attachments):
            return None
        _log.info("attachment %d of case %s was opened for an officer", position, application_id)
        return opened.attachments[position]

    def decide(self, application_id: str, decision: OfficerDecision) -> Case | DecisionRefused:
        """The case as decided. Repeating the same decision changes nothing."""
        sealed = self._register.find(application_id)
        if sealed is None:
            return DecisionRefused.NO_SUCH_CASE
        amount = self._amount(sealed) if decision.state is CaseState.GRANTED else None
        refused = self._register.decide(sealed, decision.state, decision.reasons, amount, self._clock())
        (case,) = self._register.query([application_id])
        if refused is not None and (case.state, case.reasons) != (decision.state, decision.reasons):
            return refused
        if refused is None:
            _log.info("case %s was decided by an officer: %s", application_id, case.state)
        return case

    def _amount(self, sealed: SealedCase) -> Amount | None:
        """What the item pays this applicant; none where the rules say nothing."""
        item = self._find_item(sealed.case.item)
        opened = self._open(sealed)
        if item is None or item.service is None or opened is None:
            return None
        application = opened.application
        try:
            return amount_for(item.service, facts_of(application, item, application_date(application)))
        except RuleBroken:
            _log.error("catalogue: a rule for the amount of item %s is broken", item.code)
            return None

    def _open(self, sealed: SealedCase) -> Opened | None:
        contents = self._attachments.contents(sealed.attachments)
        if any(ref.sha256 not in contents for ref in sealed.attachments):
            _log.error("case %s lacks an attachment on this disk", sealed.case.id)
            return None
        content = [contents[ref.sha256] for ref in sealed.attachments]
        try:
            return open_sealed(sealed.case.id, sealed.envelope, content, self._keys)
        except (CannotOpen, ValidationError):
            _log.error("case %s does not open with the platform's keys", sealed.case.id)
            return None
