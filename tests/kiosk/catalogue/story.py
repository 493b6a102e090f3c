"""One resident's way through a service: what is asked, which papers, what refuses it, and what the registers change."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import config
from kiosk.application import Attachment, CertificateUse, Company, Draft
from kiosk.catalogue.item import Item
from kiosk.catalogue.registers import Record, unknown
from kiosk.catalogue.service import Register, Service
from kiosk.catalogue.source import read_item
from kiosk.facts import Given, given_by
from kiosk.person import IdentifiedBy, Person, Sex

CATALOGUE = Path(config.__file__).parent / "catalogue"
TODAY = date(2026, 5, 6)
Records = Mapping[Register, Record]


def _person(name: str, sex: Sex, id_number: str) -> Person:
    birth = date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))
    return Person(
        name=name,
        sex=sex,
        birth=birth,
        id_number=id_number,
        address="海南省海口市秀英区示例街一号",
        valid_to=date(2035, 1, 1),
        identified_by=IdentifiedBy.CHIP,
    )


WANG = _person("王小明", Sex.MALE, "460105199003071239")
HAI = _person("陈海燕", Sex.FEMALE, "460105199208150029")
AGED_91 = _person("符玉莲", Sex.FEMALE, "460108193501010027")
AGED_71 = _person("符大山", Sex.MALE, "460105195502030011")
AGED_60 = _person("林建国", Sex.MALE, "460105196602030013")
AGED_51 = _person("黄秋兰", Sex.FEMALE, "460106197502030025")
AGED_15 = _person("吴小海", Sex.MALE, "460105201101020013")
NEWBORN = _person("陈小宝", Sex.MALE, "460105202604010014")
OUT_OF_DATE = AGED_51.model_copy(update={"valid_to": date(2026, 5, 5)})
MAINLANDER = _person("刘志强", Sex.MALE, "44010519660203001X").model_copy(
    update={"address": "广东省广州市示例路三号"}
)
COMPANY = Company(uscc="91440300708461136T", name="海口示例书店有限公司")

PHONE = {"phone": "13907681234"}
CONTACT = {**PHONE, "residence": "海口市秀英区示例街一号"}
PAY = {"bank": "icbc", "account": "6222020200000012340"}
FIRM = {"company_name": COMPANY.name, "uscc": COMPANY.uscc}
CHILD = {"relation": "child"}


@dataclass(frozen=True, slots=True)
class Story:
    """``says``: answers to further questions that are asked. ``known``: those that nobody is asked;
    ``recognised``: the first question neither. ``asks``: the
    form's fields, in order. ``papers``: materials in order, ``*`` before those that must be brought. ``refused``: the
    rule that refuses after the change. ``compared``: what comes of it with these records."""

    code: str
    told: str
    situation: str
    asks: str
    papers: str
    who: Person = WANG
    agent: Person | None = None
    company: Company | None = None
    certificates: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    recognised: bool = False
    today: date = TODAY
    refused: tuple[tuple[str, Mapping[str, object]], ...] = ()
    compared: tuple[tuple[str, Records], ...] = ()

    def __str__(self) -> str:
        return f"{self.code}-{self.told.replace(' ', '_')}"

    @property
    def item(self) -> Item:
        return item_of(self.code)

    @property
    def service(self) -> Service:
        assert self.item.service is not None
        return self.item.service

    def draft(self) -> Draft:
        """The application with everything that has to be brought."""
        papers = (paper[1:] for paper in self.papers.split() if paper.startswith("*"))
        return Draft(
            item=self.code,
            situation=self.situation,
            applicant=self.who,
            agent=self.agent,
            company=self.company,
            form={**self.known, **self.says, **self.form},
            attachments=tuple(
                Attachment(material=name, name="scan.pdf", media_type="application/pdf", content=b"x")
                for name in papers
            ),
            certificates=tuple(
                CertificateUse(key=key, identifier="示例", fields=fields)
                for key, fields in self.certificates.items()
            ),
        )

    def given(self) -> Given:
        return given_by(self.draft())


def without_answers(given: Given) -> Given:
    """As somebody stands there before the first further question."""
    return Given(
        given.situation, given.applicant, given.agent, given.company, {}, (), given.certificates, given.grade
    )


def changed(draft: Draft, changes: Mapping[str, object]) -> Draft:
    """``who``, ``situation``, ``company`` and ``certificates`` by their name; the others are answers, None for none."""
    named = {
        "who": "applicant",
        "situation": "situation",
        "company": "company",
        "certificates": "certificates",
    }
    update = {named[name]: value for name, value in changes.items() if name in named}
    answers = {name: value for name, value in changes.items() if name not in (*named, "today")}
    form = {name: answer for name, answer in {**draft.form, **answers}.items() if answer is not None}
    return draft.model_copy(update={**update, "form": form})


@functools.cache
def item_of(code: str) -> Item:
    """The item as it is shipped."""
    line = f"code: {code}"
    path = next(
        path for path in sorted(CATALOGUE.rglob("*.yaml")) if line in path.read_text("utf-8").splitlines()
    )
    read = read_item(path)
    assert isinstance(read, Item), read
    return read


def record(register: Register, **fields: str | int | bool) -> Records:
    """What a register says of somebody whom it knows."""
    return {register: {**unknown(register), "known": True, **fields}}


def at_work(**fields: str | int | bool) -> Records:
    return record(Register.EMPLOYMENT, **fields)


def living(**fields: str | int | bool) -> Records:
    return record(Register.POPULATION, **{"alive": True, **fields})


def firm(**fields: str | int | bool) -> Records:
    return record(
        Register.COMPANY, **{"status": "open", "name": COMPANY.name, "applicant_acts": True, **fields}
    )
