"""The platform answers when its resident has gone: nothing of it reaches whoever stands there now."""

from collections.abc import Callable

import pytest

from kiosk.case import CaseState
from kiosk.credit import Grade
from kiosk.question import (
    Answer,
    AskDocument,
    AskStanding,
    CertificatesTold,
    CodeAccepted,
    CompanyTold,
    ConfirmationTaken,
    DocumentTold,
    ProgressTold,
    Silence,
    StandingTold,
)
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Ask, PrintDocument
from kiosk.visit.sample_hall import CASE, ITEM, NOW, PAPERS
from tests.kiosk.visit.counters import BOOKSHOP, COMPANYS, FIRST, HOUSEHOLD, asked, begin, type_code
from tests.kiosk.visit.everything_reachable import everything_reachable
from tests.kiosk.visit.resident_at_the_kiosk import CHILD, ELDER, Kiosk

CODE = "a-code-of-her-telephone"
NONCES = ("0123456789abcdef", "fedcba9876543210")
DOCUMENT = DocumentTold(
    number="HK-0001",
    title={"zh": "核准通知书"},
    issuer={"zh": "示例局"},
    lines=(("姓名", ELDER.name),),
    issued_at=NOW.wall,
    verification="https://example.invalid/1",
)
HERS = CASE.model_copy(update={"applicant": ELDER.masked_name, "has_document": True, "confirms": True})


def exchanging_a_code(kiosk: Kiosk) -> Answer:
    kiosk.happens(e.CodeScanned(CODE, NONCES[0]))
    return CodeAccepted(person=ELDER)


def exchanging_a_code_for_a_service(kiosk: Kiosk) -> Answer:
    kiosk.happens(e.Touched(), e.ItemChosen(ITEM, FIRST), e.Continued(), e.CodeScanned(CODE, NONCES[0]))
    return CodeAccepted(person=ELDER)


def asking_for_her_grade(kiosk: Kiosk) -> Answer:
    begin(kiosk, ITEM)
    return StandingTold(grade=Grade.BLACK, recorded=True)


def fetching_her_certificates(kiosk: Kiosk) -> Answer:
    begin(kiosk, PAPERS)
    kiosk.happens(e.SituationChosen("self"), e.CertificateToggled(""), e.Continued())
    return CertificatesTold(certificates=(HOUSEHOLD,))


def asking_for_her_company(kiosk: Kiosk) -> Answer:
    begin(kiosk, COMPANYS)
    type_code(kiosk)
    return CompanyTold(company=BOOKSHOP, acts=True)


def asking_for_her_cases(kiosk: Kiosk) -> Answer:
    kiosk.happens(e.Touched(), e.ProgressAsked(), e.CardRead(ELDER, b""))
    return ProgressTold(cases=(HERS,))


def asking_by_her_code(kiosk: Kiosk) -> Answer:
    kiosk.happens(e.Touched(), e.ProgressAsked(), e.CodeScanned(CODE, NONCES[0]))
    return CodeAccepted(person=ELDER)


def confirming(kiosk: Kiosk) -> Answer:
    asking_for_her_cases(kiosk)
    kiosk.happens(e.Told(asked(kiosk), ProgressTold(cases=(HERS,))))
    kiosk.happens(e.Confirmed(HERS.application_id, agrees=True))
    return ConfirmationTaken(application_id=HERS.application_id, state=CaseState.ACCEPTED)


def fetching_her_document(kiosk: Kiosk) -> Answer:
    asking_for_her_cases(kiosk)
    kiosk.happens(e.Told(asked(kiosk), ProgressTold(cases=(HERS,))), e.DocumentAsked(HERS.application_id))
    return DOCUMENT


def asking_what_is_due(kiosk: Kiosk) -> Answer:
    due = PAPERS.model_copy(update={"due": ()})
    kiosk.happens(e.Touched(), e.DueAsked((due,)), e.Continued(), e.CardRead(ELDER, b""))
    return CertificatesTold(certificates=(HOUSEHOLD,))


WAITING: list[Callable[[Kiosk], Answer]] = [
    exchanging_a_code,
    exchanging_a_code_for_a_service,
    asking_for_her_grade,
    fetching_her_certificates,
    asking_for_her_company,
    asking_for_her_cases,
    asking_by_her_code,
    confirming,
    fetching_her_document,
    asking_what_is_due,
]


def at_home(kiosk: Kiosk) -> None:
    kiosk.happens(e.Touched())


def with_a_card(kiosk: Kiosk) -> None:
    kiosk.happens(e.CardRead(CHILD, b""))


def at_the_same_service(kiosk: Kiosk) -> None:
    kiosk.happens(
        e.Touched(), e.ItemChosen(PAPERS, FIRST), e.Continued(), e.CardRead(CHILD, b""), e.Continued()
    )
    kiosk.happens(e.SituationChosen("delegate"))


def with_a_code_of_his_own(kiosk: Kiosk) -> None:
    kiosk.happens(e.CodeScanned(CODE, NONCES[1]))


def at_his_company(kiosk: Kiosk) -> None:
    kiosk.happens(
        e.Touched(), e.ItemChosen(COMPANYS, FIRST), e.Continued(), e.CardRead(CHILD, b""), e.Continued()
    )
    type_code(kiosk)


