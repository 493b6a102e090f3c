"""A city for the platform's tests: made-up people of the registers, a few items, a kiosk that asks and files."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

import requests
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from pydantic import BaseModel

from central.officers import OfficerDecision
from central.platform import Platform
from kiosk.application import Application, Company
from kiosk.case import CaseState
from kiosk.catalogue.item import Item, Region
from kiosk.catalogue.service import Comparison, Material, MaterialSource, Register, ResultDocument, ResultLine
from kiosk.catalogue.words import Figure, Period, Text
from kiosk.person import IdentifiedBy, Person, Sex
from kiosk.question import Answer, Question
from sync.contract import Case, CaseAnswers, CaseQuery, Trust
from sync.sealed_question import SealedAnswer, SealedQuestion, open_answer, seal_question
from tests.central.hall import ELDER, SUBSIDY, TODAY, Kiosk, case_of, fill_in, seal

BOOKSHOP = Company(uscc="91440300708461136T", name="海口示例书香书店有限公司")
DEFAULTER = Company(uscc="91330106673959654P", name="海口示例宏达商贸有限公司")


def somebody(name: str, id_number: str, sex: Sex = Sex.MALE, address: str = "海口市示例路1号") -> Person:
    """Whose chip was read."""
    born = date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))
    return Person(
        name=name,
        sex=sex,
        birth=born,
        id_number=id_number,
        address=address,
        identified_by=IdentifiedBy.CHIP,
    )


GRANDMOTHER = somebody("符玉兰", "460108193501010027", Sex.FEMALE)
GRANDFATHER = somebody("吴清海", "460108193501011230")
NEIGHBOUR = somebody("王德福", "460105194310020033")
"""Receives already."""
AUNT = somebody("吴月娥", "460106194003150029", Sex.FEMALE)
SON = somebody("吴志远", "460105199003071239")
LANDLORD = somebody("吴小海", "460105199003070017")
DEFAULTING_ELDER = somebody("林德胜", "460106195108151233")
STRANGER = ELDER.model_copy(update={"name": "外地人", "id_number": "440106193501010020"})

_number = itertools.count(1)


def _text(chinese: str) -> Text:
    return Text(zh=chinese, en="words")


def _rule(name: str, register: Register, when: str, *, refuses: bool = False) -> Comparison:
    words = {"id": name, "when": when, "otherwise": _text("由人工核对。"), "refuses": refuses}
    return Comparison.model_validate({"register": register, **words})


def changed(item: Item, code: str, service: Mapping[str, object], **changes: object) -> Item:
    """A sibling of an item, with parts of it and of its service replaced."""
    assert item.service is not None
    return Item.model_validate(
        item.model_copy(update={"code": code, "service": item.service.model_copy(update=service), **changes})
    )


BARE = changed(SUBSIDY, "HK-TS-0000", {"comparison": (), "result": None}, automatic=False)
"""The subsidy without comparison and paper, whatever the hall's content has."""

COMPARED = changed(
    BARE,
    "HK-TS-0001",
    {
        "comparison": (
            _rule("alive", Register.POPULATION, "records.population.known && records.population.alive"),
            _rule(
                "not_yet",
                Register.ELDERLY,
                "!records.elderly.known || !records.elderly.receives",
                refuses=True,
            ),
        ),
        "result": ResultDocument(
            title=_text("高龄老人长寿补贴核定表"),
            lines=(
                ResultLine(label=_text("姓名"), value="applicant.name"),
                ResultLine(label=_text("性别"), value="applicant.sex"),
                ResultLine(label=_text("户籍所在区"), value="form.district"),
                ResultLine(label=_text("核定日期"), value="today"),
            ),
            paragraphs=(_text("凭证真伪可扫码核验。"),),
            valid_days=365,
        ),
    },
    automatic=True,
)
"""The subsidy as the platform decides it by itself: compared with two registers, with a paper to print."""

WITH_CERTIFICATE = changed(
    BARE,
    "HK-TS-0002",
    {
        "materials": (
            Material(
                id="household_register",
                name=_text("户口簿"),
                source=MaterialSource.CERTIFICATE,
                note=_text("电子证照代替"),
                certificate="household_register",
                essential=False,
            ),
        )
    },
)
"""Asks for the household register, which an electronic certificate replaces, or which may follow."""

