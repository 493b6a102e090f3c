"""What a visit knows: the resident's own words, cards and papers.

Everything of the resident lives in `Session`; dropping it is the wipe.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum

from devices.signature.strokes import Strokes
from kiosk.application import Attachment, Company
from kiosk.catalogue.item import Item
from kiosk.catalogue.listing import Listing
from kiosk.catalogue.service import (
    APPLICANT_NAME,
    APPLICANT_NUMBER,
    FieldKind,
    FormField,
    MaterialSource,
    Rule,
    Section,
    Service,
)
from kiosk.catalogue.words import Language, Text
from kiosk.credit import Grade
from kiosk.facts import Given
from kiosk.papers import NeededPaper, missing_papers
from kiosk.person import Person, person_from_number
from kiosk.question import HeldCertificate, StandingTold
from kiosk.rules import Facts
from kiosk.visit.found import Search
from kiosk.visit.part import Part, shared_papers, shared_sections

LARGE_FROM_AGE = 60
"""老年人权益保障法, article 2: the old are those of sixty and more."""


@dataclass(frozen=True, slots=True)
class Now:
    """One moment: ``seconds`` of a clock that never jumps, for delays; ``wall`` (aware), for dates that people read."""

    seconds: float
    wall: datetime

    @property
    def today(self) -> date:
        return self.wall.date()


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A card that was read: who, and the chip's picture as it came (WLT, not decoded here). Or a show code's person."""

    person: Person = field(repr=False)
    portrait: bytes = field(default=b"", repr=False)


