"""What stands in the registers' file: people and companies, each with what every register has of them.

These models are the documented shape of ``config/development/registers.yaml``; an unknown word is an error. Everybody
in it is made up.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from devices.id_card.number import IdNumberInvalid
from kiosk.catalogue.words import Content, Division, Identifier, Words
from kiosk.certificate_identifier import is_certificate_identifier
from kiosk.credit import Grade
from kiosk.person import DocumentKind, Sex, number_facts
from kiosk.uscc import is_uscc

PersonNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{8,18}$")]


class CertificateEntry(Content):
    """One electronic certificate of the register."""

    key: Identifier
    identifier: Words
    name: Words
    issuer: Words
    issued: date
    valid_to: date | None = None
    fields: Mapping[Identifier, str] = {}

    @field_validator("identifier")
    @classmethod
    def _has_its_check(cls, text: str) -> str:
        if not is_certificate_identifier(text):
            raise ValueError("is no 电子证照标识 with a right check character (GB/T 36904, MOD 37,36)")
        return text

    def in_date(self, day: date) -> bool:
        return self.valid_to is None or day <= self.valid_to

    def data(self, holder_name: str) -> dict[str, str]:
        """What is handed over: the certificate's own data, and those that every certificate has."""
        return {
            "number": self.identifier.split(".")[-3],
            "holder": holder_name,
            "issued": self.issued.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else "",
            **self.fields,
        }


class PopulationEntry(Content):
    """户籍: who is registered where."""

    alive: bool = True
    district: Division = "460100"
    household_number: str = ""
    marital: Literal["", "single", "married", "divorced", "widowed"] = ""
    resident_since: date | None = None


class ElderlyEntry(Content):
    """Who receives the longevity subsidy, and who has a senior citizen card."""

    receives: bool = False
    senior_card: bool = False
    district: str = ""


class RentalEntry(Content):
    """One rental contract on file."""

    contract: Words
    address: Words
    until: date


class TitleEntry(Content):
    """One home that the person owns."""

    certificate: Words
    address: Words
    mortgaged: bool = False
    sealed: bool = False


class EmploymentEntry(Content):
    employed: bool = False
    employer: str = ""
    insured_months: int = Field(default=0, ge=0)
    ended: date | None = None
    benefit_months: int = Field(default=0, ge=0)


class PublicationEntry(Content):
    """A licence to sell publications."""

    licence: Words
    valid_to: date
    verified_year: int = 0
    penalties: int = Field(default=0, ge=0)


class CreditEntry(Content):
    """What the credit office has on record. ``reasons`` are about records, never about people."""

    grade: Grade
    as_of: date
    reasons: tuple[Words, ...] = ()


class PersonEntry(Content):
    """Somebody who does not exist."""

    id_number: PersonNumber
    name: Words
    sex: Sex
    birth: date
    kind: DocumentKind = DocumentKind.RESIDENT
    ethnic: str | None = None
    address: str | None = None
    population: PopulationEntry = PopulationEntry()
    elderly: ElderlyEntry = ElderlyEntry()
    rentals: tuple[RentalEntry, ...] = ()
    titles: tuple[TitleEntry, ...] = ()
    employment: EmploymentEntry = EmploymentEntry()
    credit: CreditEntry | None = None
    certificates: tuple[CertificateEntry, ...] = ()

    @model_validator(mode="after")
    def _number_fits(self) -> "PersonEntry":
        try:
            birth, sex = number_facts(self.kind, self.id_number)
        except IdNumberInvalid as invalid:
            raise ValueError(f"id_number is no number of this kind: {invalid.reason}") from None
        if birth not in (None, self.birth) or sex not in (None, self.sex):
            raise ValueError("id_number says another birth date or sex")
        return self


class CompanyEntry(Content):
    """A company that does not exist. ``representative`` and ``agents`` are ID numbers of those who may act for it."""

    uscc: Words
    name: Words
    status: Literal["open", "revoked", "closed"] = "open"
    representative: PersonNumber
    agents: tuple[PersonNumber, ...] = ()
    heads_before: int = Field(default=0, ge=0)
    heads_now: int = Field(default=0, ge=0)
    premium_paid: int = Field(default=0, ge=0)
    insured_months: int = Field(default=0, ge=0)
    publication: PublicationEntry | None = None
    credit: CreditEntry | None = None
    certificates: tuple[CertificateEntry, ...] = ()

    @field_validator("uscc")
    @classmethod
    def _has_its_check(cls, text: str) -> str:
        if not is_uscc(text):
            raise ValueError("is no unified social credit code with a right check character (GB 32100-2015)")
        return text

    def lets_act(self, id_number: str) -> bool:
        return id_number == self.representative or id_number in self.agents


class RegistersFile(Content):
    """The whole file. ``else_registered``: divisions whose other valid numbers count as residents who are alive and of
    whom no register has anything more; for simulations with drawn people."""

    else_registered: tuple[Division, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    companies: tuple[CompanyEntry, ...] = ()
