"""Answers stations' sealed questions: opened, answered and sealed again in memory; nothing of them is logged or kept.

The registers answer for certificates, grades and companies; `central.progress` for cases. What must stay on record
(certificates handed over, appeals) is a sealed note, known by its question, so that a repeat is noted once. May be used
from any thread; raises EnvironmentFault as the disk fails.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from pydantic import ValidationError

from central.document_text import document_text
from central.documents import Documents, DocumentState
from central.evidence import with_certificates
from central.opened import Opened, application_date, china_day
from central.phone_codes import PhoneCodes
from central.progress import Progress
from central.registers.registers import Registers
from central.sealed_notes import NoteKind, SealedNotes
from central.sealed_records import open_records
from kiosk import question as q
from kiosk.application_id import RANDOM_BYTES, application_id
from kiosk.case import CaseState
from kiosk.credit import grade_of
from kiosk.envelope import CannotOpen
from kiosk.rules import RuleBroken
from sync.sealed_question import open_question, seal_answer
from sync.show_code import CodeKind, SignedCodes, code_kind


@dataclass(frozen=True, slots=True)
class Questions:
    """What the questions' endpoint does."""

    progress: Progress
    documents: Documents
    notes: SealedNotes
    phones: PhoneCodes
    signed_codes: SignedCodes
    clock: Callable[[], datetime]

    def answer(self, envelope: bytes, station: str) -> bytes | None:
        """The sealed answer; None when this is no question that our key opens."""
        try:
            inquiry = open_question(envelope, self.progress.judge.keys.sealing)
            told = self._told(inquiry.question, station, hashlib.sha256(envelope).digest())
            return seal_answer(told, envelope, inquiry.reply_key)
        except (CannotOpen, ValidationError):
            return None

    def _told(self, question: q.Question, station: str, note: bytes) -> q.Answer:
        match question:
            case q.AskCertificates():
                return self._certificates(question, station, note)
            case q.AskStanding():
                return self._standing(question)
            case q.ExchangeCode():
                return self._exchange(question)
            case q.AskProgressByPerson(holder=holder):
                return self.progress.by_person(holder)
            case q.AskProgressByNumber():
                return self.progress.by_number(question)
            case q.AskDocument():
                return self._document(question)
            case q.AskCompany(uscc=uscc, holder=holder):
                company = self._registers.company(uscc)
                if company is None:
                    return q.NothingFound()
                return q.CompanyTold(company=company, acts=self._registers.acts_for(holder, uscc))
            case q.ConfirmDelegation():
                return self.progress.confirm(question)
            case q.HandInPaper():
                return self.progress.hand_in(question)
            case q.AskAppeal():
                return self._appeal(question, station)
            case _ as never:
                assert_never(never)

    @property
    def _registers(self) -> Registers:
        return self.progress.judge.registers

    def _certificates(
        self, question: q.AskCertificates, station: str, note: bytes
    ) -> q.CertificatesTold | q.NothingFound:
        """Those of the person whose name it is, and of the company for which they may act; only those in date."""
        registers = self._registers
        if registers.name_of(question.holder) != question.holder_name.strip():
            return q.NothingFound()
        holders = [question.holder]
        if question.company is not None and registers.acts_for(question.holder, question.company):
            holders.append(question.company)
        today = china_day(self.clock())
        held = tuple(
            q.HeldCertificate(
                key=entry.key,
                identifier=entry.identifier,
                name=entry.name,
                issuer=entry.issuer,
                valid_to=entry.valid_to,
                fields=entry.data(registers.name_of(holder)) if question.keys else {},
            )
            for holder in holders
            for entry in registers.certificates(holder)
            if entry.in_date(today) and (not question.keys or entry.key in question.keys)
        )
        if question.keys and held:
            self.notes.add(
                note.hex(),
                NoteKind.CERTIFICATE_USE,
                station,
                {
                    "holder": question.holder,
                    "company": question.company,
                    "item": question.item,
                    "purpose": question.purpose,
                    "certificates": [certificate.identifier for certificate in held],
                },
                self.clock(),
            )
        return q.CertificatesTold(certificates=held)

    def _standing(self, question: q.AskStanding) -> q.StandingTold:
        """What is on record; a grade that does not count (a minor's) is told as the one that does."""
        registers, today = self._registers, china_day(self.clock())
        company = question.company
        recorded = registers.credit(question.holder if company is None else company)
        birth = question.birth if company is None else None
        grade = grade_of(recorded.grade if recorded else None, birth, today)
        counts = recorded is not None and recorded.grade is grade
        return q.StandingTold(
            grade=grade,
            recorded=counts,
            as_of=recorded.as_of if recorded and counts else None,
            reasons=recorded.reasons if recorded and counts else (),
        )

    def _exchange(self, question: q.ExchangeCode) -> q.CodeAccepted | q.CodeRefused:
        now = self.clock()
        if code_kind(question.code) is not CodeKind.SIGNED:
            return self.phones.exchange(question.code.strip(), question.purpose, question.nonce, now)
        taken = self.signed_codes.take(question.code, now, question.purpose)
        if isinstance(taken, q.CodeRefusal):
            return q.CodeRefused(reason=taken)
        return q.CodeAccepted(person=taken)

    def _document(self, question: q.AskDocument) -> q.DocumentTold | q.NothingFound:
        """For the applicant or the delegate, while it counts."""
        progress = self.progress
        sealed = progress.register.find(question.application_id)
        application = progress.files.application(sealed) if sealed else None
        if sealed is None or application is None or sealed.case.state is not CaseState.GRANTED:
            return q.NothingFound()
        people = (application.applicant, application.agent)
        if question.holder not in {person.id_number.upper() for person in people if person is not None}:
            return q.NothingFound()
        issued, item = self.documents.of_case(sealed.case.id), progress.find_item(sealed.case.item)
        if (
            item is None
            or issued is None
            or issued.state_on(china_day(self.clock())) is DocumentState.REVOKED
        ):
            return q.NothingFound()
        whole, _ = with_certificates(Opened(application, ()), self._registers, application_date(application))
        verification = self.documents.verification(issued.number)
        demo = sealed.case.amount_demo or progress.judge.keys.development
        try:
            records = open_records(issued.records, application.id, progress.judge.keys.sealing)
            facts = progress.judge.facts(whole.application, item, records)
        except RuleBroken:
            return q.NothingFound()
        return document_text(item, facts, issued, verification, demo=demo) or q.NothingFound()

    def _appeal(self, question: q.AskAppeal, station: str) -> q.AppealTaken | q.NothingFound:
        company = question.company
        if company is not None and not self._registers.acts_for(question.holder, company):
            return q.NothingFound()
        now, judge = self.clock(), self.progress.judge
        # Who asks again on the same day, for want of an answer, has appealed once.
        again = judge.keys.person_tag(
            f"appeal/{company or ''}/{question.item}/{china_day(now)}", question.holder.upper()
        )
        number = application_id(bytes.fromhex(again)[:RANDOM_BYTES])
        recorded = self._registers.credit(question.holder if company is None else company)
        content = {
            "number": number,
            "holder": question.holder,
            "company": company,
            "item": question.item,
            "statement": question.statement,
            "grade": None if recorded is None else recorded.grade.value,
        }
        self.notes.add(number, NoteKind.APPEAL, station, content, now)
        return q.AppealTaken(
            number=number, answer_by=judge.workdays.after(china_day(now), judge.workdays.appeal_days)
        )
