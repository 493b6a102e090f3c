"""Rows 7, 8 and 18: certificates instead of papers, a telephone's code instead of a card, a word for a proof."""

from app.stories import cards
from app.stories.city import City
from app.stories.deciding import BOUGHT, HOUSING_FUND, SUBSIDY
from app.stories.stage import Stage
from app.stories.walking import Visitor, apply, finish, submit, walk
from kiosk.visit import event as e
from kiosk.visit import state as s

INSURANCE_RECORD = "HK-SB-0085"
UNEMPLOYMENT_BENEFIT = "HK-SB-0101"
OUT_OF_WORK = {
    "reason": "expired",
    "company_name": "海口示例电子有限公司",
    "ended": "2026-10-31",
    "bank": "abc",
}


def certificates(stage: Stage) -> None:
    """Row 7: with consent the register gives the papers; what is declined is scanned; offline, promised."""
    stage.begin("handed-over")
    stage.choose(HOUSING_FUND)
    apply(stage, Visitor(cards.SON, "new", BOUGHT))
    stage.begin("declined")
    stage.choose(HOUSING_FUND)
    kept = frozenset({"provident_fund_proof", "marriage_certificate"})
    says = {**BOUGHT, "contract_number": "2026HK000117"}
    walk(stage, Visitor(cards.SON, "new", says, hands_over=kept))
    stage.leave()
    stage.begin("promised")
    stage.cut()
    stage.choose(UNEMPLOYMENT_BENEFIT)
    walk(stage, Visitor(cards.JOBLESS, "registered", OUT_OF_WORK))
    submit(stage)
    stage.mend()
    stage.wait("the platform's word", lambda: _has_case(stage.visit.state))
    stage.look("delivered")
    finish(stage)


def show_code(stage: Stage) -> None:
    """Row 8: a code signs in; one that is forged, stale, used or unknown says why it does not."""
    with City(stage.hall) as city:
        stage.begin("opaque")
        opaque = city.code(cards.LANDLORD)
        stage.scan(opaque)
        stage.wait("who it is", lambda: stage.visit.session.card is not None)
        stage.look("signed-in")
        stage.choose(INSURANCE_RECORD)
        walk(stage, Visitor("", says={"record": "certificate"}))
        submit(stage)
        finish(stage)
        refused = {
            "used": opaque,
            "forged": _forged(city.code(cards.LANDLORD, "signed")),
            "expired": city.stale_code(cards.LANDLORD),
            "no-code": "134567890123456789",
            "unknown": city.code(cards.NURSE)[:-6] + "nobody",
        }
        stage.begin("refused")
        for why, text in refused.items():
            _show(stage, text)
            stage.look(why)
        stage.leave()
        stage.begin("opaque-too-late")
        late = city.code(cards.LANDLORD)
        stage.pass_time(61)
        _show(stage, late)
        stage.look("expired")
        stage.leave()
        signed = city.code(cards.LANDLORD, "signed")
        waiting = city.code(cards.LANDLORD)
        stage.begin("offline")
        stage.cut()
        _show(stage, waiting)
        stage.look("needs-the-line")
        stage.scan(signed)
        stage.wait("who it is", lambda: stage.visit.session.card is not None)
        stage.look("signed-in")
        stage.leave()
        stage.mend()


def commitment(stage: Stage) -> None:
    """Row 18: the conditions are read, the resident signs, no proof is brought; a defaulter's word does not do."""
    stage.begin("his-word")
    stage.choose(SUBSIDY)
    apply(stage, Visitor(cards.GRANDMOTHER, says={"district": "460108"}))
    stage.begin("defaulter")
    stage.choose(SUBSIDY)
    apply(stage, Visitor(cards.AGED_DEFAULTER, says={"district": "460106"}))


def _show(stage: Stage, text: str) -> None:
    """A code that is not taken: until the screen says why."""
    stage.do(e.ProofsAsked())
    stage.back()  # to a home page that says nothing of the code before
    stage.scan(text)
    stage.wait("why it was not taken", lambda: _told(stage))


def _has_case(state: s.State) -> bool:
    return isinstance(state, s.Result) and state.case is not None


def _told(stage: Stage) -> bool:
    state = stage.visit.state
    return isinstance(state, s.Home) and state.refused is not None


def _forged(code: str) -> str:
    """One letter of the signature is another."""
    last = "A" if code[-10] != "A" else "B"
    return code[:-10] + last + code[-9:]
