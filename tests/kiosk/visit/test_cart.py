"""Several services as one: each question once, and each application with nothing but its own."""

from hashlib import sha256

import pytest

from config.faults import FaultCode
from devices.signature.signed_strokes import SignedStrokes, Verdict, parse_signed_strokes, verify
from kiosk.application import Attachment, Draft
from kiosk.basket import CODE, basket_item
from kiosk.case import CaseReport, CaseState
from kiosk.catalogue.item import Item
from kiosk.signed_document import signed_document
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.browsing import MOST_IN_BASKET
from kiosk.visit.effect import WatchCase
from kiosk.visit.sample_hall import GUIDE_ONLY, ITEM, PAPERS
from tests.kiosk.visit.counters import (
    FIRST,
    FOR_OTHERS,
    HOUSEHOLD,
    MARRIAGE,
    SECOND,
    WHOLE,
    WORK,
    begin_cart,
    fill_in,
    hand_over,
    submit,
)
from tests.kiosk.visit.resident_at_the_kiosk import ACCOUNT, PHONE, Kiosk, granted


def scan(material: str) -> Attachment:
    return Attachment(
        material=material, name=f"{material}.pdf", media_type="application/pdf", content=material.encode()
    )


def lay_down(kiosk: Kiosk, material: str) -> None:
    kiosk.happens(
        e.ScanAsked(material), e.Continued(), e.PaperTaken(kiosk.session.application_id, scan(material))
    )


def to_the_form(kiosk: Kiosk) -> None:
    begin_cart(kiosk, PAPERS, WORK)
    kiosk.shows(s.ChooseSituation("situation__hk_demo_3"))
    kiosk.happens(e.SituationChosen("retired"))
    kiosk.at(s.Certificates)


@pytest.fixture
def filed() -> tuple[Kiosk, Draft, Draft]:
    kiosk = Kiosk()
    to_the_form(kiosk)
    hand_over(kiosk, HOUSEHOLD, MARRIAGE)
    fill_in(kiosk)
    lay_down(kiosk, "proof")
    lay_down(kiosk, "photo")
    kiosk.happens(e.Continued())
    kiosk.at(s.Review)
    submit(kiosk)
    (save,) = kiosk.saves()
    assert save.application_id == WHOLE
    assert [part.application_id for part in save.parts] == [FIRST, SECOND]
    return kiosk, save.parts[0].draft, save.parts[1].draft


def test_a_question_of_both_is_asked_once_and_goes_to_both(filed: tuple[Kiosk, Draft, Draft]) -> None:
    kiosk, first, second = filed
    fields = [field.id for section in kiosk.session.sections(kiosk.now.today) for field in section.fields]
    assert sorted(fields) == ["account", "address", "phone"]
    assert first.form == {"phone": PHONE, "address": "海口市美兰区示例路九号"}
    assert second.form == {"phone": PHONE, "account": ACCOUNT}


def test_each_part_has_its_own_situation(filed: tuple[Kiosk, Draft, Draft]) -> None:
    _, first, second = filed
    assert (first.situation, second.situation) == ("self", "retired")


def test_who_can_only_come_for_themselves_is_not_asked_for_whom() -> None:
    kiosk = Kiosk()
    begin_cart(kiosk, PAPERS, WORK)
    kiosk.shows(s.ChooseSituation("situation__hk_demo_3"))
    kiosk.happens(e.WentBack())
    kiosk.shows(s.Consent())


def test_where_each_part_takes_a_delegate_one_may_come_for_somebody() -> None:
    kiosk = Kiosk()
    begin_cart(kiosk, PAPERS, ITEM.model_copy(update={"code": "HK-DEMO-4"}))
    kiosk.shows(s.ChooseSituation())
    kiosk.happens(e.SituationChosen("delegate"))
    kiosk.shows(s.Identify(s.Whose.PRINCIPAL))


def test_papers_and_certificates_go_where_they_belong(filed: tuple[Kiosk, Draft, Draft]) -> None:
    _, first, second = filed
    assert [one.material for one in first.attachments] == ["id_card", "proof", "signature"]
    assert [one.material for one in second.attachments] == ["id_card", "photo", "signature"]
    assert [use.key for use in first.certificates] == ["household_register"]
    assert [use.key for use in second.certificates] == ["marriage_certificate"]
    assert "H-4711" not in second.model_dump_json()
    assert "M-0815" not in first.model_dump_json()


def test_one_signature_is_bound_to_each_part_and_holds_for_no_other(
    filed: tuple[Kiosk, Draft, Draft],
) -> None:
    kiosk, *drafts = filed
    documents = [
        signed_document(part.item, draft.language, draft.situation, draft.applicant, draft.form)
        for part, draft in zip(kiosk.session.parts, drafts, strict=True)
    ]
    for number, draft in enumerate(drafts):
        content = draft.attachments[-1].content
        signed = parse_signed_strokes(content)
        assert isinstance(signed, SignedStrokes)
        proof = sha256(content).digest()
        assert verify(signed, proof, documents[number]) is Verdict.WHOLE
        assert verify(signed, proof, documents[1 - number]) is Verdict.DOCUMENT_CHANGED


