"""What a visit knows: the resident's own words and cards, and how the station around them is.

Everything of the resident lives in `Session`; dropping it is the wipe.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from config.faults import FaultCode
from devices.signature.signed_strokes import sign
from devices.signature.strokes import Strokes
from kiosk.application import Attachment, Draft
from kiosk.catalogue.item import Item
from kiosk.catalogue.service import APPLICANT_NAME, APPLICANT_NUMBER, FieldKind, FormField, Section, Service
from kiosk.catalogue.words import Language, Text
from kiosk.facts import Given, gather_facts
from kiosk.form import applicable_sections
from kiosk.person import Person, person_from_number
from kiosk.rules import Facts
from kiosk.signed_document import signed_document

PAD_NAME = "touchscreen"
"""What a signature's record says that it was written on."""


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
    """A card that was read: who, and the chip's picture as it came (WLT, not decoded here)."""

    person: Person = field(repr=False)
    portrait: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The station at this moment; faults are None when all is well."""

    reader: FaultCode | None = None
    printer: FaultCode | None = None
    platform_online: bool = False

    @property
    def can_print(self) -> bool:
        return self.printer in (None, FaultCode.PRINTER_PAPER_NEAR_END)


@dataclass(frozen=True, slots=True)
class Session:
    """One resident's visit so far."""

    language: Language = Language.ZH
    large: bool = False
    item: Item | None = None
    application_id: str = ""
    card: HeldCard | None = None
    principal: HeldCard | None = None
    principal_typed: bool = False
    situation: str = ""
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    signature: Strokes | None = field(default=None, repr=False)
    signed_at: datetime | None = None

    @property
    def service(self) -> Service:
        """The chosen item's service; a state that asks for it before one is chosen is a defect."""
        if self.item is None or self.item.service is None:
            raise ValueError("no service was chosen")
        return self.item.service

    @property
    def delegated(self) -> bool:
        situation = self.service.situation(self.situation)
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

    @property
    def agent(self) -> Person | None:
        return self.card.person if self.delegated and self.card else None

    def facts(self, today: date) -> Facts:
        """What the item's rules can see so far."""
        if self.item is None:
            raise ValueError("no item was chosen")
        given = Given(self.situation, self.applicant, self.agent, answers=self.answers)
        return gather_facts(self.item, today, given)

    def sections(self, today: date) -> tuple[Section, ...]:
        """The form's pages for this visit; typing for somebody whose card is not at hand adds one."""
        pages = applicable_sections(self.service, self.facts(today))
        return (_TYPED_APPLICANT, *pages) if self.principal_typed else pages

    def with_nothing_given(self) -> "Session":
        """The same visitor and service; all that was said about the applicant is gone."""
        return replace(self, principal=None, principal_typed=False, situation="", answers={}, signature=None)

    def without_application(self) -> "Session":
        """The same visitor, before any service was chosen."""
        return replace(self.with_nothing_given(), item=None, application_id="")

    def with_signature(self, strokes: Strokes | None, at: datetime) -> "Session":
        """Signed now, or not any more."""
        return replace(self, signature=strokes, signed_at=at if strokes else None)

    def draft(self, today: date) -> Draft:
        """What will be filed: the answers to the questions that apply, and no others. Only called when identity, form
        and signature are complete; else it is a defect."""
        if self.item is None or self.applicant is None or self.signature is None or self.signed_at is None:
            raise ValueError("the visit is not complete")
        asked = [f.id for s in applicable_sections(self.service, self.facts(today)) for f in s.fields]
        form = {name: self.answers[name].strip() for name in asked if self.answers.get(name)}
        document = signed_document(self.item, self.language, self.situation, self.applicant, form)
        signed = sign(self.signature, document, self.signed_at, PAD_NAME)
        return Draft(
            item=self.item.code,
            situation=self.situation,
            applicant=self.applicant,
            agent=self.agent,
            form=form,
            attachments=self._attachments(signed.canonical()),
            language=self.language,
        )

    def _attachments(self, signature: bytes) -> tuple[Attachment, ...]:
        portraits = [
            Attachment(
                material=material,
                name=f"{material}.wlt",
                media_type="application/octet-stream",
                content=held.portrait,
            )
            for material, held in (
                ("agent_id_card" if self.delegated else "id_card", self.card),
                ("id_card", self.principal),
            )
            if held is not None and held.portrait
        ]
        return (
            *portraits,
            Attachment(
                material="signature", name="signature.json", media_type="application/json", content=signature
            ),
        )


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
