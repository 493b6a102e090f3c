"""Electronic certificates: only with a tick, only of who stands here, and none of somebody whose number was typed."""

import pytest

from config.faults import FaultCode
from kiosk.application import Attachment
from kiosk.catalogue.service import APPLICANT_NAME, APPLICANT_NUMBER
from kiosk.credit import Grade
from kiosk.question import AskCertificates, AskStanding, CertificatesTold, NothingFound, Silence, StandingTold
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Ask, TakePaper
from kiosk.visit.sample_hall import PAPERS, STROKES
from tests.kiosk.visit.counters import HOUSEHOLD, begin, fill_in, hand_over, told
from tests.kiosk.visit.resident_at_the_kiosk import CHILD, ELDER, HUSBAND, Kiosk

KEY = "household_register"
SOMEBODY_ELSES = "2222-3333-4444-5555-6"
PROOF = Attachment(material="proof", name="proof.pdf", media_type="application/pdf", content=b"%PDF proof")
REGISTER = PROOF.model_copy(update={"material": "register"})


def at_the_certificates(online: bool = True) -> Kiosk:
    kiosk = Kiosk(online=online)
    begin(kiosk, PAPERS)
    kiosk.happens(e.SituationChosen("self"))
    kiosk.shows(s.Certificates((KEY,)))
    return kiosk


def questions(kiosk: Kiosk) -> list[AskCertificates]:
    return [
        effect.question
        for effect in kiosk.asked
        if isinstance(effect, Ask) and isinstance(effect.question, AskCertificates)
    ]


def brought(kiosk: Kiosk) -> list[str]:
    return [paper.material.id for paper in kiosk.session.needed(kiosk.now.today) if paper.to_be_brought]


def filed(kiosk: Kiosk) -> list[tuple[str, str, dict[str, str]]]:
    kiosk.happens(e.Continued(), e.Continued(), e.Signed(STROKES), e.Continued())
    (save,) = kiosk.saves()
    return [(use.key, use.identifier, dict(use.fields)) for use in save.parts[0].draft.certificates]


def scan(kiosk: Kiosk, *papers: Attachment) -> None:
    for paper in papers:
        kiosk.happens(
            e.ScanAsked(paper.material), e.Continued(), e.PaperTaken(kiosk.session.application_id, paper)
        )


class TestWithTheLineUp:
    def test_nothing_is_ticked_beforehand_and_nothing_is_asked_without_a_tick(self) -> None:
        kiosk = at_the_certificates()
        assert kiosk.session.consented == frozenset()
        kiosk.happens(e.Continued())
        kiosk.shows(s.FillForm())
        assert questions(kiosk) == []
        fill_in(kiosk)
        assert brought(kiosk) == ["register", "proof"]

    def test_a_second_touch_takes_the_tick_away(self) -> None:
        kiosk = at_the_certificates()
        kiosk.happens(e.CertificateToggled(KEY), e.CertificateToggled(KEY), e.Continued())
        assert questions(kiosk) == []

    def test_a_certificate_that_is_not_asked_for_cannot_be_ticked(self) -> None:
        kiosk = at_the_certificates()
        kiosk.happens(e.CertificateToggled("bank_balance"))
        assert kiosk.session.consented == frozenset()

    def test_it_is_asked_for_with_holder_item_and_purpose_and_then_filed(self) -> None:
        kiosk = at_the_certificates()
        question = hand_over(kiosk, HOUSEHOLD)
        assert (question.holder, question.holder_name, question.keys) == (ELDER.id_number, ELDER.name, (KEY,))
        assert (question.item, question.purpose) == (PAPERS.code, PAPERS.name.zh)
        fill_in(kiosk)
        assert brought(kiosk) == ["proof"]
        scan(kiosk, PROOF)
        assert filed(kiosk) == [(KEY, "1.2.156", {"number": "H-4711"})]

    @pytest.mark.parametrize("answer", [CertificatesTold(certificates=()), NothingFound()])
    def test_what_the_register_does_not_have_is_brought_on_paper(
        self, answer: CertificatesTold | NothingFound
    ) -> None:
        kiosk = at_the_certificates()
        kiosk.happens(e.CertificateToggled(KEY), e.Continued())
        told(kiosk, answer)
        kiosk.shows(s.FillForm())
        fill_in(kiosk)
        assert brought(kiosk) == ["register", "proof"]
        scan(kiosk, REGISTER, PROOF)
        assert filed(kiosk) == []

    def test_while_they_are_fetched_nothing_can_be_changed(self) -> None:
        kiosk = at_the_certificates()
        kiosk.happens(e.CertificateToggled(KEY), e.Continued())
        before = kiosk.visit.state, kiosk.session
        kiosk.happens(e.CertificateToggled(KEY), e.CertificateToggled(""), e.Continued(), e.WentBack())
        assert (kiosk.visit.state, kiosk.session) == before

    @pytest.mark.parametrize("silence", list(Silence))
    def test_nobody_answers_and_the_platform_takes_them_itself(self, silence: Silence) -> None:
        kiosk = at_the_certificates()
        kiosk.happens(e.CertificateToggled(KEY), e.Continued())
        told(kiosk, silence)
        fill_in(kiosk)
        assert brought(kiosk) == ["proof"]
        scan(kiosk, PROOF)
        assert filed(kiosk) == [(KEY, "", {})]


