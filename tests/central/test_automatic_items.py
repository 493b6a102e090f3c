"""智能审批: each of the city's eleven automatic items, with somebody of the registers, decided without a human.

The certificates were consented to while the line was cut, so the platform takes them from its register itself.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

import config
from central.keys import DEVELOPMENT, PlatformKeys
from central.platform import Platform, open_platform
from central.registers.registers import Registers
from central.registers.source import registers_for
from kiosk.application import AttachmentNote, CertificateUse, Company
from kiosk.case import CaseState
from kiosk.catalogue.item import Item
from kiosk.catalogue.source import read_items
from kiosk.person import IdentifiedBy, Person
from kiosk.question import AskDocument, DocumentTold
from sync.contract import Case, Receipted
from sync.sealed_question import open_answer, seal_question
from tests.central.city import BOOKSHOP, HallClock
from tests.central.hall import fill_in, seal, submission

GRANDMOTHER = "460108193501010027"
GRANDFATHER = "460108193501011230"
NEIGHBOUR = "460105194310020033"
SON = "460105199003071239"
JUST_UNEMPLOYED = "460107200002291238"
FROM_HUNAN = "430102199708150039"
LANDLORD = "460105199003070017"
DECEASED = "460106193002030020"

AUTUMN = datetime(2026, 11, 29, 2, tzinfo=UTC)
CHECKING_SEASON = datetime(2026, 2, 25, 2, tzinfo=UTC)
"""The yearly verification of bookshops is from January to March."""

CONTACT = {"phone": "13876000000", "residence": "海口市示例路1号"}
ACCOUNT = {"bank": "boc", "account": "6222020200000012340"}


@dataclass(frozen=True)
class Story:
    """Somebody who applies for one automatic item and has everything for it."""

    item: str
    applicant: str
    situation: str
    form: dict[str, str]
    certificates: tuple[str, ...] = ()
    scans: tuple[str, ...] = ()
    company: Company | None = None
    at: datetime = AUTUMN
    lines: dict[str, str] = field(default_factory=dict)
    """Some lines of the paper that the grant gives."""


STORIES = (
    Story(
        "高龄老人长寿补贴申请",
        GRANDMOTHER,
        "self",
        {**CONTACT, **ACCOUNT, "district": "460108"},
        lines={"姓名": "符玉兰"},
    ),
    Story(
        "老年人优待证办理",
        GRANDMOTHER,
        "self",
        {
            **CONTACT,
            "card_matter": "first",
            "elder_standing": "local",
            "living_district": "460108",
            "card_delivery": "window",
        },
    ),
    Story(
        "失业登记",
        JUST_UNEMPLOYED,
        "left",
        {
            **CONTACT,
            "reason": "dismissed",
            "company_name": "海口示例电子有限公司",
            "ended": "2026-10-31",
            "education": "college",
            "training": "yes",
        },
    ),
    Story(
        "居住证签注",
        FROM_HUNAN,
        "self",
        {
            **CONTACT,
            "ground": "home",
            "home_kind": "rented",
            "living_district": "460106",
            "signed_until": "2026-12-10",
        },
        ("residence_permit", "rental_registration"),
    ),
    Story(
        "房屋租赁登记备案",
        SON,
        "lessor",
        {
            "phone": CONTACT["phone"],
            "lease_kind": "whole",
            "deed_number": "琼2019海口市不动产权第0012345号",
            "house_address": "海南省海口市龙华区金贸中路1号3栋608房",
            "house_area": "98",
            "house_use": "home",
            "signed_on": "2026-11-20",
            "lease_start": "2026-12-01",
            "lease_end": "2027-11-30",
            "rent": "2800",
            "tenants": "2",
            "other_name": "梁嘉欣",
            "other_id_number": "81000019920513876X",
        },
        ("title_deed",),
        ("lease_contract",),
        lines={"对方": "梁嘉欣"},
    ),
    Story(
        "租赁住房提取住房公积金",
        FROM_HUNAN,
        "filed",
        {
            "phone": CONTACT["phone"],
            **ACCOUNT,
            "marital": "single",
            "house_address": "海南省海口市龙华区滨海大道77号",
            "monthly_rent": "1800",
            "lease_until": "2027-05-09",
            "paid_months": "28",
        },
        ("provident_fund_proof", "rental_registration"),
    ),
    Story(
        "个人名下住房情况查询证明打印(有房无房证明)",
        SON,
        "self",
        {"household_kind": "single", "purpose": "home"},
        lines={"本市登记住房套数": "2"},
    ),
    Story(
        "不动产抵押权注销登记",
        SON,
        "self",
        {
            "phone": CONTACT["phone"],
            "discharge": "paid",
            "deed_number": "琼2019海口市不动产权第0012345号",
            "house_address": "海南省海口市龙华区金贸中路1号3栋608房",
            "mortgage_number": "琼2019海口市不动产证明第0054321号",
            "creditor": "示例银行海口分行",
        },
        ("title_proof",),
    ),
    Story(
        "不动产权属证书换发",
        LANDLORD,
        "self",
        {
            "phone": CONTACT["phone"],
            "exchange_reason": "format",
            "deed_number": "琼2015海口市不动产权第0007766号",
            "house_address": "海南省海口市琼山区府城镇忠介路15号",
            "ownership": "sole",
        },
        ("title_deed",),
    ),
    Story(
        "社会保险待遇领取资格认证",
        GRANDMOTHER,
        "self",
        {**CONTACT, "benefit": "pension", "living": "haikou"},
        ("social_security_card",),
    ),
    Story(
        "单位、个体工商户从事出版物零售业务年度核验",
        SON,
        "legal",
        {
            "phone": CONTACT["phone"],
            "online_shop": "no",
            "company_name": BOOKSHOP.name,
            "uscc": BOOKSHOP.uscc,
            "licence_number": "新出发琼海口字第0168号",
            "licence_until": "2028-12-31",
            "staff": "12",
            "stock_titles": "8000",
            "sales": "900000",
            "penalties": "no",
        },
        ("business_licence", "publication_licence"),
        ("site_photos",),
        BOOKSHOP,
        CHECKING_SEASON,
        {"单位名称": BOOKSHOP.name},
    ),
)


@dataclass
class AutomaticPlatform:
    """The platform on the hall's own content and the made-up people."""

    platform: Platform
    registers: Registers
    items: dict[str, Item]
    clock: HallClock

    def apply(self, story: Story, applicant: str) -> Case:
        """Somebody applies as in the story."""
        self.clock.now = story.at
        scans = [f"a made-up scan of {material}".encode() for material in story.scans]
        application = fill_in(
            self._at_the_reader(applicant),
            item=self.items[story.item].code,
            situation=story.situation,
            form=story.form,
            company=story.company,
            certificates=tuple(CertificateUse(key=key) for key in story.certificates),
            created_at=story.at,
        ).model_copy(
            update={
                "attachments": tuple(
                    AttachmentNote(
                        material=material,
                        name=f"{material}.png",
                        media_type="image/png",
                        size=len(scan),
                        sha256=hashlib.sha256(scan).hexdigest(),
                    )
                    for material, scan in zip(story.scans, scans, strict=True)
                )
            }
        )
        sealed = seal(application, self.platform.keys.trust(), scans)
        for attachment in sealed.attachments:
            self.platform.attachments.keep(attachment.sha256, attachment.content, "HK-TEST-001", story.at)
        result = self.platform.cases.take(submission(sealed), "HK-TEST-001")
        assert isinstance(result, Receipted), result
        return result.case

    def paper(self, case: Case, holder: str) -> DocumentTold:
        """The paper of a grant, as its owner's kiosk gets it."""
        reply_key = X25519PrivateKey.generate()
        question = AskDocument(application_id=case.id, holder=holder)
        sealing_key = self.platform.keys.sealing.public_key()
        envelope = seal_question(question, reply_key.public_key(), sealing_key)
        answer = self.platform.questions.answer(envelope, "HK-TEST-001")
        assert answer is not None
        told = open_answer(answer, envelope, reply_key)
        assert isinstance(told, DocumentTold)
        return told

    def _at_the_reader(self, id_number: str) -> Person:
        person = self.registers.person(id_number)
        assert person is not None
        return person.model_copy(update={"identified_by": IdentifiedBy.CHIP})


