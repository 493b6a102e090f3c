"""How cases stand, told to the people whose they are; and their word on what others filed for them.

By card or show code: all cases that the person filed or had filed. By number: one case or a group's parts; with the
last four characters of the ID number the masked name and papers as well. Whoever asks wrongly is told nothing, not even
why. May be used from any thread; raises EnvironmentFault as the disk fails.
"""

import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from central import reasons
from central.case_files import CaseFiles
from central.cases import FindItem
from central.judgement import Judge
from central.later_papers import LaterPapers
from central.opened import china_day
from central.register import DecisionRefused, Register, SealedCase
from central.verdict import Verdict
from central.wrong_tries import WrongTries
from kiosk.application import Application
from kiosk.application_id import parse_application_id
from kiosk.case import CaseState, CaseStep, CaseView, reasons_left
from kiosk.question import (
    AskProgressByNumber,
    ConfirmationTaken,
    ConfirmDelegation,
    HandInPaper,
    NothingFound,
    PaperTakenIn,
    ProgressTold,
)
from sync.contract import Rejected

_log = logging.getLogger("platform")


@dataclass(frozen=True, slots=True)
class Progress:
    """Answers questions about cases."""

    judge: Judge
    register: Register
    files: CaseFiles
    papers: LaterPapers
    find_item: FindItem
    clock: Callable[[], datetime]
    tries: WrongTries

    def by_person(self, holder: str) -> ProgressTold:
        """All cases of this person, the newest first; may be none."""
        views = []
        for application_id in self.register.of_person(self.judge.keys.holder_tag(holder)):
            sealed = self.register.find(application_id)
            application = self.files.application(sealed) if sealed else None
            if sealed is not None and application is not None and _is_of(application, holder):
                views.append(_view(sealed, application, holder))
        return ProgressTold(cases=tuple(views))

    def by_number(self, question: AskProgressByNumber) -> ProgressTold | NothingFound:
        """The case of this number, or the parts of a group."""
        number = parse_application_id(question.number) or question.number.strip().upper()
        found = [self.register.find(case.id) for case in self.register.query([number])]
        cases = [sealed for sealed in found if sealed is not None]
        if question.last_four is not None:
            return self._by_last_four(cases, question.last_four)
        views = tuple(_view(sealed, None, "") for sealed in cases)
        return ProgressTold(cases=views) if views else NothingFound()

    def confirm(self, question: ConfirmDelegation) -> ConfirmationTaken | NothingFound:
        """Yes: the rules decide. No: refused. Once it is decided, repeating or changing the word changes nothing."""
        sealed = self.register.find(question.application_id)
        opened = self.files.whole(sealed) if sealed else None
        if sealed is None or opened is None:
            return NothingFound()
        application, item = opened.application, self.find_item(sealed.case.item)
        is_principal = _same(application.applicant.id_number, question.principal)
        if item is None or item.service is None or application.agent is None or not is_principal:
            return NothingFound()
        if not item.service.principal_confirms:
            return NothingFound()
        if _awaits_confirmation(sealed):
            verdict = Verdict(CaseState.REFUSED, None, (reasons.PRINCIPAL_DECLINED,))
            now = self.clock()
            if question.agrees:
                word = self.judge.word_on(opened, item, sealed.case.received_at, confirmed=True)
                verdict = (
                    Verdict(CaseState.ACCEPTED, None, (reasons.RULES_FAILED,))
                    if isinstance(word, Rejected)
                    else word
                )
                # The papers may have come since.
                verdict = replace(verdict, reasons=reasons_left(verdict.reasons, sealed.case.later))
                if verdict.state is CaseState.GRANTED:
                    paper = self.judge.paper(application, item, china_day(now))
                    verdict = replace(verdict, paper=paper)
            if self.register.decide(sealed, verdict, now) is DecisionRefused.ALREADY_GRANTED:
                verdict = Verdict(CaseState.ACCEPTED, None, (reasons.ALREADY_GRANTED,))
                self.register.decide(sealed, verdict, now)
            _log.info("case %s: the person for whom it was filed has answered", sealed.case.id)
        (case,) = self.register.query([sealed.case.id])
        return ConfirmationTaken(application_id=case.id, state=case.state)

    def hand_in(self, question: HandInPaper) -> PaperTakenIn | NothingFound:
        """A paper that was to follow, from the applicant or who applied for them, while the case waits for it."""
        sealed = self.register.find(question.application_id)
        application = self.files.application(sealed) if sealed else None
        if application is None or not _is_of(application, question.holder):
            return NothingFound()
        later = self.papers.take(question, self.clock())
        if later is None:
            return NothingFound()
        return PaperTakenIn(application_id=question.application_id, later=later)

    def _by_last_four(self, cases: list[SealedCase], last_four: str) -> ProgressTold | NothingFound:
        now = self.clock()
        if any(self.tries.must_wait(sealed.case.id, now) for sealed in cases):
            return NothingFound()
        views = []
        for sealed in cases:
            application = self.files.application(sealed)
            holder = _holder_ending(application, last_four) if application else None
            if application is None or holder is None:
                self.tries.wrong(sealed.case.id, now)
                continue
            self.tries.right(sealed.case.id)
            views.append(_view(sealed, application, ""))
        return ProgressTold(cases=tuple(views)) if views else NothingFound()


def _view(sealed: SealedCase, application: Application | None, viewer: str) -> CaseView:
    """The case as its people may see it; without ``application`` as anybody with the number may."""
    case = sealed.case
    is_principal = application is not None and viewer and _same(application.applicant.id_number, viewer)
    return CaseView(
        application_id=case.id,
        group=case.group,
        acceptance_number=case.acceptance_number,
        item=case.item,
        state=case.state,
        steps=sealed.steps or _steps_before_version_2(sealed),
        promised_by=case.promised_by,
        lane=case.lane.value,
        amount=case.amount,
        amount_demo=case.amount_demo,
        reasons=case.reasons,
        later=case.later if application else (),
        later_by=case.later_by if application else None,
        applicant=application.applicant.masked_name if application else "",
        has_document=case.has_document and application is not None,
        confirms=bool(is_principal) and _awaits_confirmation(sealed),
    )


def _steps_before_version_2(sealed: SealedCase) -> tuple[CaseStep, ...]:
    """Of a case that was entered when steps were not yet kept."""
    case = sealed.case
    steps = [CaseStep(state=state, at=case.received_at) for state in (CaseState.RECEIVED, CaseState.ACCEPTED)]
    if case.decided_at is not None:
        steps.append(CaseStep(state=case.state, at=case.decided_at))
    return tuple(steps)


def _awaits_confirmation(sealed: SealedCase) -> bool:
    return sealed.case.state is CaseState.ACCEPTED and reasons.PRINCIPAL_CONFIRMATION in sealed.case.reasons


def _is_of(application: Application, holder: str) -> bool:
    return any(_same(number, holder) for number in _numbers(application))


def _holder_ending(application: Application, last_four: str) -> str | None:
    return next((number for number in _numbers(application) if number[-4:].upper() == last_four), None)


def _numbers(application: Application) -> tuple[str, ...]:
    agent = application.agent
    return (application.applicant.id_number, *((agent.id_number,) if agent is not None else ()))


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.upper().encode(), other.upper().encode())
