"""The form, the review and the signature: what is missing is named where it can be mended, and signed anew."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from devices.signature.strokes import Point, Strokes
from kiosk.form import Problem, ProblemCode
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.sample_hall import NOW, STROKES
from tests.kiosk.visit.resident_at_the_kiosk import ACCOUNT, ELDER, PHONE, Kiosk


@pytest.fixture
def kiosk() -> Kiosk:
    """An elder at the first page of the form."""
    kiosk = Kiosk()
    kiosk.identify(ELDER)
    kiosk.happens(e.SituationChosen("self"))
    return kiosk


@pytest.fixture
def signed(kiosk: Kiosk) -> Kiosk:
    kiosk.fill_in()
    kiosk.happens(e.Continued(), e.Signed(STROKES))
    return kiosk


def test_the_address_on_the_card_is_filled_in(kiosk: Kiosk) -> None:
    assert kiosk.session.answers == {"residence": ELDER.address}


def test_an_empty_page_does_not_turn(kiosk: Kiosk) -> None:
    kiosk.happens(e.Continued())
    kiosk.shows(s.FillForm(0, (Problem(ProblemCode.REQUIRED, "form.phone"),)))


def test_a_mended_answer_takes_its_own_problem_away_and_no_other(kiosk: Kiosk) -> None:
    kiosk.answer(residence="", phone="123")
    kiosk.happens(e.Continued())
    kiosk.answer(phone=PHONE)
    kiosk.shows(s.FillForm(0, (Problem(ProblemCode.REQUIRED, "form.residence"),)))


def test_an_answer_to_a_question_that_is_not_asked_is_not_taken(kiosk: Kiosk) -> None:
    kiosk.answer(relation="child", ghost="x")
    assert set(kiosk.session.answers) == {"residence"}


def test_back_from_the_first_page_is_the_situation_and_from_the_second_the_first(kiosk: Kiosk) -> None:
    kiosk.answer(phone=PHONE)
    kiosk.happens(e.Continued(), e.WentBack())
    kiosk.shows(s.FillForm(0))
    kiosk.happens(e.WentBack())
    kiosk.shows(s.ChooseSituation())


def test_the_last_page_leads_to_the_materials_and_back(kiosk: Kiosk) -> None:
    kiosk.fill_in()
    kiosk.happens(e.WentBack())
    kiosk.shows(s.Materials())
    kiosk.happens(e.WentBack())
    kiosk.shows(s.FillForm(2))


def test_a_page_mended_from_the_review_leads_on_to_the_review_again(kiosk: Kiosk) -> None:
    kiosk.fill_in()
    kiosk.shows(s.Review())
    kiosk.happens(e.EditAsked(1))
    kiosk.shows(s.FillForm(1))
    kiosk.answer(district="460106")
    kiosk.happens(e.Continued(), e.Continued(), e.Continued())
    kiosk.shows(s.Review())
    assert kiosk.session.answers["district"] == "460106"
    assert kiosk.session.answers["account"] == ACCOUNT


@pytest.mark.parametrize("page", [-1, 3, 99])
def test_a_page_that_is_not_there_is_not_mended(kiosk: Kiosk, page: int) -> None:
    kiosk.fill_in()
    kiosk.happens(e.EditAsked(page))
    kiosk.shows(s.Review())


def test_without_a_signature_one_is_reminded_and_nothing_is_filed(kiosk: Kiosk) -> None:
    kiosk.fill_in()
    kiosk.happens(e.Continued(), e.Continued())
    kiosk.shows(s.Commitment(reminded=True))
    kiosk.happens(e.Signed(STROKES))
    kiosk.shows(s.Commitment())
    kiosk.happens(e.SignatureCleared(), e.Continued())
    kiosk.shows(s.Commitment(reminded=True))
    assert kiosk.saves() == []


def test_a_dot_is_no_signature(kiosk: Kiosk) -> None:
    kiosk.fill_in()
    dot = Strokes(STROKES.pad, ((Point(400, 400, 0, 500), Point(405, 402, 90, 500)),))
    kiosk.happens(e.Continued(), e.Signed(dot), e.Continued())
    kiosk.shows(s.Commitment(reminded=True))
    assert kiosk.saves() == []


def test_going_back_from_the_commitment_takes_the_signature_back(signed: Kiosk) -> None:
    signed.happens(e.WentBack(), e.Continued(), e.Continued())
    signed.shows(s.Commitment(reminded=True))


def test_spaces_around_an_answer_are_not_filed(signed: Kiosk) -> None:
    signed.visit = replace(
        signed.visit,
        session=replace(signed.session, answers={**signed.session.answers, "phone": f" {PHONE} "}),
    )
    signed.happens(e.Continued())
    assert signed.saves()[0].parts[0].draft.form["phone"] == PHONE


def test_a_problem_found_at_the_end_leads_back_to_its_page_to_be_signed_anew(signed: Kiosk) -> None:
    """Only a page mended and left by "back" can still hold one; the platform would refuse it, so the kiosk does."""
    signed.happens(e.WentBack(), e.EditAsked(2))
    signed.answer(account="6222020200000012341")
    signed.happens(e.WentBack(), e.WentBack(), e.WentBack())
    signed.visit = replace(signed.visit, state=s.Commitment())
    signed.happens(e.Signed(STROKES), e.Continued())
    signed.shows(s.FillForm(2, (Problem(ProblemCode.BANK_CARD, "form.account"),)))
    assert signed.session.signature is None
    assert signed.saves() == []


def test_a_card_that_expired_while_one_was_signing_is_told_and_not_filed(signed: Kiosk) -> None:
    signed.visit = replace(
        signed.visit, state=s.Commitment(), session=signed.session.with_signature(STROKES, NOW.wall)
    )
    card = signed.session.card
    assert card is not None
    expiring = replace(card, person=ELDER.model_copy(update={"valid_to": date(2026, 5, 6)}))
    signed.visit = replace(signed.visit, session=replace(signed.session, card=expiring))
    signed.wall += timedelta(days=1)
    signed.happens(e.Continued())
    assert [rule.id for rule in signed.at(s.Ineligible).reasons] == ["card_in_date"]
    assert (signed.session.signature, signed.saves()) == (None, [])


def test_a_problem_that_no_page_can_mend_leads_back_to_the_beginning(signed: Kiosk) -> None:
    card = signed.session.card
    assert card is not None
    longest = replace(card, person=ELDER.model_copy(update={"name": "符" * 71}))
    signed.visit = replace(signed.visit, session=replace(signed.session, card=longest))
    signed.happens(e.Continued())
    signed.shows(s.ChooseSituation())
    assert signed.saves() == []
