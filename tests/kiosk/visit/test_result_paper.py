"""The paper that a grant gives: fetched, printed, and honest about it when it does not come; then the rating."""

import pytest

from config.faults import FaultCode
from kiosk.case import CaseReport, CaseState
from kiosk.catalogue.item import Item
from kiosk.question import AskDocument, DocumentTold, NothingFound, Silence
from kiosk.rating import RatingAspect
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Ask, PrintDocument, SaveRating
from kiosk.visit.sample_hall import ITEM, NOW
from tests.kiosk.visit.counters import FIRST, WITH_RESULT, asked, begin, fill_in, submit, told
from tests.kiosk.visit.resident_at_the_kiosk import ELDER, Kiosk, granted

DOCUMENT = DocumentTold(
    number="HK-0001",
    title={"zh": "核准通知书"},
    issuer={"zh": "示例局"},
    lines=(("姓名", ELDER.name),),
    issued_at=NOW.wall,
    verification="https://example.invalid/1",
)
OUT = FaultCode.PAGE_PRINTER_PAPER_OUT


def filed(item: Item, *cases: CaseReport) -> Kiosk:
    kiosk = Kiosk()
    begin(kiosk, item)
    kiosk.happens(e.SituationChosen("self"))
    fill_in(kiosk)
    kiosk.happens(e.Continued())
    submit(kiosk)
    kiosk.happens(e.ApplicationSaved(FIRST), *(e.CaseReported(case) for case in cases))
    return kiosk


def document(kiosk: Kiosk) -> s.DocumentPaper | None:
    return kiosk.at(s.Result).document


def prints(kiosk: Kiosk) -> list[PrintDocument]:
    return [effect for effect in kiosk.asked if isinstance(effect, PrintDocument)]


def test_a_grant_fetches_its_paper_and_prints_it_once() -> None:
    kiosk = filed(WITH_RESULT, granted(FIRST))
    assert asked(kiosk) == AskDocument(application_id=FIRST, holder=ELDER.id_number)
    told(kiosk, DOCUMENT)
    assert document(kiosk) == s.DocumentPaper(FIRST, s.Paper.PRINTING)
    told(kiosk, DOCUMENT)
    kiosk.happens(e.CaseReported(granted(FIRST)))
    assert [one.document for one in prints(kiosk)] == [DOCUMENT]
    kiosk.happens(e.DocumentPrinted())
    assert document(kiosk) == s.DocumentPaper(FIRST, s.Paper.PRINTED)


@pytest.mark.parametrize("state", [CaseState.RECEIVED, CaseState.ACCEPTED, CaseState.REFUSED])
def test_nothing_but_a_grant_gives_a_paper(state: CaseState) -> None:
    kiosk = filed(WITH_RESULT, CaseReport(FIRST, "460100-26-1", state))
    assert document(kiosk) is None


def test_a_service_without_a_paper_fetches_none() -> None:
    assert document(filed(ITEM, granted(FIRST))) is None


def test_a_grant_that_comes_while_the_receipt_is_read_gives_its_paper_too() -> None:
    kiosk = filed(WITH_RESULT)
    kiosk.happens(e.PlatformLost())
    assert document(kiosk) is None
    kiosk.happens(e.PlatformBack(), e.CaseReported(granted(FIRST)))
    assert document(kiosk) == s.DocumentPaper(FIRST)


@pytest.mark.parametrize("answer", [Silence.OFFLINE, Silence.SLOW, NothingFound()])
def test_a_paper_that_could_not_be_fetched_can_be_asked_for_again(answer: Silence | NothingFound) -> None:
    kiosk = filed(WITH_RESULT, granted(FIRST))
    told(kiosk, answer)
    silence = answer if isinstance(answer, Silence) else Silence.REFUSED
    assert document(kiosk) == s.DocumentPaper(FIRST, s.Paper.NOT_PRINTED, silence=silence)
    kiosk.happens(e.DocumentAsked(FIRST))
    assert document(kiosk) == s.DocumentPaper(FIRST)
    told(kiosk, DOCUMENT)
    assert len(prints(kiosk)) == 1


