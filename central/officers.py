"""The officer's desk: the cases that wait for a person, opened in memory to be read, and the officer's word on them.
An officer decides with ids of rules, never with sentences, so that nothing about a person is written outside the seal.
May be used from any thread; raises EnvironmentFault as the disk fails.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from central.case_files import CaseFiles
from central.cases import FindItem
from central.evidence import with_certificates
from central.judgement import Judge
from central.later_papers import LaterPaper, LaterPapers
from central.opened import application_date, china_day
from central.register import DecisionRefused, Register, SealedCase
from central.verdict import Verdict
from kiosk.application import Application
from kiosk.case import CaseState, CaseStep
from kiosk.catalogue.service import Amount
from kiosk.catalogue.words import Identifier
from kiosk.credit import Grade
from kiosk.decision import amount_for
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
    grade: Grade = Grade.BLUE
    """The credit grade that counted when it came."""
    steps: tuple[CaseStep, ...] = ()
    papers: tuple[LaterPaper, ...] = ()
    """Those that followed."""


class OfficerDecision(Wire):
    """``POST /v1/officer/cases/{id}/decision``. ``returned`` asks the resident to apply again, mended."""

    state: Literal[CaseState.GRANTED, CaseState.REFUSED, CaseState.RETURNED]
    reasons: Annotated[tuple[Identifier, ...], Field(max_length=20)] = ()
    """Ids of the item's rules. ``already_granted`` must be among them to grant a person the same item again."""


class OfficersDesk:
    """What the officer's endpoints do."""

    def __init__(
        self,
        judge: Judge,
        register: Register,
        files: CaseFiles,
        papers: LaterPapers,
        find_item: FindItem,
        clock: Callable[[], datetime],
    ) -> None:
        self._judge = judge
        self._register = register
        self._files = files
        self._papers = papers
        self._find_item = find_item
        self._clock = clock

    def cases(self, state: CaseState, after: str, limit: int, queue: str = "") -> tuple[Case, ...]:
        """A page, the fast lane first, then in the order of acceptance numbers; of one place's queue, or of all."""
        return self._register.in_state(state, after, limit, queue)

    def read(self, application_id: str) -> OpenedCase | None:
        """The opened application; None when there is no such case, or no key of ours opens it any more."""
        sealed = self._register.find(application_id)
        opened = self._files.whole(sealed) if sealed else None
        if sealed is None or opened is None:
            return None
        _log.info("case %s was opened for an officer", application_id)
        return OpenedCase(
            case=sealed.case,
            application=opened.application,
            grade=sealed.grade,
            steps=sealed.steps,
            papers=self._papers.of_case(application_id),
        )

    def attachment(self, application_id: str, position: int) -> bytes | None:
        """The opened bytes of one attachment; None when there is no such one."""
        sealed = self._register.find(application_id)
        opened = self._files.whole(sealed) if sealed else None
        if opened is None or not 0 <= position < len(opened.attachments):
            return None
        _log.info("attachment %d of case %s was opened for an officer", position, application_id)
        return opened.attachments[position]

    def later_paper(self, application_id: str, material: str) -> bytes | None:
        """The opened bytes of a paper that followed; None when there is no such one."""
        content = self._papers.content(application_id, material)
        if content is not None:
            _log.info("a later paper of case %s was opened for an officer", application_id)
        return content

    def decide(self, application_id: str, decision: OfficerDecision) -> Case | DecisionRefused:
        """The case as decided. Repeating the same decision changes nothing."""
        sealed = self._register.find(application_id)
        if sealed is None:
            return DecisionRefused.NO_SUCH_CASE
        now = self._clock()
        refused = self._register.decide(sealed, self._verdict(sealed, decision, now), now)
        (case,) = self._register.query([application_id])
        if refused is not None and (case.state, case.reasons) != (decision.state, decision.reasons):
            return refused
        if refused is None:
            _log.info("case %s was decided by an officer: %s", application_id, case.state)
        return case

    def _verdict(self, sealed: SealedCase, decision: OfficerDecision, now: datetime) -> Verdict:
        """The officer's word, with what a grant pays and gives; nothing where the rules say nothing."""
        item, opened = self._find_item(sealed.case.item), self._files.whole(sealed)
        if decision.state is not CaseState.GRANTED or item is None or item.service is None or opened is None:
            return Verdict(decision.state, None, decision.reasons)
        today = application_date(opened.application)
        opened, _ = with_certificates(opened, self._judge.registers, today)
        amount: Amount | None = None
        try:
            amount = amount_for(item.service, self._judge.facts(opened.application, item))
        except RuleBroken:
            _log.error("catalogue: a rule for the amount of item %s is broken", item.code)
        paper = self._judge.paper(opened.application, item, china_day(now))
        return Verdict(decision.state, amount, decision.reasons, paper)