def test_offline_the_consent_goes_along_and_nothing_is_asked() -> None:
    kiosk = at_the_certificates(online=False)
    kiosk.happens(e.CertificateToggled(""), e.Continued())
    kiosk.shows(s.FillForm())
    assert questions(kiosk) == []
    assert kiosk.session.promised == {KEY}
    fill_in(kiosk)
    scan(kiosk, PROOF)
    assert filed(kiosk) == [(KEY, "", {})]


class TestForSomebodyElse:
    @pytest.fixture
    def kiosk(self) -> Kiosk:
        kiosk = Kiosk()
        kiosk.happens(e.Touched(), e.ItemChosen(PAPERS, "AAAA-AAAA-AAAA-AAAA-1"), e.Continued())
        kiosk.happens(e.CardRead(CHILD, b""), e.Continued(), e.SituationChosen("delegate"))
        return kiosk

    def type_number(self, kiosk: Kiosk, number: str = ELDER.id_number) -> None:
        kiosk.happens(e.CardNotAtHand())
        kiosk.answer(**{APPLICANT_NAME: ELDER.name, APPLICANT_NUMBER: number})
        kiosk.happens(e.Continued())

    def test_who_typed_a_number_never_sees_that_persons_certificates(self, kiosk: Kiosk) -> None:
        self.type_number(kiosk)
        kiosk.shows(s.Certificates((KEY,)))
        kiosk.happens(e.CertificateToggled(""), e.Continued())
        assert questions(kiosk) == []
        assert kiosk.session.certificates == ()
        assert kiosk.session.promised == {KEY}
        kiosk.shows(s.FillForm(1))

    def test_with_the_card_they_are_those_of_the_card(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.CardRead(ELDER, b""))
        assert hand_over(kiosk, HOUSEHOLD).holder == ELDER.id_number

    def test_a_number_typed_after_the_card_gets_nothing_of_the_card(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.CardRead(ELDER, b""))
        hand_over(kiosk, HOUSEHOLD)
        kiosk.happens(e.WentBack(), e.SituationChosen("delegate"))
        kiosk.shows(s.Identify(s.Whose.PRINCIPAL))
        kiosk.happens(e.CardNotAtHand())
        assert kiosk.session.certificates == ()
        kiosk.happens(e.WentBack(), e.SituationChosen("delegate"))
        self.type_number(kiosk, HUSBAND.id_number)
        kiosk.shows(s.Certificates((KEY,)))
        assert kiosk.session.certificates == ()
        assert kiosk.session.consented == frozenset()

    def test_another_number_is_another_person_and_is_asked_for_a_new_consent(self, kiosk: Kiosk) -> None:
        self.type_number(kiosk)
        kiosk.happens(e.CertificateToggled(""), e.Continued(), e.WentBack())
        kiosk.shows(s.FillForm(0))
        kiosk.answer(**{APPLICANT_NUMBER: HUSBAND.id_number})
        kiosk.happens(e.Continued())
        kiosk.shows(s.Certificates((KEY,)))
        assert (kiosk.session.promised, kiosk.session.consented) == (frozenset(), frozenset())

    def test_the_card_of_a_third_person_gets_nothing_of_the_second(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.CardRead(ELDER, b""))
        hand_over(kiosk, HOUSEHOLD)
        kiosk.happens(e.WentBack(), e.SituationChosen("delegate"), e.CardRead(HUSBAND, b""))
        kiosk.shows(s.Certificates((KEY,)))
        assert kiosk.session.certificates == ()
        assert kiosk.session.consented == frozenset()

    def test_the_delegates_own_good_grade_is_worth_nothing_here(self, kiosk: Kiosk) -> None:
        holder = CHILD.id_number
        kiosk.happens(e.Told(AskStanding(holder=holder), StandingTold(grade=Grade.RED, recorded=True)))
        kiosk.happens(e.CardRead(ELDER, b""))
        assert kiosk.session.grade is Grade.BLUE