@pytest.mark.parametrize(("on_paper", "paper"), [(True, s.Paper.UNCERTAIN), (False, s.Paper.NOT_PRINTED)])
def test_a_printer_without_paper_is_told_and_tried_again_as_a_new_print(
    on_paper: bool, paper: s.Paper
) -> None:
    kiosk = filed(WITH_RESULT, granted(FIRST))
    told(kiosk, DOCUMENT)
    kiosk.happens(e.DocumentAsked(FIRST), e.DocumentFailed(OUT, on_paper=on_paper))
    assert document(kiosk) == s.DocumentPaper(FIRST, paper, OUT)
    kiosk.wait(1)
    kiosk.happens(e.Touched(), e.DocumentAsked(FIRST))
    told(kiosk, DOCUMENT)
    first, second = prints(kiosk)
    assert first.print_id != second.print_id


class TestRating:
    @pytest.fixture
    def kiosk(self) -> Kiosk:
        kiosk = filed(WITH_RESULT, granted(FIRST))
        told(kiosk, DOCUMENT)
        kiosk.happens(e.SlipPrinted(), e.Continued())
        kiosk.at(s.Rate)
        return kiosk

    def ratings(self, kiosk: Kiosk) -> list[SaveRating]:
        return [effect for effect in kiosk.asked if isinstance(effect, SaveRating)]

    def test_nothing_is_set_beforehand_and_going_on_rates_nothing(self, kiosk: Kiosk) -> None:
        assert (kiosk.at(s.Rate).level, kiosk.at(s.Rate).aspects) == (0, frozenset())
        kiosk.happens(e.Continued())
        assert self.ratings(kiosk) == []
        kiosk.at(s.Farewell)

    def test_a_level_and_what_it_is_about(self, kiosk: Kiosk) -> None:
        kiosk.happens(
            e.LevelChosen(2), e.AspectToggled(RatingAspect.GUIDE), e.AspectToggled(RatingAspect.OPERATION)
        )
        kiosk.happens(e.AspectToggled(RatingAspect.GUIDE), e.Continued())
        assert self.ratings(kiosk) == [SaveRating(FIRST, 2, frozenset({RatingAspect.OPERATION}))]
        kiosk.at(s.Farewell)

    def test_another_level_is_about_something_else(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.LevelChosen(1), e.AspectToggled(RatingAspect.GUIDE), e.LevelChosen(5))
        assert kiosk.at(s.Rate).aspects == frozenset()

    @pytest.mark.parametrize("level", [0, 6, -1])
    def test_there_are_five_levels(self, kiosk: Kiosk, level: int) -> None:
        kiosk.happens(e.LevelChosen(level), e.AspectToggled(RatingAspect.GUIDE))
        assert (kiosk.at(s.Rate).level, kiosk.at(s.Rate).aspects) == (0, frozenset())

    def test_who_walks_away_has_not_rated(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.LevelChosen(1))
        kiosk.wait(40)
        assert self.ratings(kiosk) == []
        kiosk.at(s.Farewell)

    def test_a_paper_that_fails_meanwhile_comes_back_to_say_so(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.DocumentFailed(OUT, on_paper=False))
        assert document(kiosk) == s.DocumentPaper(FIRST, s.Paper.NOT_PRINTED, OUT)

    def test_a_paper_that_comes_out_meanwhile_disturbs_nobody(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.LevelChosen(4), e.DocumentPrinted())
        assert kiosk.at(s.Rate).level == 4
        assert kiosk.at(s.Rate).result.document == s.DocumentPaper(FIRST, s.Paper.PRINTED)
        assert not [effect for effect in kiosk.asked[-1:] if isinstance(effect, Ask)]
