"""The officer's desk: what waits is read, opened, and decided once."""

import logging

import pytest
import requests

from central.officer_api import RejectionList
from central.officers import OfficerDecision, OpenedCase
from central.platform import Platform
from kiosk.case import CaseState, CaseStep
from kiosk.credit import Grade
from kiosk.person import IdentifiedBy
from sync.contract import (
    Case,
    CaseAnswers,
    Trust,
)
from tests.central.hall import (
    ELDER,
    OTHER_ELDER,
    SCAN,
    TODAY,
    Kiosk,
    case_of,
    error_of,
    fill_in,
    rejection_of,
    seal,
)

TYPED_IN = ELDER.model_copy(update={"identified_by": IdentifiedBy.DECLARED})
OTHER_TYPED_IN = OTHER_ELDER.model_copy(update={"identified_by": IdentifiedBy.DECLARED})


class Officer:
    """Somebody with the token, at the platform's own desk."""

    def __init__(self, url: str, token: str) -> None:
        self._url = f"{url}/v1/officer"
        self._headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str) -> requests.Response:
        return requests.get(self._url + path, headers=self._headers, timeout=20)

    def put_down(self, departments: list[str]) -> requests.Response:
        body = {"departments": departments}
        return requests.put(f"{self._url}/departments/down", json=body, headers=self._headers, timeout=20)

    def waiting(self, query: str = "") -> tuple[Case, ...]:
        response = self.get(f"/cases?state=accepted{query}")
        assert response.status_code == 200, response.text
        return CaseAnswers.model_validate_json(response.content).cases

    def decide(self, case_id: str, decision: OfficerDecision) -> requests.Response:
        return self.decide_with(case_id, decision.model_dump_json().encode())

    def decide_with(self, case_id: str, body: bytes) -> requests.Response:
        url = f"{self._url}/cases/{case_id}/decision"
        return requests.post(url, data=body, headers=self._headers, timeout=20)


GRANT = OfficerDecision(state=CaseState.GRANTED)
REFUSE = OfficerDecision(state=CaseState.REFUSED, reasons=("local_number",))


@pytest.fixture
def officer(url: str, platform: Platform) -> Officer:
    return Officer(url, platform.officer_token)


def test_without_the_token_the_desk_is_closed(url: str, kiosk: Kiosk) -> None:
    for token in ("", "wrong", "\u7b26"):
        headers = {"Authorization": f"Bearer {token}".encode()}
        response = requests.get(f"{url}/v1/officer/cases?state=accepted", headers=headers, timeout=20)
        assert error_of(response) == (401, "not_an_officer")
    assert error_of(kiosk.send("GET", "/v1/officer/cases")) == (401, "not_an_officer")


def test_a_waiting_case_is_listed_opened_and_granted_with_its_amount(
    kiosk: Kiosk, trust: Trust, officer: Officer
) -> None:
    application = fill_in(TYPED_IN, scans=[SCAN])
    waiting = case_of(kiosk.file(seal(application, trust, [SCAN])))
    kiosk.file(seal(fill_in(OTHER_ELDER), trust))
    assert officer.waiting() == (waiting,)
    opened = officer.get(f"/cases/{waiting.id}")
    assert opened.headers["Cache-Control"] == "no-store"
    steps = tuple(CaseStep(state=state, at=TODAY) for state in (CaseState.RECEIVED, CaseState.ACCEPTED))
    assert OpenedCase.model_validate_json(opened.content) == OpenedCase(
        case=waiting, application=application, grade=Grade.BLUE, steps=steps
    )
    assert officer.get(f"/cases/{waiting.id}/attachments/0").content == SCAN
    assert error_of(officer.get(f"/cases/{waiting.id}/attachments/1")) == (404, "not_found")
    decided = Case.model_validate_json(officer.decide(waiting.id, GRANT).content)
    assert (decided.state, decided.amount, decided.reasons) == (CaseState.GRANTED, "205", ())
    assert decided.decided_at is not None
    assert officer.waiting() == ()


def test_a_decision_stands_and_repeating_it_changes_nothing(
    kiosk: Kiosk, trust: Trust, officer: Officer
) -> None:
    waiting = case_of(kiosk.file(seal(fill_in(TYPED_IN), trust)))
    first = officer.decide(waiting.id, REFUSE)
    assert officer.decide(waiting.id, REFUSE).content == first.content
    assert error_of(officer.decide(waiting.id, GRANT)) == (409, "already_decided")
    assert Case.model_validate_json(first.content).reasons == ("local_number",)