CLOSED = changed(BARE, "HK-TS-0003", {}, closed_to_defaulters=True)
CONFIRMED = changed(COMPARED, "HK-TS-0004", {"principal_confirms": True})
ELSEWHERE = changed(
    BARE,
    "HK-TS-0005",
    {},
    region=Region(code="440100", name=_text("广州市")),
    instant=False,
    automatic=False,
)
OVER = changed(
    BARE,
    "HK-TS-0006",
    {},
    active=Period.model_validate(
        {"from": date(2020, 1, 1), "to": date(2022, 12, 31), "as_of": date(2022, 1, 1), "source": "示例"}
    ),
)
SLOW = changed(
    BARE,
    "HK-TS-0007",
    {},
    instant=False,
    automatic=False,
    promise_days=Figure(value=Decimal(3), as_of=date(2026, 1, 1), source="示例", demo=True),
)
"""Always decided by an officer, within three working days."""

OFFERED = {
    item.code: item
    for item in (SUBSIDY, BARE, COMPARED, WITH_CERTIFICATE, CLOSED, CONFIRMED, ELSEWHERE, OVER, SLOW)
}
NO_AGE = {"eligibility": (), "approval": (), "amounts": ()}


def ageless(item: Item, code: str) -> Item:
    """The same for people of any age, granted at once when nothing else stands in the way."""
    made = changed(item, code, NO_AGE)
    OFFERED[code] = made
    return made


HOMES = changed(
    BARE,
    "HK-TS-0008",
    {
        **NO_AGE,
        "comparison": (_rule("in_register", Register.TITLE, "records.title.known"),),
        "result": ResultDocument(
            title=_text("住房情况查询证明"),
            lines=(ResultLine(label=_text("本市登记住房套数"), value="records.title.homes"),),
        ),
    },
)
"""How many homes somebody owns, on paper."""
OFFERED[HOMES.code] = HOMES


@dataclass
class HallClock:
    """The platform's clock, which tests put forward."""

    now: datetime = TODAY

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, time: timedelta) -> None:
        self.now += time


@dataclass
class CityKiosk(Kiosk):
    """A kiosk of the city that files, asks and queries."""

    trust: Trust = field(default_factory=lambda: Trust(sealing_key=b"", receipt_key=b""))

    def apply(self, item: Item, applicant: Person, **changes: object) -> Case:
        """Fills in, seals and hands in; the platform's case."""
        return case_of(self.file(seal(self.filled(item, applicant, **changes), self.trust)))

    def filled(self, item: Item, applicant: Person, **changes: object) -> Application:
        """An application in order for this item."""
        return fill_in(applicant, (), item=item.code, **changes)

    def ask(self, question: Question) -> Answer:
        """The platform's answer, opened."""
        reply_key = X25519PrivateKey.generate()
        envelope, response = self.send_question(question, reply_key)
        assert response.status_code == 200, response.text
        told = SealedAnswer.model_validate_json(response.content)
        return open_answer(told.envelope, envelope, reply_key)

    def send_question(
        self, question: Question, reply_key: X25519PrivateKey
    ) -> tuple[bytes, requests.Response]:
        """The sealed question and the answer as it came."""
        key = X25519PublicKey.from_public_bytes(self.trust.sealing_key)
        envelope = seal_question(question, reply_key.public_key(), key)
        body = SealedQuestion(envelope=envelope).model_dump_json().encode()
        return envelope, self.send("POST", "/v1/questions", body)

    def query(self, *numbers: str) -> tuple[Case, ...]:
        body = CaseQuery(numbers=numbers).model_dump_json().encode()
        response = self.send("POST", "/v1/cases/query", body)
        assert response.status_code == 200
        return CaseAnswers.model_validate_json(response.content).cases


@dataclass
class Office:
    """Who holds the officer's token."""

    url: str
    platform: Platform

    def get(self, path: str) -> requests.Response:
        return requests.get(f"{self.url}/v1/officer{path}", headers=self._headers, timeout=20)

    def post(self, path: str, body: BaseModel | None = None) -> requests.Response:
        data = body.model_dump_json().encode() if body is not None else b""
        return requests.post(f"{self.url}/v1{path}", data=data, headers=self._headers, timeout=20)

    def decide(self, case_id: str, state: CaseState, *reasons: str) -> Case:
        decision = OfficerDecision.model_validate({"state": state, "reasons": reasons})
        response = self.post(f"/officer/cases/{case_id}/decision", decision)
        assert response.status_code == 200, response.text
        return Case.model_validate_json(response.content)

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.platform.officer_token}"}


def nonce() -> str:
    return f"nonce-of-the-tests-{next(_number):06d}"