def at_his_cases(kiosk: Kiosk) -> None:
    kiosk.happens(e.Touched(), e.ProgressAsked(), e.CardRead(CHILD, b""))


def waiting_for_the_same_document(kiosk: Kiosk) -> None:
    at_his_cases(kiosk)
    kiosk.happens(e.Told(asked(kiosk), ProgressTold(cases=(CASE,))), e.DocumentAsked(CASE.application_id))


def at_what_is_due_to_him(kiosk: Kiosk) -> None:
    kiosk.happens(e.Touched(), e.DueAsked((PAPERS,)), e.Continued(), e.CardRead(CHILD, b""))


NEXT = [
    at_home,
    with_a_card,
    at_the_same_service,
    with_a_code_of_his_own,
    at_his_company,
    at_his_cases,
    at_what_is_due_to_him,
    waiting_for_the_same_document,
]


def graded(kiosk: Kiosk) -> str:
    return str(kiosk.session.grade)


def leave(kiosk: Kiosk) -> None:
    kiosk.happens(e.Left(), e.CardRemoved(), e.Wiped())
    kiosk.shows(s.Attract())
    assert kiosk.session.card is None


@pytest.mark.parametrize("following", NEXT, ids=lambda one: one.__name__)
@pytest.mark.parametrize("waiting", WAITING, ids=lambda one: one.__name__)
def test_a_late_answer_never_reaches_the_next_resident(
    waiting: Callable[[Kiosk], Answer], following: Callable[[Kiosk], None]
) -> None:
    kiosk = Kiosk()
    answer = waiting(kiosk)
    question = asked(kiosk)
    before = kiosk.visit
    kiosk.happens(e.Told(question, answer))
    assert kiosk.visit != before, "this answer is one that is waited for"
    kiosk = Kiosk()
    waiting(kiosk)
    question = asked(kiosk)
    leave(kiosk)
    following(kiosk)
    before, done = kiosk.visit, len(kiosk.asked)
    kiosk.happens(e.Told(question, answer))
    assert (kiosk.visit.state, kiosk.session) == (before.state, before.session)
    assert kiosk.asked[done:] == []
    assert not {ELDER.name, ELDER.id_number, ELDER.masked_name, "H-4711"} & everything_reachable(kiosk.visit)


def test_the_answer_for_who_left_and_came_again_is_their_own() -> None:
    kiosk = Kiosk()
    answer = asking_for_her_cases(kiosk)
    leave(kiosk)
    asking_for_her_cases(kiosk)
    kiosk.happens(e.Told(asked(kiosk), answer))
    assert kiosk.at(s.Cases).cases == (HERS,)


def test_a_grade_of_who_said_that_is_not_me_is_nothing_for_the_next_card() -> None:
    kiosk = Kiosk()
    kiosk.happens(
        e.Touched(), e.ItemChosen(ITEM, FIRST), e.Continued(), e.CardRead(ELDER, b""), e.Continued()
    )
    hers = AskStanding(holder=ELDER.id_number, birth=ELDER.birth)
    kiosk.happens(e.Told(hers, StandingTold(grade=Grade.RED, recorded=True)))
    assert graded(kiosk) == "red"
    kiosk.happens(e.WentBack(), e.WentBack(), e.Continued(), e.CardRead(CHILD, b""), e.Continued())
    assert graded(kiosk) == "blue"
    assert asked(kiosk) == AskStanding(holder=CHILD.id_number, birth=CHILD.birth)


def test_a_card_laid_over_another_at_the_guide_takes_nothing_over() -> None:
    kiosk = Kiosk()
    begin(kiosk, ITEM)
    kiosk.happens(e.Told(asked(kiosk), StandingTold(grade=Grade.RED, recorded=True)))
    kiosk.happens(e.SituationChosen("self"), e.WentBack(), e.WentBack(), e.WentBack(), e.HomeAsked())
    kiosk.happens(e.CardRead(ELDER, b""))
    kiosk.happens(e.CardRead(CHILD, b""))
    assert kiosk.session.standing is None


def test_a_paper_that_came_out_for_who_left_is_not_the_next_ones() -> None:
    """A page printer takes its time; "printed" may be said when somebody else waits for another paper."""
    kiosk = Kiosk()
    waiting_for_the_same_document(kiosk)
    kiosk.happens(e.DocumentPrinted())
    document = kiosk.at(s.Cases).document
    assert document == s.DocumentPaper(CASE.application_id), "still being fetched"
    kiosk.happens(e.Told(AskDocument(application_id=CASE.application_id, holder=CHILD.id_number), DOCUMENT))
    assert isinstance(kiosk.asked[-1], PrintDocument)


def test_nobody_answers_and_the_machine_goes_on() -> None:
    kiosk = Kiosk()
    kiosk.happens(e.CodeScanned(CODE, NONCES[0]))
    kiosk.happens(e.Told(asked(kiosk), Silence.SLOW))
    assert kiosk.at(s.Home).exchanging is None
    assert not [effect for effect in kiosk.asked[1:] if isinstance(effect, Ask)]
