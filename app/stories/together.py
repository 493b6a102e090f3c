"""Rows 9 and 15: several services as one: a cart that the resident fills, a bundle that the city has tied."""

from app.stories import cards
from app.stories.stage import Stage
from app.stories.walking import Visitor, apply, finish, submit, walk
from kiosk.visit import event as e

CART = ("HK-SB-0085", "HK-SB-0086", "HK-GA-0022")
BUNDLE = "HK-YJS-0001"
SOLD = {
    "deal_role": "seller",
    "deed_number": "琼2008海口市不动产权第0002468号",
    "house_address": "海南省海口市琼山区红城湖路21号",
    "house_area": "120",
    "deal_price": "1200000",
    "contract_number": "HK2026110001",
    "other_name": "符春梅",
    "other_id_number": cards.NURSE,
    "payment": "full",
    "ownership": "sole",
    "home_order": "first",
    "held_since": "2008-04-01",
    "power_account": "0460123456",
    "water_account": "0460123457",
    "gas_account": "0460123458",
    "married": "yes",
    "spouse_name": "林小梅",
    "spouse_id_number": "460105199208150029",
    "discharge": "paid",
    "mortgage_number": "琼2008海口市不动产证明第0001357号",
    "creditor": "中国银行海口示例支行",
    "purpose": "other",
}


def cart(stage: Stage) -> None:
    """Row 9: three services, one form, one signature, one receipt, three cases."""
    stage.begin("cart")
    for code in CART:
        stage.choose(code)
        stage.look(f"guide-{code}")
        stage.do(e.AddedToBasket())
    stage.look("cart")
    stage.take_basket()
    says = {"purpose": "work", "record": "certificate", "period": "all", "proof_kind": "former"}
    apply(stage, Visitor(cards.LANDLORD, says={**says, "changed_item": "address"}), level=5)


def second_hand_home(stage: Stage) -> None:
    """Row 15: ten things as one; a court has sealed the home, so some are refused, and the screen says why."""
    stage.begin("bundle")
    stage.choose(BUNDLE)
    walk(stage, Visitor(cards.SEALED_HOME, says=SOLD))
    group = stage.number
    submit(stage)
    finish(stage)
    stage.begin("progress")
    stage.do(e.ProgressAsked())
    stage.scan(group)
    stage.until("Cases")
    stage.look("cases")
    stage.leave()
