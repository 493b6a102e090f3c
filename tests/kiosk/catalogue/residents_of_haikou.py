"""Made-up residents who file an item: what they are asked, what they answer, and what the city's registers hold."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import yaml

import config
from kiosk.application import Attachment, CertificateUse, Company, Draft
from kiosk.catalogue.item import Item
from kiosk.catalogue.registers import Record, RecordValue, unknown
from kiosk.catalogue.service import FieldKind, FormField, Register, Service
from kiosk.check import check_draft
from kiosk.credit import Grade
from kiosk.decision import Decision, decide
from kiosk.facts import Given, facts_of, gather_facts
from kiosk.form import Problem, applicable_sections
from kiosk.papers import NeededPaper, needed_papers
from kiosk.person import IdentifiedBy, Person, Sex
from kiosk.rules import Facts
from kiosk.situation import Ask, Settled, follow

TODAY = date(2026, 5, 6)
CONTENT = Path(config.__file__).parent / "catalogue"


def _person(name: str, id_number: str, address: str) -> Person:
    return Person(
        name=name,
        sex=Sex.MALE if int(id_number[16]) % 2 else Sex.FEMALE,
        birth=date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14])),
        id_number=id_number,
        address=address,
        valid_to=date(2036, 1, 1),
        identified_by=IdentifiedBy.CHIP,
    )


LOCAL = _person("王小明", "460105199003071239", "海南省海口市秀英区示例路一号")
WIFE = _person("陈小兰", "460105199209160069", "海南省海口市秀英区示例路一号")
OUTSIDER = _person("李湘", "430102198805200013", "湖南省长沙市芙蓉区示例路二号")
CHILD = _person("吴小宝", "460106201406010031", "海南省海口市龙华区示例路三号")
AGED_66 = _person("林桂花", "460106196002100045", "海南省海口市龙华区示例路四号")
AGED_91 = _person("符玉莲", "460108193501010027", "海南省海口市美兰区示例路九号")
OUTSIDE_ELDER = _person("张成都", "510104195201010058", "四川省成都市锦江区示例路五号")


def without_card(person: Person) -> Person:
    """Somebody whose card is lost: recognised by typing only."""
    return person.model_copy(
        update={"identified_by": IdentifiedBy.DECLARED, "valid_to": None, "address": None}
    )


def expired(person: Person) -> Person:
    return person.model_copy(update={"valid_to": date(2026, 5, 5)})


OWN_DEED = "琼（2020）海口市不动产权第0001号"
COMPANY = Company(uscc="91440300708461136T", name="示例租赁公司")
ANSWERS: Mapping[str, str] = {
    "account": "6222020200000012340",
    "card_delivery": "window",
    "deed_number": OWN_DEED,
    "district": "460105",
    "held_since": "2015-03-01",
    "house_address": "海口市秀英区示例小区一栋一零一",
    "kin_id_number": WIFE.id_number,
    "lease_end": "2027-05-31",
    "lease_start": "2026-06-01",
    "living_since": "2024-01-10",
    "lost_on": "2026-05-05",
    "married": "no",
    "other_id_number": WIFE.id_number,
    "persons": "3",
    "phone": "13907681234",
    "signed_on": "2026-05-01",
    "signed_until": "2026-05-20",
    "spouse_id_number": WIFE.id_number,
    **dict.fromkeys(("power_account", "water_account", "gas_account", "pending_number"), "0310012345678"),
}
"""What people answer who are asked nothing difficult."""

_BY_KIND = {
    FieldKind.TEXT: "示例",
    FieldKind.NAME: "陈小兰",
    FieldKind.DATE: "2026-01-05",
    FieldKind.USCC: COMPANY.uscc,
}


@functools.cache
def items() -> Mapping[str, Item]:
    """The shipped items by code, as their files say."""
    documents = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in CONTENT.rglob("*.yaml"))
    read = (Item.model_validate(document) for document in documents if "code" in document)
    return {item.code: item for item in read}


@dataclass(frozen=True)
class Story:
    """One resident's application. ``holds``: the certificates that were handed over, with their data."""

    code: str
    situation: str = "self"
    applicant: Person = LOCAL
    agent: Person | None = None
    company: Company | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    holds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def item(self) -> Item:
        return items()[self.code]

    @property
    def service(self) -> Service:
        service = self.item.service
        assert service is not None, f"{self.code} is a guide"
        return service

    def answering(self, **answers: str) -> "Story":
        return replace(self, answers={**self.answers, **answers})

    def telling(self, source: str) -> "Story":
        """The same resident, whose card (``applicant``: expired) or certificate tells more."""
        if source == "applicant":
            return replace(self, applicant=expired(self.applicant))
        return replace(self, holds={**self.holds, source: {"degree": "二级"}})

    def facts(self, answers: Mapping[str, str]) -> Facts:
        given = Given(
            self.situation, self.applicant, self.agent, self.company, answers, certificates=self.holds
        )
        return gather_facts(self.item, TODAY, given)

    def way(self) -> Ask | Settled:
        """The way down the decision tree."""
        chosen = self.service.situation(self.situation)
        assert chosen is not None, self.situation
        return follow(self.service.situations, chosen, self.answers, self.facts(self.answers))

    def filled_in(self) -> dict[str, str]:
        """The form as it is filed: each required question answered when it is asked."""
        way = self.way()
        assert isinstance(way, Settled), f"{self.code} still asks {way.question.id}"
        form = {**self.answers, **way.found}
        while missing := [one for one in self.fields(form) if one.required and one.id not in form]:
            form[missing[0].id] = ANSWERS.get(missing[0].id) or _plain_answer(missing[0])
        return form

    def fields(self, form: Mapping[str, str]) -> list[FormField]:
        sections = applicable_sections(self.service, self.facts(form))
        return [one for section in sections for one in section.fields]

    def papers(self, form: Mapping[str, str]) -> tuple[NeededPaper, ...]:
        return needed_papers(self.service, self.facts(form), self.holds.keys(), Grade.BLUE)

    def draft(self) -> Draft:
        form = self.filled_in()
        return Draft(
            item=self.code,
            situation=self.situation,
            applicant=self.applicant,
            agent=self.agent,
            company=self.company,
            form=form,
            attachments=tuple(_scan(paper) for paper in self.papers(form) if paper.to_be_brought),
            certificates=tuple(
                CertificateUse(key=key, identifier="示例", fields=data) for key, data in self.holds.items()
            ),
        )

    def problems(self) -> tuple[Problem, ...]:
        return check_draft(self.draft(), self.item, TODAY)

    def decided(self, records: Mapping[Register, Record]) -> Decision:
        """What the platform says, with what its registers hold."""
        facts = facts_of(self.draft(), self.item, TODAY, records=records)
        return decide(self.service, facts, self.item.instant, compared=True)


def _plain_answer(question: FormField) -> str:
    match question.kind:
        case FieldKind.CHOICE:
            return question.choices[0].value
        case FieldKind.NUMBER:
            return str(question.least or 1)
        case kind:
            return _BY_KIND[kind]


def _scan(paper: NeededPaper) -> Attachment:
    return Attachment(material=paper.material.id, name="scan.jpg", media_type="image/jpeg", content=b"x")


Records = Mapping[Register, Record]
Held = Mapping[str, RecordValue]


def on_record(**registers: Held) -> Records:
    """What the registers hold of somebody whom they know; everything that is not named is as for a stranger."""
    return {
        Register(name): {**unknown(Register(name)), "known": True, **held} for name, held in registers.items()
    }
