"""Who acts for a company: its code, what the platform knows of it, and whose grade counts."""

import pytest

from kiosk.application import Company
from kiosk.credit import Grade
from kiosk.form import Problem, ProblemCode
from kiosk.question import AskCompany, AskStanding, CompanyTold, NothingFound, Silence, StandingTold
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.arriving import COMPANY_CODE
from kiosk.visit.effect import Ask
from tests.kiosk.visit.counters import (
    BOOKSHOP,
    COMPANYS,
    USCC,
    asked,
    begin,
    fill_in,
    submit,
    told,
    type_code,
)
from tests.kiosk.visit.resident_at_the_kiosk import CHILD, ELDER, Kiosk


def at_the_company(online: bool = True) -> Kiosk:
    kiosk = Kiosk(online=online)
    begin(kiosk, COMPANYS)
    kiosk.shows(s.CompanySignIn())
    return kiosk


@pytest.mark.parametrize(
    ("code", "problem"),
    [("", ProblemCode.REQUIRED), (USCC[:-1] + "A", ProblemCode.USCC), ("X", ProblemCode.USCC)],
)
def test_a_wrong_code_is_told_before_anybody_is_asked(code: str, problem: ProblemCode) -> None:
    kiosk = at_the_company()
    type_code(kiosk, code)
    kiosk.shows(s.CompanySignIn(Problem(problem, f"form.{COMPANY_CODE}")))
    assert not [one for one in kiosk.asked if isinstance(one, Ask) and isinstance(one.question, AskCompany)]
    kiosk.answer(**{COMPANY_CODE: USCC})
    kiosk.shows(s.CompanySignIn())


def test_the_companys_agent_goes_on_for_it_and_its_grade_counts() -> None:
    kiosk = at_the_company()
    kiosk.happens(e.Told(AskStanding(holder=ELDER.id_number), StandingTold(grade=Grade.RED, recorded=True)))
    type_code(kiosk, f" {USCC.lower()} ")
    assert asked(kiosk) == AskCompany(uscc=USCC, holder=ELDER.id_number)
    told(kiosk, CompanyTold(company=BOOKSHOP, acts=True))
    kiosk.shows(s.ChooseSituation())
    assert (kiosk.session.company, kiosk.session.grade) == (BOOKSHOP, Grade.BLUE), "not the agent's own grade"
    theirs = AskStanding(holder=ELDER.id_number, company=USCC)
    assert asked(kiosk) == theirs
    kiosk.happens(e.Told(AskStanding(holder=ELDER.id_number), StandingTold(grade=Grade.RED, recorded=True)))
    assert str(kiosk.session.grade) == "blue"
    kiosk.happens(e.Told(theirs, StandingTold(grade=Grade.ORANGE, recorded=True)))
    assert str(kiosk.session.grade) == "orange"
    kiosk.happens(e.SituationChosen("self"))
    fill_in(kiosk)
    kiosk.happens(e.Continued())
    submit(kiosk)
    assert kiosk.saves()[0].parts[0].draft.company == BOOKSHOP


def test_somebody_who_is_no_agent_of_it_is_stopped() -> None:
    kiosk = at_the_company()
    type_code(kiosk)
    told(kiosk, CompanyTold(company=BOOKSHOP, acts=False))
    kiosk.shows(s.CompanySignIn(not_an_agent=True))
    assert kiosk.session.company is None


def test_a_code_that_nobody_knows_is_told() -> None:
    kiosk = at_the_company()
    type_code(kiosk)
    told(kiosk, NothingFound())
    kiosk.shows(s.CompanySignIn(Problem(ProblemCode.USCC, f"form.{COMPANY_CODE}")))


@pytest.mark.parametrize("online", [True, False])
def test_when_nobody_can_be_asked_the_platform_looks_again_later(online: bool) -> None:
    kiosk = at_the_company(online)
    type_code(kiosk)
    if online:
        told(kiosk, Silence.SLOW)
    kiosk.shows(s.ChooseSituation())
    assert kiosk.session.company == Company(uscc=USCC, name=USCC)


def test_an_answer_about_a_code_that_was_changed_meanwhile_is_dropped() -> None:
    kiosk = at_the_company()
    type_code(kiosk)
    question = asked(kiosk)
    kiosk.answer(**{COMPANY_CODE: USCC[:5]})
    kiosk.happens(e.Told(question, CompanyTold(company=BOOKSHOP, acts=True)))
    kiosk.shows(s.CompanySignIn())


def test_another_persons_card_acts_for_no_company_of_the_first() -> None:
    kiosk = at_the_company()
    type_code(kiosk)
    told(kiosk, CompanyTold(company=BOOKSHOP, acts=True))
    kiosk.happens(e.WentBack(), e.WentBack())
    kiosk.shows(s.Guide())
    kiosk.happens(e.Continued(), e.CardRead(CHILD, b""), e.Continued())
    kiosk.shows(s.CompanySignIn())
    assert kiosk.session.company is None
