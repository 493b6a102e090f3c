"""Whole visits of one resident: with and without the network, from every first touch, back and forth."""

from datetime import date
from hashlib import sha256

from config.faults import FaultCode
from devices.signature.signed_strokes import SignedStrokes, Verdict, parse_signed_strokes, verify
from kiosk.catalogue.words import Language
from kiosk.signed_document import signed_document
from kiosk.visit import delays
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Ask, PrintReceipt, SaveApplication, SaveRating, StopWatching, WatchCase, Wipe
from kiosk.visit.session import Session
from tests.kiosk.visit.resident_at_the_kiosk import (
    ACCOUNT,
    AGED_75,
    CHILD,
    ELDER,
    HUSBAND,
    NUMBER,
    PHONE,
    SUBSIDY,
    Kiosk,
    granted,
)


def test_an_elder_applies_alone_and_is_granted_at_once() -> None:
    kiosk = Kiosk()
    kiosk.apply_for_oneself()
    kiosk.shows(s.Saving())
    kiosk.happens(e.ApplicationSaved(NUMBER))
    kiosk.shows(s.Sending())
    kiosk.wait(2)
    kiosk.happens(e.CaseReported(granted()), e.SlipPrinted())
    told, fetching = {NUMBER: granted()}, s.DocumentPaper(NUMBER)
    kiosk.shows(
        s.Result(granted(), granted(), s.Paper.PRINTED, cases=told, cases_on_paper=1, document=fetching)
    )
    kiosk.happens(e.Continued(), e.Rated(5))
    kiosk.shows(s.Farewell(filed=True, card_used=True))
    kiosk.happens(e.CardRemoved(), e.Wiped())
    kiosk.shows(s.Attract())
    assert [type(effect) for effect in kiosk.asked] == [
        Ask, SaveApplication, WatchCase, PrintReceipt, Ask, SaveRating, StopWatching, Wipe,
    ]  # fmt: skip


def test_what_is_filed_is_what_the_elder_gave() -> None:
    kiosk = Kiosk()
    kiosk.apply_for_oneself()
    (save,) = kiosk.saves()
    draft = save.parts[0].draft
    assert (save.application_id, draft.item, draft.situation) == (NUMBER, "HK-MZ-0261", "self")
    assert (draft.applicant, draft.agent) == (ELDER, None)
    assert draft.form == {
        "phone": PHONE,
        "residence": ELDER.address,
        "district": "460108",
        "bank": "icbc",
        "account": ACCOUNT,
    }
    assert [(a.material, a.name) for a in draft.attachments] == [
        ("id_card", "id_card.wlt"),
        ("signature", "signature.json"),
    ]
    signature = draft.attachments[1].content
    signed = parse_signed_strokes(signature)
    assert isinstance(signed, SignedStrokes)
    document = signed_document(SUBSIDY, draft.language, draft.situation, draft.applicant, draft.form)
    assert verify(signed, sha256(signature).digest(), document) is Verdict.WHOLE
    other = signed_document(
        SUBSIDY, draft.language, draft.situation, draft.applicant, {**draft.form, "bank": "boc"}
    )
    assert verify(signed, sha256(signature).digest(), other) is Verdict.DOCUMENT_CHANGED


def test_with_the_cable_cut_the_receipt_says_saved_here_and_nothing_more() -> None:
    kiosk = Kiosk(online=False)
    kiosk.apply_for_oneself()
    kiosk.happens(e.ApplicationSaved(NUMBER))
    kiosk.shows(s.Result(None, None))
    (slip,) = kiosk.slips()
    assert (slip.case, slip.application_id, slip.slip_id) == (None, NUMBER, f"{NUMBER}/1")
    assert (slip.applicant, slip.agent) == ("符*莲", "")


def test_at_75_one_learns_it_before_a_word_is_typed() -> None:
    kiosk = Kiosk()
    kiosk.identify(AGED_75)
    kiosk.happens(e.SituationChosen("self"))
    assert [rule.id for rule in kiosk.at(s.Ineligible).reasons] == ["age"]
    kiosk.happens(e.WentBack())
    kiosk.shows(s.ChooseSituation())


def test_from_not_eligible_to_another_service_only_the_card_comes_along() -> None:
    kiosk = Kiosk()
    kiosk.identify(CHILD)
    young = AGED_75.model_copy(update={"address": "x"})
    kiosk.happens(e.SituationChosen("delegate"), e.CardRead(young, b"portrait"), e.Continued())
    kiosk.shows(s.Home())
    session = kiosk.session
    assert session.card is not None
    assert (session.item, session.application_id, session.situation) == (None, "", "")
    assert (session.principal, session.principal_typed, dict(session.answers)) == (None, False, {})


