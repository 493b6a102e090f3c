"""What a kiosk asks the platform while a resident waits: certificates, credit grade, show codes, progress, papers.

Questions and answers hold residents' data, so they cross the wire sealed (see `sync.contract`) and are written nowhere.
Each answer is a value; that nobody answers is `Silence`, with a reason that a screen can say. Pure; any thread.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from kiosk.application import MAX_ATTACHMENT_BYTES, ApplicationId, Company, Label, MediaType
from kiosk.case import CaseState, CaseView
from kiosk.credit import Grade
from kiosk.person import Person
from kiosk.strict import Strict

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
PersonNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{8,18}$")]
Uscc = Annotated[str, StringConstraints(pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$")]


# What is asked -----------------------------------------------------------------------------------------------------


class AskCertificates(Strict):
    """The certificates of a person, or of the company for which they act, for one purpose. ``keys`` empty: which there
    are at all (without their data), to offer what is due."""

    ask: Literal["certificates"] = "certificates"
    holder: PersonNumber = Field(repr=False)
    holder_name: str = Field(repr=False)
    company: Uscc | None = None
    keys: tuple[Key, ...] = Field(max_length=20)
    item: str
    """For which item: kept with each handing over."""
    purpose: str = Field(max_length=200)


class AskStanding(Strict):
    """The credit grade of a person, or of a company."""

    ask: Literal["standing"] = "standing"
    holder: PersonNumber = Field(repr=False)
    birth: date | None = Field(default=None, repr=False)
    company: Uscc | None = None


class ExchangeCode(Strict):
    """Who shows this code on a telephone? Answered once for each code, within its minute."""

    ask: Literal["code"] = "code"
    code: str = Field(min_length=8, max_length=2048, repr=False)
    purpose: str = Field(max_length=80)
    nonce: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{16,64}$")]


class AskProgressByPerson(Strict):
    """How the cases of this person stand; the chip was read, or a show code exchanged, in this visit."""

    ask: Literal["progress_by_person"] = "progress_by_person"
    holder: PersonNumber = Field(repr=False)


class AskProgressByNumber(Strict):
    """How one case stands: by a number on a receipt (its own or its group's) or an acceptance number, with the last
    four characters of the ID number; or without them by a scanned receipt: then without names and papers."""

    ask: Literal["progress_by_number"] = "progress_by_number"
    number: str = Field(max_length=40)
    last_four: Annotated[str, StringConstraints(pattern=r"^[0-9]{3}[0-9X]$")] | None = Field(
        default=None, repr=False
    )


class AskDocument(Strict):
    """The paper of a granted case, for its applicant or agent."""

    ask: Literal["document"] = "document"
    application_id: ApplicationId
    holder: PersonNumber = Field(repr=False)


class AskCompany(Strict):
    """Which company this is, and whether the person may act for it."""

    ask: Literal["company"] = "company"
    uscc: Uscc
    holder: PersonNumber = Field(repr=False)


class ConfirmDelegation(Strict):
    """The person for whom somebody applied says yes or no; their own card was read."""

    ask: Literal["confirm"] = "confirm"
    application_id: ApplicationId
    principal: PersonNumber = Field(repr=False)
    agrees: bool


class HandInPaper(Strict):
    """A paper that was to follow (容缺补交). Its sealed bytes (`kiosk.envelope.seal_later_paper`) are at the platform
    before this is asked; ``sha256`` and ``size`` name them."""

    ask: Literal["hand_in"] = "hand_in"
    application_id: ApplicationId
    holder: PersonNumber = Field(repr=False)
    material: Label
    media_type: MediaType
    sha256: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    size: int = Field(default=0, ge=0, le=MAX_ATTACHMENT_BYTES)


class AskAppeal(Strict):
    """The person, or who acts for the company, does not agree with the credit grade (信用异议)."""

    ask: Literal["appeal"] = "appeal"
    holder: PersonNumber = Field(repr=False)
    company: Uscc | None = None
    item: str = ""
    """For which item the grade stood in the way."""
    statement: str = Field(default="", max_length=500, repr=False)
    """In their own words; may be empty."""


Question = Annotated[
    AskCertificates
    | AskStanding
    | ExchangeCode
    | AskProgressByPerson
    | AskProgressByNumber
    | AskDocument
    | AskCompany
    | ConfirmDelegation
    | HandInPaper
    | AskAppeal,
    Field(discriminator="ask"),
]


# What is answered --------------------------------------------------------------------------------------------------


class HeldCertificate(Strict):
    """One certificate of the register. ``fields`` by name, empty where only its existence was asked for."""

    key: Key
    identifier: str = Field(repr=False)
    """电子证照标识 (GB/T 36904)."""
    name: str
    issuer: str
    valid_to: date | None = None
    fields: Mapping[str, str] = Field(default={}, repr=False)


class CertificatesTold(Strict):
    told: Literal["certificates"] = "certificates"
    certificates: tuple[HeldCertificate, ...]


class StandingTold(Strict):
    """``recorded`` False: nothing is known, and the grade is blue."""

    told: Literal["standing"] = "standing"
    grade: Grade
    recorded: bool
    as_of: date | None = None
    reasons: tuple[str, ...] = ()
    """Short sentences of the credit office, about records and never about people."""


class CodeAccepted(Strict):
    told: Literal["code"] = "code"
    person: Person = Field(repr=False)
    company: Company | None = None


class CodeRefusal(StrEnum):
    """Why a show code was not taken; the sentence is ``[show_code.<reason>]``."""

    EXPIRED = "expired"
    USED = "used"
    UNKNOWN = "unknown"
    NOT_YET = "not_yet"
    OTHER_PURPOSE = "other_purpose"
    FORGED = "forged"
    NOT_A_CODE = "not_a_code"
    OFFLINE = "offline"
    """An opaque code, and nobody to ask; not the platform's word but the kiosk's own."""


class CodeRefused(Strict):
    told: Literal["code_refused"] = "code_refused"
    reason: CodeRefusal


class ProgressTold(Strict):
    told: Literal["progress"] = "progress"
    cases: tuple[CaseView, ...]


class DocumentTold(Strict):
    """The content of a result document; the kiosk sets and prints it. None: there is none, or not for this person."""

    told: Literal["document"] = "document"
    number: str
    title: Mapping[str, str]
    """By language."""
    issuer: Mapping[str, str]
    lines: tuple[tuple[str, str], ...] = Field(repr=False)
    paragraphs: tuple[str, ...] = ()
    issued_at: AwareDatetime
    valid_to: date | None = None
    verification: str
    """What the QR code holds; short, and nothing of the person."""
    demo: bool = False


class CompanyTold(Strict):
    told: Literal["company"] = "company"
    company: Company
    acts: bool
    """The person is its legal representative, or an agent on record."""


class ConfirmationTaken(Strict):
    told: Literal["confirmed"] = "confirmed"
    application_id: ApplicationId
    state: CaseState


class PaperTakenIn(Strict):
    """The paper is with its case; ``later`` are those that still are to follow."""

    told: Literal["paper"] = "paper"
    application_id: ApplicationId
    later: tuple[str, ...] = ()


class AppealTaken(Strict):
    """The appeal is on record; the credit office answers by that day."""

    told: Literal["appeal"] = "appeal"
    number: str
    answer_by: date


class NothingFound(Strict):
    """There is no such case, document or company, and nothing to confirm or hand in; deliberately without a reason."""

    told: Literal["nothing"] = "nothing"


Answer = Annotated[
    CertificatesTold
    | StandingTold
    | CodeAccepted
    | CodeRefused
    | ProgressTold
    | DocumentTold
    | CompanyTold
    | ConfirmationTaken
    | PaperTakenIn
    | AppealTaken
    | NothingFound,
    Field(discriminator="told"),
]


class Silence(StrEnum):
    """Nobody answered."""

    OFFLINE = "offline"
    SLOW = "slow"
    REFUSED = "refused"
    UNSENT = "unsent"
    """What was asked for is still kept on this very machine and was not sent yet: the kiosk's own word."""

    @classmethod
    def instead_of(cls, answer: "Answer | Silence") -> "Silence":
        """Why the answer that was hoped for did not come: nobody answered, or with another word."""
        return answer if isinstance(answer, cls) else cls.REFUSED
