"""Where does my case stand? Told to the people whose it is; others get nothing, not even why."""

from datetime import timedelta

import pytest

from kiosk.case import CaseState, CaseView
from kiosk.person import Person
from kiosk.question import (
    AskDocument,
    AskProgressByNumber,
    AskProgressByPerson,
    ConfirmationTaken,
    ConfirmDelegation,
    NothingFound,
    ProgressTold,
)
from tests.central.city import (
    AUNT,
    COMPARED,
    CONFIRMED,
    GRANDMOTHER,
    NEIGHBOUR,
    SLOW,
    SON,
    CityKiosk,
    HallClock,
    Office,
)
from tests.central.hall import FORM, fresh_id

FOR_PARENT = {"situation": "delegate", "agent": SON, "form": {**FORM, "relation": "child"}}


def test_the_card_shows_its_owners_cases_and_those_filed_for_others(city_kiosk: CityKiosk) -> None:
    own = city_kiosk.apply(SLOW, GRANDMOTHER)
    filed_for_aunt = city_kiosk.apply(SLOW, AUNT, **FOR_PARENT)
    assert [view.application_id for view in _cases(city_kiosk, GRANDMOTHER.id_number)] == [own.id]
    assert [view.application_id for view in _cases(city_kiosk, AUNT.id_number)] == [filed_for_aunt.id]
    assert [view.application_id for view in _cases(city_kiosk, SON.id_number)] == [filed_for_aunt.id]
    assert _cases(city_kiosk, NEIGHBOUR.id_number) == ()


def test_each_step_has_its_time(city_kiosk: CityKiosk, office: Office, clock: HallClock) -> None:
    case = city_kiosk.apply(SLOW, GRANDMOTHER)
    clock.pass_time(timedelta(days=1))
    office.decide(case.id, CaseState.GRANTED)
    (view,) = _cases(city_kiosk, GRANDMOTHER.id_number)
    received, accepted, granted = view.steps
    assert [step.state for step in view.steps] == ["received", "accepted", "granted"]
    assert accepted.at == received.at
    assert granted.at - received.at == timedelta(days=1)
    assert view.applicant == "符*兰"
    assert view.promised_by == case.promised_by


def test_the_number_alone_tells_the_state_and_no_name(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(COMPARED, GRANDMOTHER)
    for number in (case.id, case.acceptance_number, case.id.replace("-", " ").lower()):
        told = city_kiosk.ask(AskProgressByNumber(number=number))
        assert isinstance(told, ProgressTold)
        (view,) = told.cases
        assert (view.state, view.applicant, view.has_document) == (CaseState.GRANTED, "", False)


def test_with_the_last_four_the_masked_name_is_told_to_applicant_and_delegate(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(COMPARED, AUNT, **FOR_PARENT)
    for last_four in ("0029", "1239"):
        told = city_kiosk.ask(AskProgressByNumber(number=case.acceptance_number, last_four=last_four))
        assert isinstance(told, ProgressTold)
        assert (told.cases[0].applicant, told.cases[0].has_document) == ("吴*娥", True)


def test_what_is_not_there_and_what_is_not_yours_sound_alike(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(SLOW, GRANDMOTHER)
    for question in (
        AskProgressByNumber(number=fresh_id()),
        AskProgressByNumber(number="nonsense"),
        AskProgressByNumber(number=case.id, last_four="9999"),
        AskDocument(application_id=case.id, holder=SON.id_number),
        ConfirmDelegation(application_id=case.id, principal=GRANDMOTHER.id_number, agrees=True),
    ):
        assert city_kiosk.ask(question) == NothingFound()


def test_after_five_wrong_guesses_even_the_right_one_waits(city_kiosk: CityKiosk, clock: HallClock) -> None:
    case = city_kiosk.apply(SLOW, GRANDMOTHER)
    right = AskProgressByNumber(number=case.id, last_four="0027")
    for guess in range(5):
        assert city_kiosk.ask(right.model_copy(update={"last_four": f"000{guess}"})) == NothingFound()
    assert city_kiosk.ask(right) == NothingFound()
    by_the_other_number = right.model_copy(update={"number": case.acceptance_number})
    assert city_kiosk.ask(by_the_other_number) == NothingFound()
    clock.pass_time(timedelta(minutes=15))
    assert isinstance(city_kiosk.ask(right), ProgressTold)


def test_four_wrong_guesses_do_not_lock_the_owner_out(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(SLOW, GRANDMOTHER)
    for _ in range(2):
        for guess in range(4):
            city_kiosk.ask(AskProgressByNumber(number=case.id, last_four=f"000{guess}"))
        assert isinstance(city_kiosk.ask(AskProgressByNumber(number=case.id, last_four="0027")), ProgressTold)


def test_what_is_filed_for_another_waits_until_they_confirm_and_is_then_decided(
    city_kiosk: CityKiosk,
) -> None:
    case = city_kiosk.apply(CONFIRMED, AUNT, **FOR_PARENT)
    assert (case.state, case.reasons) == (CaseState.ACCEPTED, ("principal_confirmation",))
    (hers,) = _cases(city_kiosk, AUNT.id_number)
    (his,) = _cases(city_kiosk, SON.id_number)
    assert (hers.confirms, his.confirms) == (True, False)
    yes = ConfirmDelegation(application_id=case.id, principal=AUNT.id_number, agrees=True)
    for _ in range(2):
        taken = city_kiosk.ask(yes)
        assert taken == ConfirmationTaken(application_id=case.id, state=CaseState.GRANTED)
    (decided,) = city_kiosk.query(case.id)
    assert (decided.amount, decided.reasons, decided.has_document) == ("105", (), True)


def test_a_no_refuses_it_and_a_later_yes_changes_nothing(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(CONFIRMED, AUNT, **FOR_PARENT)
    for agrees in (False, True):
        word = ConfirmDelegation(application_id=case.id, principal=AUNT.id_number, agrees=agrees)
        assert city_kiosk.ask(word) == ConfirmationTaken(application_id=case.id, state=CaseState.REFUSED)
    assert city_kiosk.query(case.id)[0].reasons == ("principal_declined",)


@pytest.mark.parametrize("other", [SON, GRANDMOTHER])
def test_nobody_else_confirms_not_even_the_delegate(city_kiosk: CityKiosk, other: Person) -> None:
    case = city_kiosk.apply(CONFIRMED, AUNT, **FOR_PARENT)
    word = ConfirmDelegation(application_id=case.id, principal=other.id_number, agrees=True)
    assert city_kiosk.ask(word) == NothingFound()
    assert city_kiosk.query(case.id)[0].state is CaseState.ACCEPTED


def test_a_confirmation_that_would_grant_twice_goes_to_an_officer(city_kiosk: CityKiosk) -> None:
    first, second = (city_kiosk.apply(CONFIRMED, AUNT, **FOR_PARENT) for _ in range(2))
    states = [
        city_kiosk.ask(ConfirmDelegation(application_id=case.id, principal=AUNT.id_number, agrees=True))
        for case in (first, second)
    ]
    assert [taken.state for taken in states if isinstance(taken, ConfirmationTaken)] == [
        CaseState.GRANTED,
        CaseState.ACCEPTED,
    ]
    assert city_kiosk.query(second.id)[0].reasons == ("already_granted",)


def _cases(kiosk: CityKiosk, holder: str) -> tuple[CaseView, ...]:
    told = kiosk.ask(AskProgressByPerson(holder=holder))
    assert isinstance(told, ProgressTold)
    return told.cases