def test_a_missing_paper_of_either_part_holds_up_the_whole() -> None:
    kiosk = Kiosk()
    to_the_form(kiosk)
    hand_over(kiosk, HOUSEHOLD, MARRIAGE)
    fill_in(kiosk)
    lay_down(kiosk, "proof")
    kiosk.happens(e.Continued())
    kiosk.shows(s.Materials(reminded=True))


def test_the_last_word_waits_for_all_parts(filed: tuple[Kiosk, Draft, Draft]) -> None:
    kiosk, _, _ = filed
    kiosk.happens(e.ApplicationSaved(FIRST))
    kiosk.at(s.Saving)
    kiosk.happens(e.ApplicationSaved(WHOLE))
    assert kiosk.asked[-1] == WatchCase((FIRST, SECOND))
    kiosk.happens(e.CaseReported(granted(FIRST)))
    kiosk.at(s.Sending)
    refused = CaseReport(SECOND, "460100-26-2", CaseState.REFUSED, reasons=("age",))
    kiosk.happens(e.CaseReported(refused))
    result = kiosk.at(s.Result)
    assert result.cases == {FIRST: granted(FIRST), SECOND: refused}
    assert result.case is None, "a cart has no one word"
    (slip,) = kiosk.slips()
    assert (slip.application_id, [part.application_id for part in slip.parts]) == (WHOLE, [FIRST, SECOND])
    assert slip.cases == result.cases


def test_a_case_of_another_kiosk_is_none_of_ours(filed: tuple[Kiosk, Draft, Draft]) -> None:
    kiosk, _, _ = filed
    kiosk.happens(e.ApplicationSaved(WHOLE))
    before = kiosk.visit
    kiosk.happens(e.CaseReported(granted("DDDD-DDDD-DDDD-DDDD-4")))
    assert kiosk.visit == before


def test_what_could_not_be_saved_is_saved_again_as_a_whole(filed: tuple[Kiosk, Draft, Draft]) -> None:
    kiosk, _, _ = filed
    kiosk.happens(e.SavingFailed(FaultCode.DISK_FULL), e.Continued())
    first, second = kiosk.saves()
    assert first == second


def test_the_second_service_offers_no_delegate_to_who_came_for_themselves() -> None:
    kiosk = Kiosk()
    begin_cart(kiosk, ITEM, FOR_OTHERS)
    kiosk.happens(e.SituationChosen("self"))
    kiosk.shows(s.ChooseSituation("situation__hk_demo_5"))
    kiosk.happens(e.SituationChosen("guardian"))
    kiosk.shows(s.ChooseSituation("situation__hk_demo_5"))
    kiosk.happens(e.SituationChosen("owner"))
    kiosk.shows(s.FillForm())


class TestTheBasket:
    def other(self, number: int) -> Item:
        return ITEM.model_copy(update={"code": f"HK-DEMO-{number}"})

    def put_in(self, kiosk: Kiosk, item: Item) -> None:
        kiosk.happens(e.HomeAsked(), e.ItemChosen(item, FIRST), e.AddedToBasket())

    @pytest.fixture
    def kiosk(self) -> Kiosk:
        kiosk = Kiosk()
        kiosk.happens(e.Touched(), e.ItemChosen(ITEM, FIRST), e.AddedToBasket())
        return kiosk

    def test_the_same_thing_is_not_put_in_twice_and_a_guide_never(self, kiosk: Kiosk) -> None:
        self.put_in(kiosk, ITEM)
        kiosk.shows(s.Guide())
        self.put_in(kiosk, GUIDE_ONLY)
        kiosk.shows(s.Guide())
        assert kiosk.session.basket == (ITEM,)

    def test_it_has_a_bottom(self, kiosk: Kiosk) -> None:
        for number in range(100, 112):
            self.put_in(kiosk, self.other(number))
        assert len(kiosk.session.basket) == MOST_IN_BASKET

    def test_what_is_taken_out_is_gone_and_an_empty_one_is_closed(self, kiosk: Kiosk) -> None:
        self.put_in(kiosk, self.other(9))
        kiosk.happens(e.TakenFromBasket(ITEM.code))
        kiosk.shows(s.Basket())
        assert [item.code for item in kiosk.session.basket] == ["HK-DEMO-9"]
        kiosk.happens(e.TakenFromBasket("HK-DEMO-9"))
        kiosk.shows(s.Home())
        kiosk.happens(e.BasketOpened())
        kiosk.shows(s.Home())

    def test_back_from_the_carts_guide_is_back_to_the_basket(self, kiosk: Kiosk) -> None:
        self.put_in(kiosk, self.other(9))
        kiosk.happens(e.ItemChosen(basket_item(kiosk.session.basket), WHOLE), e.WentBack())
        kiosk.shows(s.Basket())

    def test_a_cart_is_called_after_its_first_and_counts_the_rest(self) -> None:
        cart = basket_item((ITEM, self.other(9), self.other(10)))
        assert (cart.code, cart.name.zh, cart.department.zh) == (CODE, "示例补贴等3件事", "示例局")
        with pytest.raises(ValueError, match="at least two"):
            basket_item((ITEM,))
