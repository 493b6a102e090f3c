"""Rows 2, 4 and 5: what the platform makes of an application, from the acceptance number to the paper in the hand."""

from app.stories import cards
from app.stories.city import City
from app.stories.stage import Stage
from app.stories.walking import Visitor, apply, walk
from kiosk.case import CaseState
from kiosk.visit import event as e
from kiosk.visit import state as s

SUBSIDY = "HK-MZ-0261"
RENTAL = "HK-ZJ-0196"
INSURANCE_RECORD = "HK-SB-0085"
HOUSING_FUND = "HK-GJ-0168"
LET_HOME = {
    "deed_number": "琼2012海口市不动产权第0004321号",
    "house_address": "海南省海口市秀英区海秀中路86号5栋1102房",
    "house_area": "89",
    "tenants": "2",
    "rent": "2600",
    "lease_start": "2026-12-01",
    "lease_end": "2028-11-30",
    "other_name": "刘晓峰",
    "other_id_number": cards.FROM_HUNAN,
}
"""The son's second home, let to the man from Hunan."""
BOUGHT = {
    "house_address": "海南省海口市龙华区金贸中路1号3栋608房",
    "marital": "married",
    "bought_on": "2026-11-10",
    "total_price": "900000",
    "paid_price": "300000",
    "sum": "120000",
    "spouse_number": "460108199206120028",
    "spouse_name": "邢海燕",
}


def approval_across_levels(stage: Stage) -> None:
    """Row 2: a number at once, an officer's decision later, and the paper at another visit."""
    stage.begin("apply")
    stage.choose(HOUSING_FUND)
    apply(stage, Visitor(cards.SON, "new", BOUGHT))
    stage.begin("waiting")
    follow(stage, cards.SON)
    stage.look("case")
    stage.leave()
    stage.pass_time(2 * 3600)
    with City(stage.hall) as city:
        city.decide(stage.filed[0], CaseState.GRANTED)
    stage.begin("decided")
    follow(stage, cards.SON)
    stage.do(e.DocumentAsked(stage.filed[0]))
    stage.wait("the paper", lambda: _document(stage.visit.state) is s.Paper.PRINTED)
    stage.look("case")
    stage.do(e.SlipAsked())
    stage.wait("the slip", lambda: _slip(stage.visit.state) is s.Paper.PRINTED)
    stage.leave()


def follow(stage: Stage, card: str) -> None:
    """Where do my cases stand? By card, from the home page."""
    stage.do(e.ProgressAsked())
    stage.look("progress")
    stage.lay(card)
    stage.until("Cases")


def instant_approval(stage: Stage) -> None:
    """Row 4: decided on the screen within seconds, with the paper and the code that proves it."""
    stage.begin("record")
    stage.choose(INSURANCE_RECORD)
    apply(stage, Visitor(cards.LANDLORD, says={"record": "certificate", "purpose": "home"}), level=5)


def automatic_approval(stage: Stage) -> None:
    """Row 5: by comparison alone: granted, told before filing what is wrong, and not granted to whom it is not due."""
    stage.begin("let-a-home")
    stage.choose(RENTAL)
    apply(stage, Visitor(cards.SON, "lessor", LET_HOME))
    stage.begin("lease-is-over")
    stage.choose(RENTAL)
    over = {**LET_HOME, "lease_start": "2024-11-01", "lease_end": "2026-10-31"}
    walk(stage, Visitor(cards.SON, "lessor", over))
    stage.leave()
    stage.begin("too-young")
    stage.choose(SUBSIDY)
    walk(stage, Visitor(cards.FROM_GUANGDONG))
    stage.leave()
    for scene, card, district in (
        ("receives-already", cards.NEIGHBOUR, "460105"),
        ("deceased", cards.DECEASED, "460106"),
    ):
        stage.begin(scene)
        stage.choose(SUBSIDY)
        apply(stage, Visitor(card, says={"district": district}))


def _document(state: s.State) -> s.Paper | None:
    return state.document.paper if isinstance(state, s.Cases) and state.document else None


def _slip(state: s.State) -> s.Paper | None:
    return state.paper if isinstance(state, s.Cases) else None