def test_an_officer_must_know_it_to_grant_a_person_the_same_item_twice(
    kiosk: Kiosk, trust: Trust, officer: Officer
) -> None:
    """Both waited, so neither was marked when it came."""
    first, second = (case_of(kiosk.file(seal(fill_in(TYPED_IN), trust))) for _ in range(2))
    assert officer.decide(first.id, GRANT).status_code == 200
    assert error_of(officer.decide(second.id, GRANT)) == (409, "already_granted")
    assert [case.id for case in officer.waiting()] == [second.id]
    knowing = OfficerDecision(state=CaseState.GRANTED, reasons=("already_granted",))
    assert officer.decide(second.id, knowing).status_code == 200


def test_somebody_granted_by_an_officer_is_not_granted_again_at_once(
    kiosk: Kiosk, trust: Trust, officer: Officer
) -> None:
    waiting = case_of(kiosk.file(seal(fill_in(TYPED_IN), trust)))
    officer.decide(waiting.id, GRANT)
    again = case_of(kiosk.file(seal(fill_in(), trust)))
    assert (again.state, again.reasons) == (CaseState.ACCEPTED, ("already_granted",))
    typed_again = case_of(kiosk.file(seal(fill_in(TYPED_IN), trust)))
    assert typed_again.reasons == ("read_from_chip", "already_granted")


def test_an_officer_cannot_write_a_persons_name_outside_the_seal(
    kiosk: Kiosk, trust: Trust, officer: Officer
) -> None:
    waiting = case_of(kiosk.file(seal(fill_in(TYPED_IN), trust)))
    body = '{"state": "refused", "reasons": ["符玉莲未到场"]}'.encode()
    response = officer.decide_with(waiting.id, body)
    assert error_of(response) == (422, "not_understood")
    assert "符" not in response.text
    for state in ("accepted", "received", "nonsense"):
        response = officer.decide_with(waiting.id, b'{"state": "%s"}' % state.encode())
        assert error_of(response) == (422, "not_understood")


def test_a_long_queue_comes_in_pages(kiosk: Kiosk, trust: Trust, officer: Officer) -> None:
    filed = [case_of(kiosk.file(seal(fill_in(OTHER_TYPED_IN), trust))) for _ in range(3)]
    first = officer.waiting("&limit=2")
    second = officer.waiting(f"&limit=2&after={first[-1].acceptance_number}")
    assert list(first + second) == filed


def test_staff_see_what_was_turned_away_and_repeats_only_once(
    kiosk: Kiosk, trust: Trust, officer: Officer
) -> None:
    sealed = seal(fill_in(form={}), trust)
    for _ in range(2):
        rejection_of(kiosk.file(sealed))
    (seen,) = RejectionList.model_validate_json(officer.get("/rejections").content).rejections
    assert (seen.id, seen.code, seen.item) == (sealed.id, "not_in_order", sealed.item)
    assert seen.station == kiosk.name
    assert "form.phone" in seen.fields


def test_unknown_cases_and_wrong_questions_are_answered_in_the_one_shape(officer: Officer) -> None:
    assert error_of(officer.get("/cases/0000-0000-0000-0000-0")) == (404, "not_found")
    assert error_of(officer.decide("0000-0000-0000-0000-0", GRANT)) == (404, "no_such_case")
    for question in ("/cases", "/cases?state=符玉莲", "/cases?state=accepted&limit=0", "/cases/符玉莲"):
        response = officer.get(question)
        assert error_of(response) == (422, "not_understood")
        assert "符" not in response.text


def test_reading_a_case_leaves_a_trace_without_the_person(
    kiosk: Kiosk, trust: Trust, officer: Officer, caplog: pytest.LogCaptureFixture
) -> None:
    waiting = case_of(kiosk.file(seal(fill_in(TYPED_IN), trust)))
    with caplog.at_level(logging.DEBUG):
        officer.get(f"/cases/{waiting.id}")
    assert f"case {waiting.id} was opened for an officer" in caplog.text
    assert ELDER.name not in caplog.text


def test_an_officer_says_which_departments_are_down_and_every_station_hears_it(
    url: str, officer: Officer
) -> None:
    assert officer.put_down(["海口市民政局"]).status_code == 200
    assert requests.get(f"{url}/v1/health", timeout=20).json()["departments_down"] == ["海口市民政局"]
    officer.put_down([])
    assert requests.get(f"{url}/v1/health", timeout=20).json()["departments_down"] == []
