"""Is an application in order? One change to a good one, and the problem that it must bring."""

from collections.abc import Mapping
from datetime import date

import pytest

from kiosk.application import MAX_ATTACHMENT_BYTES, Attachment, Draft
from kiosk.check import check_draft
from kiosk.decision import ForReview, Granted, Refused, amount_for, decide
from kiosk.facts import facts_of
from kiosk.form import Problem, ProblemCode
from kiosk.person import IdentifiedBy, Sex
from kiosk.visit.sample_hall import CHILD, GUIDE_ONLY
from tests.kiosk.visit.resident_at_the_kiosk import ACCOUNT, AGED_75, ELDER, HUSBAND, PHONE, SUBSIDY

TODAY = date(2026, 5, 6)
FORM = {
    "phone": PHONE,
    "residence": "海口市美兰区示例路九号",
    "district": "460108",
    "bank": "icbc",
    "account": ACCOUNT,
}
OWN = Draft(item=SUBSIDY.code, situation="self", applicant=ELDER, form=FORM)
FOR_PARENT = OWN.model_copy(
    update={"situation": "delegate", "agent": CHILD, "form": {**FORM, "relation": "child"}}
)
SCAN = Attachment(material="id_card", name="scan.pdf", media_type="application/pdf", content=b"x")
TOO_LARGE = SCAN.model_copy(update={"content": bytes(MAX_ATTACHMENT_BYTES + 1)})
MISMATCH = ProblemCode.ID_NUMBER_MISMATCH


def without(name: str) -> dict[str, str]:
    return {field: answer for field, answer in FORM.items() if field != name}


@pytest.mark.parametrize("draft", [OWN, FOR_PARENT, OWN.model_copy(update={"attachments": (SCAN,) * 8})])
def test_an_application_in_order_has_no_problem(draft: Draft) -> None:
    assert check_draft(draft, SUBSIDY, TODAY) == ()


@pytest.mark.parametrize(
    ("draft", "changes", "code", "field", "detail"),
    [
        (OWN, {"situation": "ghost"}, "unknown_situation", "situation", "self, delegate"),
        (OWN, {"form": without("phone")}, "required", "form.phone", ""),
        (OWN, {"form": {**FORM, "phone": "1390768123"}}, "phone", "form.phone", ""),
        (OWN, {"form": {**FORM, "account": "6222020200000012341"}}, "bank_card", "form.account", ""),
        (OWN, {"form": {**FORM, "district": "460109"}}, "not_a_choice", "form.district", ""),
        (OWN, {"form": {**FORM, "residence": "x" * 71}}, "too_long", "form.residence", "70"),
        (OWN, {"form": {**FORM, "ghost": "x"}}, "unknown_field", "form.ghost", ""),
        (OWN, {"agent": CHILD}, "agent_not_needed", "agent", ""),
        (OWN, {"attachments": (SCAN,) * 17}, "too_many_attachments", "attachments", "16"),
        (OWN, {"attachments": (SCAN, TOO_LARGE)}, "attachment_too_large", "attachments.1", "10 MB"),
        (OWN, {"applicant": AGED_75}, "not_eligible", "eligibility.age", "age"),
        (
            OWN,
            {"applicant": ELDER.model_copy(update={"valid_to": date(2026, 5, 5)})},
            "not_eligible",
            "eligibility.card_in_date",
            "card_in_date",
        ),
        (
            OWN,
            {"applicant": ELDER.model_copy(update={"id_number": "460108193501010028"})},
            "id_number_check_digit",
            "applicant.id_number",
            "",
        ),
        (
            OWN,
            {"applicant": ELDER.model_copy(update={"sex": Sex.MALE, "identified_by": IdentifiedBy.DECLARED})},
            MISMATCH,
            "applicant.sex",
            "",
        ),
        (FOR_PARENT, {"agent": None}, "agent_needed", "agent", ""),
        (FOR_PARENT, {"agent": ELDER}, "same_person", "agent.id_number", ""),
        (FOR_PARENT, {"form": FORM}, "required", "form.relation", ""),
        (
            FOR_PARENT,
            {"agent": CHILD.model_copy(update={"name": "  "})},
            "required",
            "agent.name",
            "",
        ),
    ],
)
def test_one_thing_wrong_is_one_problem(
    draft: Draft, changes: Mapping[str, object], code: str, field: str, detail: str
) -> None:
    changed = draft.model_copy(update=changes)
    assert check_draft(changed, SUBSIDY, TODAY) == (Problem(ProblemCode(code), field, detail),)


