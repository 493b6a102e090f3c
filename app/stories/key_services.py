"""Row 16: the eight services that the city names, each from the guide to the platform's word, each in its season."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.stories import cards, deciding, people
from app.stories.hall import MORNING
from app.stories.stage import Stage
from app.stories.walking import Visitor, apply

JOBS_KEPT = {
    "size": "small",
    "company_name": "海口示例电子有限公司",
    "uscc": cards.ELECTRONICS,
    "heads_before": "48",
    "heads_now": "47",
    "paid_months": "12",
    "premium": "96300",
    "company_bank": "中国银行海口示例支行",
    "company_account": "6222021234567890128",
}
OUT_OF_WORK = {"company_name": "海口示例电子有限公司", "ended": "2022-10-31", "bank": "abc"}
NO_HOME = {
    "household_kind": "single",
    "standing": "local",
    "district": "460107",
    "residence": "海口市琼山区府城镇忠介路15号",
    "own_home": "none",
    "policy_home": "none",
    "annual_income": "36000",
    "housing_area": "0",
}


@dataclass(frozen=True, slots=True)
class KeyService:
    """``begins``: a morning on which it is open."""

    name: str
    code: str
    card: str
    situation: str = "self"
    says: Mapping[str, str] = field(default_factory=dict)
    company: str = ""
    begins: datetime = MORNING

    def tell(self, stage: Stage) -> None:
        """From the guide to an empty hall."""
        stage.begin(self.name)
        stage.choose(self.code)
        apply(stage, Visitor(self.card, self.situation, self.says, company=self.company))


KEY_SERVICES = (
    KeyService("rental-filing", deciding.RENTAL, cards.SON, "lessor", deciding.LET_HOME),
    KeyService("work-injury", people.WORK_INJURY, cards.LANDLORD, "worker", people.ON_THE_WAY),
    KeyService(
        "deed-exchange",
        people.DEED_EXCHANGE,
        cards.LANDLORD,
        says={
            "exchange_reason": "damaged",
            "ownership": "sole",
            "deed_number": "琼2015海口市不动产权第0007766号",
            "house_address": "海南省海口市琼山区府城镇忠介路15号",
        },
    ),
    KeyService(
        "jobs-kept",
        "HK-RS-0129",
        cards.LANDLORD,
        "legal",
        JOBS_KEPT,
        company=cards.ELECTRONICS,
        begins=MORNING.replace(year=2025, day=28),
    ),
    KeyService(
        "unemployment-allowance",
        "HK-SB-0102",
        cards.JOBLESS,
        "short",
        OUT_OF_WORK,
        begins=MORNING.replace(year=2022, day=25),
    ),
    KeyService("longevity-subsidy", deciding.SUBSIDY, cards.GRANDMOTHER, says={"district": "460108"}),
    KeyService("affordable-home", "HK-ZJ-0199", cards.JOBLESS, says=NO_HOME),
    KeyService("public-rental-home", "HK-ZJ-0197", cards.JOBLESS, says=NO_HOME),
)