class Errand(Enum):
    """What somebody came for; most come to apply."""

    APPLY = "apply"
    PROGRESS = "progress"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Session:
    """One resident's visit so far."""

    language: Language = Language.ZH
    large: bool = False
    size_chosen: bool = False
    """The resident has said which size they want; until then large type is offered to the old."""
    errand: Errand = Errand.APPLY
    item: Item | None = None
    """What was chosen; of a cart or bundle, what it is called as a whole."""
    application_id: str = ""
    """The number on the receipt."""
    parts: tuple[Part, ...] = ()
    basket: tuple[Item, ...] = ()
    looked_at: Listing | Search | None = None
    """The list that the service was chosen from, for going back to it."""
    card: HeldCard | None = None
    principal: HeldCard | None = None
    principal_typed: bool = False
    company: Company | None = None
    standing: StandingTold | None = None
    may_be_due: tuple[Item, ...] = ()
    situation: str = ""
    trail: tuple[str, ...] = ()
    """The further questions that were answered, in their order, for going back."""
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    consented: frozenset[str] = frozenset()
    """Certificates whose box the resident has ticked; nothing is ticked beforehand (PIPL, article 14)."""
    declined: frozenset[str] = frozenset()
    """Certificates that the resident would rather bring on paper, or that the register does not have."""
    certificates: tuple[HeldCertificate, ...] = field(default=(), repr=False)
    promised: frozenset[str] = frozenset()
    """Certificates that may be taken, consented to while the line was cut: the platform takes them itself."""
    papers: Mapping[str, Attachment] = field(default_factory=dict, repr=False)
    """What was laid under the document camera, by material."""
    later: frozenset[str] = frozenset()
    signature: Strokes | None = field(default=None, repr=False)
    signed_at: datetime | None = None

    @property
    def service(self) -> Service:
        """The first part's service; a state that asks for it before one is chosen is a defect."""
        if not self.parts:
            raise ValueError("no service was chosen")
        return self.parts[0].service

    @property
    def delegated(self) -> bool:
        situation = self.service.situation(self.situation) if self.parts else None
        return situation is not None and situation.delegate

    @property
    def applicant(self) -> Person | None:
        """For whom the application is; None until the card is read or the number is typed rightly."""
        if not self.delegated:
            return self.card.person if self.card else None
        if self.principal is not None:
            return self.principal.person
        name, number = self.answers.get(APPLICANT_NAME, ""), self.answers.get(APPLICANT_NUMBER, "")
        try:
            return person_from_number(name, number.strip()) if self.principal_typed else None
        except ValueError:
            return None

    def may_want_large(self, today: date) -> bool:
        """Whether to offer large type: by the birth date on the card, never by itself, and not to who has chosen."""
        old = self.card is not None and self.card.person.age_on(today) >= LARGE_FROM_AGE
        return old and not self.large and not self.size_chosen

    @property
    def agent(self) -> Person | None:
        return self.card.person if self.delegated and self.card else None

    @property
    def grade(self) -> Grade:
        """Blue until the platform has said more; never black for want of an answer. A grade is its owner's: it is
        worth nothing in what they do for somebody else."""
        return self.standing.grade if self.standing is not None and not self.delegated else Grade.BLUE

    @property
    def given(self) -> Given:
        """What the rules of every part can see so far, before each looks at its own situation."""
        return Given(
            self.situation,
            self.applicant,
            self.agent,
            self.company,
            self.answers,
            tuple(self.papers),
            {held.key: held.fields for held in self.certificates},
            self.grade,
        )

    def facts(self, today: date) -> Facts:
        """What the first part's rules can see."""
        if not self.parts:
            raise ValueError("no item was chosen")
        return self.parts[0].facts(self.given, today)

    def sections(self, today: date) -> tuple[Section, ...]:
        """The form's pages for this visit; typing for somebody whose card is not at hand adds one."""
        given = self.given
        pages = shared_sections(part.sections(given, today) for part in self.parts)
        return (_TYPED_APPLICANT, *pages) if self.principal_typed else pages

    def needed(self, today: date) -> tuple[NeededPaper, ...]:
        """The papers of all parts, each once."""
        given = self.given
        return shared_papers(part.papers(given, today, self.promised) for part in self.parts)

    def missing(self, today: date) -> tuple[NeededPaper, ...]:
        """Those that still have to be laid down."""
        return missing_papers(self.needed(today), set(self.papers), self.later)

    def wanted_certificates(self, today: date) -> tuple[str, ...]:
        """Keys of the certificates that could stand in for a paper here, in the papers' order."""
        given = self.given
        return tuple(
            dict.fromkeys(
                paper.material.certificate
                for part in self.parts
                for paper in part.papers(given, today, self.promised)
                if paper.material.source is MaterialSource.CERTIFICATE and paper.material.certificate
            )
        )

    def refusals(self, today: date, *, whole: bool) -> tuple[Rule, ...]:
        """The rules of all parts that say no."""
        given = self.given
        return tuple(rule for part in self.parts for rule in part.refusals(given, today, whole=whole))

    def with_card(self, held: HeldCard | None) -> "Session":
        """Whoever stands here now; what is known of somebody else is not theirs."""
        before, after = self.card, held
        if before is not None and after is not None and before.person.id_number == after.person.id_number:
            return replace(self, card=held)
        return replace(self.with_nothing_handed_over(), card=held, standing=None, company=None)

    def with_nothing_handed_over(self) -> "Session":
        """No paper and no certificate of one person reaches the application of another."""
        return replace(
            self,
            consented=frozenset(),
            declined=frozenset(),
            certificates=(),
            promised=frozenset(),
            papers={},
            later=frozenset(),
            signature=None,
        )

    def with_nothing_given(self) -> "Session":
        """The same visitor and service; all that was said about the applicant is gone."""
        return replace(
            self.with_nothing_handed_over(),
            principal=None,
            principal_typed=False,
            situation="",
            trail=(),
            answers={},
        )

    def without_application(self) -> "Session":
        """The same visitor, before any service was chosen."""
        return replace(self.with_nothing_given(), item=None, application_id="", parts=(), company=None)

    def with_signature(self, strokes: Strokes | None, at: datetime) -> "Session":
        """Signed now, or not any more."""
        return replace(self, signature=strokes, signed_at=at if strokes else None)


_TYPED_APPLICANT = Section(
    title=Text(zh="被代办人", en="The person you apply for"),
    fields=(
        FormField(id=APPLICANT_NAME, label=Text(zh="姓名", en="Name"), kind=FieldKind.NAME, max_length=30),
        FormField(
            id=APPLICANT_NUMBER,
            label=Text(zh="身份证号码", en="ID number"),
            kind=FieldKind.ID_NUMBER,
            masked=True,
        ),
    ),
)
