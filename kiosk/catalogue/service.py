"""The part of an item that is finished at the kiosk: situations, form, materials, rules, and the paper that results.

Terms follow GB/T 39046-2020. Rules are CEL texts, the same at kiosk and platform.
"""

from datetime import date
from enum import StrEnum

from pydantic import Field, model_validator

from kiosk.catalogue.words import Content, Figure, Identifier, Text, Words

APPLICANT_NAME = "applicant_name"
APPLICANT_NUMBER = "applicant_id_number"
"""Two questions that the kiosk itself asks, of who acts for another without their card; no item may use the ids."""


class Per(StrEnum):
    """How often a sum is paid."""

    MONTH = "month"
    YEAR = "year"
    ONCE = "once"


class Amount(Figure):
    """A sum in yuan that depends on who applies; the first whose ``when`` holds is shown and decided."""

    id: Identifier
    label: Text
    when: Words
    per: Per = Per.MONTH


class Situation(Content):
    """One answer to a question; ``delegate`` asks for the other person's card as well, ``next`` leads to the next
    question. ``given`` (CEL): the card, a certificate or an earlier answer says so already, and nobody is asked."""

    id: Identifier
    label: Text
    detail: Text
    delegate: bool = False
    given: str | None = None
    next: Identifier | None = None


class Question(Content):
    """A further question of the decision tree, reached by ``next``; its answer is ``form.<id>`` to the rules."""

    id: Identifier
    question: Text
    options: tuple[Situation, ...] = Field(min_length=2)


class Situations(Content):
    """The tree of a few plain questions that leads to exactly the form and the materials that apply."""

    question: Text
    options: tuple[Situation, ...] = Field(min_length=1)
    further: tuple[Question, ...] = ()

    def asked(self, question_id: str) -> Question | None:
        return next((question for question in self.further if question.id == question_id), None)


class FieldKind(StrEnum):
    TEXT = "text"
    NAME = "name"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    BANK_CARD = "bank_card"
    CHOICE = "choice"
    DATE = "date"
    """A day, as ``2026-05-06``; to the rules also ``days.<id>``, how many days it lies back."""
    NUMBER = "number"
    """A whole number from ``least`` to ``most``, in ``unit``; to the rules a number, 0 when not given."""
    USCC = "uscc"
    """A unified social credit code (GB 32100-2015)."""


class Choice(Content):
    value: Words
    label: Text


class FormField(Content):
    """One question of the form. ``when`` (CEL) hides it; ``prefill`` takes the answer from the card
    (``applicant.address``) or from a certificate (``certificates.business_licence.name``)."""

    id: Identifier
    label: Text
    kind: FieldKind
    hint: Text | None = None
    required: bool = True
    max_length: int = Field(default=60, ge=1, le=200)
    least: int | None = None
    most: int | None = None
    unit: Text | None = None
    choices: tuple[Choice, ...] = ()
    when: str | None = None
    prefill: str | None = None
    masked: bool = False

    @model_validator(mode="after")
    def _bounds(self) -> "FormField":
        if self.least is not None and self.most is not None and self.most < self.least:
            raise ValueError(f"most {self.most} is less than least {self.least}")
        return self


class Section(Content):
    title: Text
    fields: tuple[FormField, ...] = Field(min_length=1)


class MaterialSource(StrEnum):
    """Where the kiosk takes a material from. Only ``scan`` has to be brought."""

    CHIP = "chip"
    COMPARISON = "comparison"
    COMMITMENT = "commitment"
    SIGNATURE = "signature"
    CERTIFICATE = "certificate"
    """An electronic certificate of the register, handed over with consent."""
    FORM = "form"
    """An application form or table: what was filled in here is it."""
    SCAN = "scan"
    """A paper of the resident's, laid under the document camera."""


class Material(Content):
    """One paper that the item asks for, and what stands in its place here.

    ``certificate``: the key of `config/certificates.yaml` that replaces it; where the register has none (or the line is
    cut), ``instead`` stands in. ``essential: false``: may follow later for those whose credit grade allows it (容缺).
    """

    id: Identifier
    name: Text
    source: MaterialSource
    note: Text
    when: str | None = None
    certificate: Identifier | None = None
    instead: MaterialSource = MaterialSource.SCAN
    essential: bool = True

    @model_validator(mode="after")
    def _names_its_certificate(self) -> "Material":
        if (self.source is MaterialSource.CERTIFICATE) != (self.certificate is not None):
            raise ValueError("a material of source certificate, and only that, names its certificate")
        return self


class Rule(Content):
    """Holds when ``when`` (CEL) is true; else ``otherwise`` is what the resident reads."""

    id: Identifier
    when: Words
    otherwise: Text


class Register(StrEnum):
    """The registers that the platform compares with; a rule sees them as ``records.<register>.<field>``."""

    POPULATION = "population"
    ELDERLY = "elderly"
    RENTAL = "rental"
    TITLE = "title"
    PUBLICATION = "publication"
    EMPLOYMENT = "employment"
    COMPANY = "company"


class Comparison(Rule):
    """A rule about a register, which only the platform can ask. One that does not hold sends the case to an officer,
    or with ``refuses`` refuses it."""

    asks: Register = Field(alias="register")
    refuses: bool = False


class ResultLine(Content):
    """One line of the result document; ``value`` is a fact's name (``applicant.name``, ``form.address``, ``today``)."""

    label: Text
    value: Words


class ResultDocument(Content):
    """The paper that a grant gives, printed here with a code to verify it. ``valid_days`` counts from the decision."""

    title: Text
    lines: tuple[ResultLine, ...] = Field(min_length=1)
    paragraphs: tuple[Text, ...] = ()
    valid_days: int | None = Field(default=None, ge=1)


class Due(Content):
    """When the card's owner could claim this item, or must renew.

    ``when`` (CEL) sees ``applicant``, ``certificates`` and ``today``; ``why`` is what the resident reads.
    """

    when: Words
    why: Text


class Service(Content):
    """What is finished at the kiosk; an item without it is a guide."""

    situations: Situations
    form: tuple[Section, ...] = Field(min_length=1)
    materials: tuple[Material, ...]
    eligibility: tuple[Rule, ...]
    approval: tuple[Rule, ...]
    comparison: tuple[Comparison, ...] = ()
    amounts: tuple[Amount, ...] = ()
    commitment: tuple[Text, ...] = Field(min_length=1)
    result: ResultDocument | None = None
    principal_confirms: bool = False
    """A delegate's application waits until the other person has confirmed it."""

    def fields(self) -> tuple[FormField, ...]:
        return tuple(field for section in self.form for field in section.fields)

    def answers(self) -> tuple[str, ...]:
        """The ids of everything that is answered: further questions and fields."""
        return (*(question.id for question in self.situations.further), *(f.id for f in self.fields()))

    def paid(self, amount: str | None) -> Per:
        """How often the sum that was granted is paid."""
        return next((one.per for one in self.amounts if str(one.value) == amount), Per.MONTH)

    def situation(self, situation_id: str) -> Situation | None:
        return next((s for s in self.situations.options if s.id == situation_id), None)


def days_back(answer: str, today: date) -> int:
    """How many days the day in an answer lies back; 0 for what is no day."""
    try:
        return (today - date.fromisoformat(answer)).days
    except ValueError:
        return 0
