"""Rows 10, 12 and 13: exactly what applies, somebody who acts for another, somebody for a company."""

from app.stories import cards
from app.stories.deciding import follow
from app.stories.stage import Stage
from app.stories.walking import NotTaken, Visitor, apply, walk
from kiosk.catalogue.listing import Facet
from kiosk.visit import event as e

WORK_INJURY = "HK-SB-0105"
DEED_EXCHANGE = "HK-BD-0180"
BOOK_TRADE_LICENCE = "HK-XW-0333"
ON_THE_WAY = {
    "case": "commute",
    "outcome": "living",
    "company_name": "海口示例电子有限公司",
    "accident_date": "2026-11-16",
    "accident_time": "07:50",
    "accident_place": "海口市龙华区龙昆北路口",
    "liability": "none",
    "account_of_it": "骑车上班途中被汽车撞伤",
    "injured_part": "左小腿",
    "hospital": "海口示例医院",
    "occupation": "仓库管理员",
    "company_phone": "13907681234",
    "witness": "",
}
"""Hit by a car on the way to work."""
OLD_DEED = {
    "exchange_reason": "format",
    "deed_number": "琼2003海口市不动产权第0009911号",
    "house_address": "海南省海口市龙华区龙昆南路77号6栋302房",
    "ownership": "sole",
}
BOOKS = {
    "premises": "rented",
    "online_shop": "no",
    "company_name": "海口示例电子有限公司",
    "uscc": cards.ELECTRONICS,
    "manager": "吴小海",
    "goods": "books",
    "business_address": "海口市秀英区药谷一横路6号",
    "area": "60",
    "scope_has_books": "yes",
    "delivery": "print",
}
WORK = (
    ((0.36, 0.20), (0.50, 0.20), (0.64, 0.20)),
    ((0.50, 0.20), (0.50, 0.50), (0.50, 0.80)),
    ((0.30, 0.80), (0.50, 0.80), (0.70, 0.80)),
)
"""工, as the beginning of 工伤."""


def situations(stage: Stage) -> None:
    """Row 10: four plain questions lead to exactly the police paper, and nothing is asked that the card tells."""
    stage.begin("commute")
    stage.choose(WORK_INJURY)
    apply(stage, Visitor(cards.LANDLORD, "worker", ON_THE_WAY))


def acting_for_another(stage: Stage) -> None:
    """Row 12: an aunt writes what she looks for with a finger; in large type, her nephew acts for her with both cards;
    she confirms it herself, at another visit."""
    stage.begin("writing")
    stage.search("")
    stage.write("工", WORK)
    stage.look("found")
    stage.leave()
    stage.begin("nephew")
    stage.do(e.LargeModeChosen(large=True))
    stage.look("home")
    stage.choose(DEED_EXCHANGE)
    apply(stage, Visitor(cards.SON, "delegate", OLD_DEED, principal=cards.AUNT))
    stage.begin("aunt")
    follow(stage, cards.AUNT)
    stage.look("large-type-offered")
    stage.do(e.LargeModeChosen(large=True))
    stage.look("asked-to-confirm")
    stage.do(e.Confirmed(stage.filed[0], agrees=True))
    stage.wait("her word to be taken", lambda: stage.case(stage.filed[0]).state == "granted")
    stage.until("Cases")
    stage.look("confirmed")
    stage.leave()


def company_life(stage: Stage) -> None:
    """Row 13: by stage of a company's life; an agent on record signs in with its code, a stranger does not."""
    stage.begin("agent")
    stage.browse(Facet.STAGE)
    stage.look("stages")
    stage.browse(Facet.STAGE, "license")
    stage.look("licences")
    stage.choose(BOOK_TRADE_LICENCE)
    apply(stage, Visitor(cards.SON, "agent", BOOKS, company=cards.ELECTRONICS))
    stage.begin("stranger")
    stage.choose(BOOK_TRADE_LICENCE)
    try:
        walk(stage, Visitor(cards.NURSE, "agent", BOOKS, company=cards.ELECTRONICS))
    except NotTaken:
        stage.leave()