class TestPapersUnderTheCamera:
    @pytest.fixture
    def kiosk(self) -> Kiosk:
        kiosk = at_the_certificates()
        hand_over(kiosk, HOUSEHOLD)
        fill_in(kiosk)
        kiosk.shows(s.Materials())
        return kiosk

    def test_a_missing_paper_reminds_and_a_taken_one_goes_on(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.Continued())
        kiosk.shows(s.Materials(reminded=True))
        kiosk.happens(e.ScanAsked("proof"), e.Continued())
        assert kiosk.asked[-1] == TakePaper(kiosk.session.application_id, "proof")
        kiosk.happens(e.PaperTaken(kiosk.session.application_id, PROOF), e.Continued())
        kiosk.shows(s.Review())

    def test_an_empty_tray_is_told_and_tried_again(self, kiosk: Kiosk) -> None:
        kiosk.happens(
            e.ScanAsked("proof"),
            e.Continued(),
            e.PaperNotTaken(kiosk.session.application_id, FaultCode.DOCUMENT_NONE),
        )
        kiosk.shows(s.ScanPaper("proof", fault=FaultCode.DOCUMENT_NONE))
        kiosk.happens(e.Continued())
        kiosk.shows(s.ScanPaper("proof", taking=True))

    def test_what_needs_no_paper_is_not_scanned(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.ScanAsked("register"), e.ScanAsked("ghost"))
        kiosk.shows(s.Materials())

    def test_another_papers_picture_and_one_that_nobody_waits_for_are_dropped(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.ScanAsked("proof"), e.PaperTaken(kiosk.session.application_id, PROOF))
        kiosk.shows(s.ScanPaper("proof"))
        kiosk.happens(e.Continued(), e.PaperTaken(kiosk.session.application_id, REGISTER))
        kiosk.shows(s.ScanPaper("proof", taking=True))
        kiosk.happens(e.WentBack(), e.PaperTaken(kiosk.session.application_id, PROOF))
        assert kiosk.session.papers == {}

    def test_a_look_that_outlived_its_visit_reaches_nobody_else(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.ScanAsked("proof"), e.Continued())
        kiosk.happens(e.PaperTaken(SOMEBODY_ELSES, PROOF))
        kiosk.happens(e.PaperNotTaken(SOMEBODY_ELSES, FaultCode.DOCUMENT_NONE))
        kiosk.shows(s.ScanPaper("proof", taking=True))
        assert kiosk.session.papers == {}

    def test_a_good_grade_may_bring_it_later_and_says_so_in_the_application(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.LaterToggled("proof"))
        assert kiosk.session.later == frozenset(), "not with the grade of everybody"
        kiosk.happens(
            e.Told(AskStanding(holder=ELDER.id_number), StandingTold(grade=Grade.ORANGE, recorded=True))
        )
        kiosk.happens(e.LaterToggled("proof"), e.Continued())
        kiosk.shows(s.Review())
        filed(kiosk)
        assert kiosk.saves()[0].parts[0].draft.later == ("proof",)

    def test_what_lies_here_after_all_does_not_follow(self, kiosk: Kiosk) -> None:
        kiosk.happens(
            e.Told(AskStanding(holder=ELDER.id_number), StandingTold(grade=Grade.RED, recorded=True))
        )
        kiosk.happens(e.LaterToggled("proof"))
        scan(kiosk, PROOF)
        filed(kiosk)
        assert kiosk.saves()[0].parts[0].draft.later == ()


def test_back_from_the_certificates_is_back_to_the_question() -> None:
    kiosk = at_the_certificates()
    kiosk.happens(e.WentBack())
    kiosk.shows(s.ChooseSituation())