def test_a_card_is_good_on_its_last_day() -> None:
    last_day = OWN.model_copy(update={"applicant": ELDER.model_copy(update={"valid_to": TODAY})})
    assert check_draft(last_day, SUBSIDY, TODAY) == ()


def test_a_guide_cannot_be_filed() -> None:
    assert check_draft(OWN, GUIDE_ONLY, TODAY) == (Problem(ProblemCode.NOT_AT_KIOSK, "item"),)


def test_the_residents_mistakes_come_before_the_rules_refusals() -> None:
    draft = OWN.model_copy(update={"applicant": AGED_75, "form": without("phone")})
    assert [p.code for p in check_draft(draft, SUBSIDY, TODAY)] == [ProblemCode.REQUIRED]


def test_no_problem_repeats_what_was_entered() -> None:
    bad = ELDER.model_copy(update={"id_number": "460108193501010028"})
    draft = OWN.model_copy(
        update={"applicant": bad, "form": dict.fromkeys([*FORM, "ghost"], "符玉莲秘密" * 20)}
    )
    told = repr(check_draft(draft, SUBSIDY, TODAY))
    assert "秘密" not in told
    assert "460108193501010028" not in told


class TestDecision:
    service = SUBSIDY.service

    def decide(self, draft: Draft, instant: bool = True) -> Granted | ForReview | Refused:
        assert self.service is not None
        return decide(self.service, facts_of(draft, SUBSIDY, TODAY), instant)

    def test_all_rules_hold_and_it_is_granted_with_its_amount(self) -> None:
        decision = self.decide(OWN)
        assert isinstance(decision, Granted)
        assert decision.amount is not None
        assert (decision.amount.id, str(decision.amount.value)) == ("band_90", "205")

    @pytest.mark.parametrize(
        ("birth", "band"),
        [
            (date(1946, 5, 6), "band_80"),
            (date(1936, 5, 7), "band_80"),
            (date(1936, 5, 6), "band_90"),
            (date(1926, 5, 7), "band_90"),
            (date(1926, 5, 6), "band_100"),
        ],
    )
    def test_the_band_changes_on_the_birthday(self, birth: date, band: str) -> None:
        decision = self.decide(
            OWN.model_copy(update={"applicant": ELDER.model_copy(update={"birth": birth})})
        )
        assert isinstance(decision, Granted)
        assert decision.amount is not None
        assert decision.amount.id == band

    def test_the_first_amount_that_fits_is_the_one(self) -> None:
        assert self.service is not None
        amount = self.service.amounts[1]
        both = self.service.model_copy(
            update={"amounts": (amount.model_copy(update={"id": "first"}), amount)}
        )
        found = amount_for(both, facts_of(OWN, SUBSIDY, TODAY))
        assert found is not None
        assert found.id == "first"

    def test_without_an_amount_that_fits_there_is_none(self) -> None:
        assert self.service is not None
        none = self.service.model_copy(update={"amounts": ()})
        assert decide(none, facts_of(OWN, SUBSIDY, TODAY), instant=True) == Granted(None)

    def test_a_doubt_goes_to_an_officer_with_its_reason(self) -> None:
        typed = HUSBAND.model_copy(update={"identified_by": IdentifiedBy.DECLARED})
        decision = self.decide(OWN.model_copy(update={"applicant": typed}))
        assert isinstance(decision, ForReview)
        assert [rule.id for rule in decision.reasons] == ["read_from_chip"]

    def test_an_item_that_is_not_instant_always_goes_to_an_officer(self) -> None:
        assert self.decide(OWN, instant=False) == ForReview(())

    def test_not_eligible_is_refused_whatever_else_is_doubtful(self) -> None:
        typed = AGED_75.model_copy(update={"identified_by": IdentifiedBy.DECLARED})
        decision = self.decide(OWN.model_copy(update={"applicant": typed}))
        assert isinstance(decision, Refused)
        assert [rule.id for rule in decision.reasons] == ["age"]
