"""A visit for somebody else: with both cards, with one's own card twice, and without the other one's card."""

import pytest

from kiosk.catalogue.service import APPLICANT_NAME, APPLICANT_NUMBER
from kiosk.form import Problem, ProblemCode
from kiosk.visit import event as e
from kiosk.visit import state as s
from tests.kiosk.visit.resident_at_the_kiosk import AGED_75, CHILD, ELDER, HUSBAND, Kiosk

TWO_CARDS = (e.SituationChosen("delegate"), e.CardRemoved(), e.CardRead(ELDER, b"portrait of her"))


def test_a_child_applies_for_a_parent_with_both_cards() -> None:
    kiosk = Kiosk()
    kiosk.identify(CHILD)
    kiosk.happens(*TWO_CARDS)
    kiosk.shows(s.FillForm())
    kiosk.answer(relation="child")
    kiosk.happens(e.Continued())
    kiosk.fill_in()
    kiosk.sign_and_submit()
    (save,) = kiosk.saves()
    assert (save.parts[0].draft.applicant, save.parts[0].draft.agent) == (ELDER, CHILD)
    assert [a.material for a in save.parts[0].draft.attachments] == ["agent_id_card", "id_card", "signature"]
    kiosk.to_result()
    assert (kiosk.slips()[0].applicant, kiosk.slips()[0].agent) == ("符*莲", "吴*明")


def test_a_delegate_who_lays_their_own_card_again_is_told_so() -> None:
    kiosk = Kiosk()
    kiosk.identify(CHILD)
    kiosk.happens(e.SituationChosen("delegate"), e.CardRead(CHILD, b"portrait"))
    kiosk.shows(s.Identify(s.Whose.PRINCIPAL, same_card=True))
    kiosk.happens(e.CardRemoved())
    kiosk.shows(s.Identify(s.Whose.PRINCIPAL))
    kiosk.happens(e.CardRead(CHILD, b""), e.CardRead(ELDER, b"portrait"))
    kiosk.shows(s.FillForm())
    assert kiosk.session.applicant == ELDER


class TestWithoutTheParentsCard:
    @pytest.fixture
    def kiosk(self) -> Kiosk:
        kiosk = Kiosk()
        kiosk.identify(CHILD)
        kiosk.happens(e.SituationChosen("delegate"), e.CardNotAtHand())
        return kiosk

    def test_a_wrong_number_is_asked_for_again_and_a_right_one_goes_on(self, kiosk: Kiosk) -> None:
        kiosk.answer(**{APPLICANT_NAME: "符玉莲", APPLICANT_NUMBER: "460108193501010028"})
        kiosk.happens(e.Continued())
        wrong = Problem(ProblemCode.ID_NUMBER_CHECK_DIGIT, f"form.{APPLICANT_NUMBER}")
        kiosk.shows(s.FillForm(0, (wrong,)))
        kiosk.answer(**{APPLICANT_NUMBER: ELDER.id_number})
        kiosk.shows(s.FillForm(0))
        kiosk.happens(e.Continued())
        kiosk.shows(s.FillForm(1))

    def test_it_is_filed_as_typed_and_not_as_read(self, kiosk: Kiosk) -> None:
        kiosk.answer(**{APPLICANT_NAME: " 符玉莲 ", APPLICANT_NUMBER: f" {ELDER.id_number} "})
        kiosk.happens(e.Continued())
        kiosk.answer(relation="child")
        kiosk.happens(e.Continued())
        kiosk.fill_in()
        kiosk.sign_and_submit()
        (save,) = kiosk.saves()
        applicant = save.parts[0].draft.applicant
        assert (applicant.name, applicant.id_number, applicant.birth) == (
            "符玉莲",
            ELDER.id_number,
            ELDER.birth,
        )
        assert applicant.identified_by == "declared"
        assert save.parts[0].draft.agent == CHILD
        assert set(save.parts[0].draft.form) == {
            "relation",
            "phone",
            "residence",
            "district",
            "bank",
            "account",
        }

    def test_a_lower_case_x_is_as_good(self, kiosk: Kiosk) -> None:
        kiosk.answer(**{APPLICANT_NAME: "陈小妹", APPLICANT_NUMBER: "46010619510815002x"})
        assert kiosk.session.applicant is not None
        assert kiosk.session.applicant.id_number == "46010619510815002X"

    def test_not_eligible_is_told_as_soon_as_the_number_is_typed(self, kiosk: Kiosk) -> None:
        kiosk.answer(**{APPLICANT_NAME: AGED_75.name, APPLICANT_NUMBER: AGED_75.id_number})
        kiosk.happens(e.Continued())
        assert [rule.id for rule in kiosk.at(s.Ineligible).reasons] == ["age"]
        assert kiosk.saves() == []

    def test_the_delegates_own_number_is_refused_at_once(self, kiosk: Kiosk) -> None:
        kiosk.answer(**{APPLICANT_NAME: CHILD.name, APPLICANT_NUMBER: CHILD.id_number})
        kiosk.happens(e.Continued())
        same = Problem(ProblemCode.SAME_PERSON, f"form.{APPLICANT_NUMBER}")
        kiosk.shows(s.FillForm(0, (same,)))

    def test_the_card_turns_up_after_all_and_keeps_the_answers(self, kiosk: Kiosk) -> None:
        kiosk.answer(**{APPLICANT_NAME: ELDER.name, APPLICANT_NUMBER: ELDER.id_number})
        kiosk.happens(e.Continued())
        kiosk.answer(relation="child")
        kiosk.happens(e.WentBack(), e.WentBack(), *TWO_CARDS)
        assert kiosk.session.applicant == ELDER
        assert kiosk.session.answers["relation"] == "child"

    def test_another_persons_card_starts_the_answers_anew(self, kiosk: Kiosk) -> None:
        kiosk.answer(**{APPLICANT_NAME: HUSBAND.name, APPLICANT_NUMBER: HUSBAND.id_number})
        kiosk.happens(e.Continued())
        kiosk.answer(relation="child")
        kiosk.happens(e.WentBack(), e.WentBack(), *TWO_CARDS)
        assert kiosk.session.answers == {"residence": ELDER.address}
