"""What the registers say of a person or a company, in the words that rules know (`kiosk.catalogue.registers`).

``known`` says that a register has an answer about somebody; that they own no home is an answer as well. Of those whom
the population register does not know nothing is known at all. Frozen after it was read; any thread.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from central.registers.entries import (
    CertificateEntry,
    CompanyEntry,
    CreditEntry,
    PersonEntry,
    RegistersFile,
    RentalEntry,
    TitleEntry,
)
from devices.id_card.number import IdNumberInvalid, parse_id_number
from kiosk.application import Company
from kiosk.catalogue.registers import Record, unknown
from kiosk.catalogue.service import Register
from kiosk.credit import Grade, grade_of
from kiosk.person import DocumentKind, IdentifiedBy, Person, Sex


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """About whom the registers are asked, and the answers that choose among several records."""

    id_number: str
    uscc: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    """The form's; ``deed_number`` and ``house_address`` choose a home and a contract."""


class Registers:
    """All seven registers, the certificates and the credit grades."""

    def __init__(self, file: RegistersFile) -> None:
        self._else_registered = frozenset(file.else_registered)
        self._people = {entry.id_number: entry for entry in file.people}
        self._companies = {entry.uscc: entry for entry in file.companies}
        self._deeds = {title.certificate: title for entry in file.people for title in entry.titles}

    def records(self, registers: Collection[Register], asked: Asked) -> dict[Register, Record]:
        """The records that rules compare with."""
        entry, company = self._entry(asked.id_number), self._companies.get(asked.uscc)
        return {register: self._record(register, asked, entry, company) for register in registers}

    def person(self, id_number: str) -> Person | None:
        """Who has this number, as a show code vouches for them; None when nobody is named in the register."""
        entry = self._people.get(id_number)
        return None if entry is None else _person(entry)

    def name_of(self, holder: str) -> str:
        """Of a person (ID number) or company (code); empty when nobody is named."""
        holding = self._people.get(holder) or self._companies.get(holder)
        return "" if holding is None else holding.name

    def is_dead(self, id_number: str) -> bool:
        """The register knows that this person has died."""
        entry = self._people.get(id_number)
        return entry is not None and not entry.population.alive

    def company(self, uscc: str) -> Company | None:
        entry = self._companies.get(uscc)
        return None if entry is None else Company(uscc=entry.uscc, name=entry.name)

    def acts_for(self, id_number: str, uscc: str) -> bool:
        """Whether the person is the company's legal representative or an agent on record."""
        entry = self._companies.get(uscc)
        return entry is not None and entry.lets_act(id_number)

    def certificates(self, holder: str) -> tuple[CertificateEntry, ...]:
        """Every certificate of a person (ID number) or company (code), whether or not it is still in date."""
        holding = self._people.get(holder) or self._companies.get(holder)
        return () if holding is None else holding.certificates

    def credit(self, holder: str) -> CreditEntry | None:
        """What is on record of a person or company."""
        holding = self._people.get(holder) or self._companies.get(holder)
        return None if holding is None else holding.credit

    def grade(self, id_number: str, birth: date | None, uscc: str, today: date) -> Grade:
        """The grade that counts: the company's for who acts for one, else the person's; blue without a record."""
        if uscc:
            recorded = self.credit(uscc)
            return grade_of(recorded.grade if recorded else None, None, today)
        recorded = self.credit(id_number)
        return grade_of(recorded.grade if recorded else None, birth, today)

    def _entry(self, id_number: str) -> PersonEntry | None:
        entry = self._people.get(id_number)
        if entry is not None or id_number[:6] not in self._else_registered:
            return entry
        try:
            number = parse_id_number(id_number)
        except IdNumberInvalid:
            return None
        return PersonEntry.model_validate(
            {
                "id_number": id_number,
                "name": "-",
                "sex": Sex[number.sex.name],
                "birth": number.birth,
                "population": {"district": id_number[:6]},
            }
        )

    def _record(
        self, register: Register, asked: Asked, entry: PersonEntry | None, company: CompanyEntry | None
    ) -> Record:
        match register:
            case Register.COMPANY:
                return unknown(register) if company is None else _company(company, asked.id_number)
            case Register.PUBLICATION:
                return unknown(register) if company is None else _publication(company)
            case _ if entry is None:
                return unknown(register)
            case Register.POPULATION:
                return _population(entry)
            case Register.ELDERLY:
                return {"known": True, **entry.elderly.model_dump()}
            case Register.RENTAL:
                return _rental(entry, asked.answers.get("house_address", ""))
            case Register.TITLE:
                return self._title(entry, asked.answers.get("deed_number", ""))
            case Register.EMPLOYMENT:
                return _employment(entry)
            case _ as never:
                assert_never(never)

    def _title(self, entry: PersonEntry, deed_number: str) -> Record:
        """The home of that deed, whoever owns it; without a deed the person's first."""
        own = {title.certificate: title for title in entry.titles}
        chosen: TitleEntry | None = self._deeds.get(deed_number)
        if not deed_number:
            chosen = next(iter(entry.titles), None)
        return {
            "known": True,
            "homes": len(entry.titles),
            "owner": chosen is not None and chosen.certificate in own,
            "certificate": chosen.certificate if chosen else "",
            "address": chosen.address if chosen else "",
            "mortgaged": chosen is not None and chosen.mortgaged,
            "sealed": chosen is not None and chosen.sealed,
        }


def _population(entry: PersonEntry) -> Record:
    population = entry.population
    return {
        "known": True,
        "alive": population.alive,
        "district": population.district,
        "household_number": population.household_number,
        "marital": population.marital,
        "resident_since": population.resident_since.isoformat() if population.resident_since else "",
    }


def _rental(entry: PersonEntry, address: str) -> Record:
    """The contract about that address; without an address the person's first."""
    found: RentalEntry | None = next(
        (rental for rental in entry.rentals if not address or rental.address == address), None
    )
    return {
        "known": True,
        "filed": found is not None,
        "contract": found.contract if found else "",
        "address": found.address if found else "",
        "until": found.until.isoformat() if found else "",
    }


def _employment(entry: PersonEntry) -> Record:
    employment = entry.employment
    return {
        "known": True,
        "employed": employment.employed,
        "employer": employment.employer,
        "insured_months": employment.insured_months,
        "ended": employment.ended.isoformat() if employment.ended else "",
        "benefit_months": employment.benefit_months,
    }


def _company(entry: CompanyEntry, id_number: str) -> Record:
    return {
        "known": True,
        "name": entry.name,
        "status": entry.status,
        "heads_before": entry.heads_before,
        "heads_now": entry.heads_now,
        "premium_paid": entry.premium_paid,
        "insured_months": entry.insured_months,
        "applicant_acts": entry.lets_act(id_number),
    }


def _publication(entry: CompanyEntry) -> Record:
    licence = entry.publication
    return {
        "known": True,
        "licence": licence.licence if licence else "",
        "valid_to": licence.valid_to.isoformat() if licence else "",
        "verified_year": licence.verified_year if licence else 0,
        "penalties": licence.penalties if licence else 0,
    }


def _person(entry: PersonEntry) -> Person:
    return Person(
        name=entry.name,
        sex=entry.sex,
        birth=entry.birth,
        id_number=entry.id_number,
        kind=DocumentKind(entry.kind),
        ethnic=entry.ethnic,
        address=entry.address,
        identified_by=IdentifiedBy.CODE,
    )


NO_REGISTERS = Registers(RegistersFile())
"""Everything unknown: every comparison sends its case to an officer, and every grade is blue."""