@pytest.fixture(scope="module")
def content() -> dict[str, Item]:
    items, mistakes = read_items(Path(config.__file__).parent / "catalogue")
    assert not mistakes
    return {item.name.zh: item for item in items}


@pytest.fixture
def automatic(tmp_path: Path, keys: PlatformKeys, content: dict[str, Item]) -> Iterator[AutomaticPlatform]:
    registers, clock = registers_for("", DEVELOPMENT), HallClock()
    by_code = {item.code: item for item in content.values()}
    platform = open_platform(tmp_path / "platform", keys, by_code.get, clock=clock, registers=registers)
    yield AutomaticPlatform(platform, registers, content, clock)
    platform.close()


def test_there_is_a_story_for_each_automatic_item(content: dict[str, Item]) -> None:
    assert {name for name, item in content.items() if item.automatic} == {story.item for story in STORIES}
    assert len(STORIES) == 11


@pytest.mark.parametrize("story", STORIES, ids=[story.item for story in STORIES])
def test_it_is_granted_without_a_human_and_gives_its_paper(
    automatic: AutomaticPlatform, story: Story
) -> None:
    case = automatic.apply(story, story.applicant)
    assert (case.state, case.reasons) == (CaseState.GRANTED, ())
    paper = automatic.paper(case, story.applicant)
    assert story.lines.items() <= dict(paper.lines).items()
    assert all(value for _, value in paper.lines)


@pytest.mark.parametrize(
    ("name", "applicant", "reason"),
    [
        ("高龄老人长寿补贴申请", NEIGHBOUR, "not_yet_receiving"),
        ("老年人优待证办理", GRANDFATHER, "not_twice"),
        ("失业登记", SON, "not_employed"),
        ("不动产权属证书换发", SON, "owns_home"),
        ("租赁住房提取住房公积金", SON, "no_home"),
        ("社会保险待遇领取资格认证", DECEASED, "alive"),
    ],
)
def test_in_somebody_elses_name_it_is_not_granted(
    automatic: AutomaticPlatform, name: str, applicant: str, reason: str
) -> None:
    (story,) = [story for story in STORIES if story.item == name]
    case = automatic.apply(story, applicant)
    assert case.state is not CaseState.GRANTED
    assert reason in case.reasons