def test_on_the_eightieth_birthday_one_is_old_enough() -> None:
    turns_80_today = ELDER.model_copy(update={"birth": date(1946, 5, 6)})
    kiosk = Kiosk()
    kiosk.identify(turns_80_today)
    kiosk.happens(e.SituationChosen("self"))
    kiosk.at(s.FillForm)


def test_an_expired_card_ends_before_the_form() -> None:
    kiosk = Kiosk()
    kiosk.identify(ELDER.model_copy(update={"valid_to": date(2026, 5, 5)}))
    kiosk.happens(e.SituationChosen("self"))
    assert [rule.id for rule in kiosk.at(s.Ineligible).reasons] == ["card_in_date"]


def test_a_card_laid_down_on_the_first_screen_is_not_asked_for_again() -> None:
    kiosk = Kiosk()
    kiosk.happens(e.CardRead(ELDER, b"portrait"))
    kiosk.shows(s.Home())
    kiosk.choose_subsidy()
    kiosk.shows(s.Consent())


def test_a_card_that_fails_on_the_first_screen_still_wakes_it() -> None:
    kiosk = Kiosk()
    kiosk.happens(e.CardReadFailed(fault=FaultCode.CARD_UNREADABLE))
    kiosk.shows(s.Home())


def test_not_me_forgets_the_card_and_all_that_was_answered_for_it() -> None:
    kiosk = Kiosk()
    kiosk.identify(ELDER)
    kiosk.happens(e.SituationChosen("self"))
    kiosk.answer(phone=PHONE)
    kiosk.happens(e.WentBack(), e.WentBack(), e.WentBack())
    kiosk.shows(s.Guide())
    assert kiosk.session.card is None
    kiosk.happens(e.Continued(), e.CardRead(HUSBAND, b""), e.Continued(), e.SituationChosen("self"))
    assert kiosk.session.answers == {"residence": HUSBAND.address}


def test_another_situation_starts_the_answers_anew_and_the_same_one_keeps_them() -> None:
    kiosk = Kiosk()
    kiosk.identify(ELDER)
    kiosk.happens(e.SituationChosen("self"))
    kiosk.answer(phone=PHONE)
    kiosk.happens(e.WentBack(), e.SituationChosen("self"))
    assert kiosk.session.answers["phone"] == PHONE
    kiosk.happens(e.WentBack(), e.SituationChosen("delegate"), e.CardRead(HUSBAND, b""))
    assert kiosk.session.answers == {"residence": HUSBAND.address}


def test_a_card_lifted_three_times_is_coached_and_read_the_fourth_time() -> None:
    kiosk = Kiosk()
    kiosk.choose_subsidy()
    for tries in (1, 2, 3):
        kiosk.happens(e.CardReadFailed(FaultCode.CARD_LIFTED))
        kiosk.shows(s.Identify(trouble=FaultCode.CARD_LIFTED, tries=tries))
    kiosk.happens(e.CardRead(ELDER, b""))
    kiosk.shows(s.Consent())


def test_a_service_that_is_only_a_guide_does_not_start() -> None:
    kiosk = Kiosk()
    kiosk.choose_subsidy()
    item = kiosk.session.item
    assert item is not None
    kiosk = Kiosk()
    guide = item.model_copy(update={"service": None})
    kiosk.happens(e.Touched(), e.ItemChosen(guide, NUMBER), e.Continued())
    kiosk.shows(s.Guide())


def test_a_situation_that_does_not_exist_changes_nothing() -> None:
    kiosk = Kiosk()
    kiosk.identify(ELDER)
    kiosk.happens(e.SituationChosen("ghost"))
    kiosk.shows(s.ChooseSituation())


def test_a_language_switched_in_the_midst_keeps_everything() -> None:
    kiosk = Kiosk()
    kiosk.identify(ELDER)
    kiosk.happens(e.SituationChosen("self"))
    kiosk.answer(phone=PHONE)
    before = kiosk.visit
    kiosk.happens(e.LanguageChosen(Language.EN))
    kiosk.shows(before.state)
    assert kiosk.session.answers == before.session.answers
    kiosk.fill_in()
    kiosk.sign_and_submit()
    kiosk.to_result()
    assert kiosk.saves()[0].parts[0].draft.language is Language.EN
    assert kiosk.slips()[0].language is Language.EN


def test_english_chosen_on_the_first_screen_lasts_until_the_end_and_no_longer() -> None:
    kiosk = Kiosk()
    kiosk.happens(e.LanguageChosen(Language.EN))
    kiosk.shows(s.Home())
    assert kiosk.session.language is Language.EN
    kiosk.apply_for_oneself()
    kiosk.to_result()
    kiosk.happens(e.Left())
    assert kiosk.session.language is Language.EN
    kiosk.wait(delays.TAKE_CARD_S)
    kiosk.happens(e.Wiped())
    kiosk.shows(s.Attract())
    assert kiosk.session == Session()
