"""Residents' ratings: one for each occurrence, whenever it arrives; the bad ones are called back."""

from datetime import date, timedelta

from sqlalchemy import select

from central.officer_api import CallBackList
from central.platform import Platform
from central.tables import rating
from kiosk.rating import RatingAspect
from sync.contract import Rating, Ratings, RatingsTaken
from tests.central.city import CityKiosk, HallClock, Office
from tests.central.hall import Kiosk, error_of, fresh_id


def _rate(kiosk: Kiosk, *items: Rating) -> tuple[str, ...]:
    response = kiosk.send("POST", "/v1/ratings", Ratings(items=items).model_dump_json().encode())
    assert response.status_code == 200
    return RatingsTaken.model_validate_json(response.content).ids


def test_the_first_rating_counts_and_a_repeat_is_taken_without_effect(
    kiosk: Kiosk, platform: Platform
) -> None:
    one, two = fresh_id(), fresh_id()
    assert _rate(kiosk, Rating(id=one, level=5)) == (one,)
    assert _rate(kiosk, Rating(id=one, level=1), Rating(id=two, level=3)) == (one, two)
    with platform.database.reading() as connection:
        rows = connection.execute(select(rating.c.case_id, rating.c.level)).all()
    assert {row.case_id: row.level for row in rows} == {one: 5, two: 3}


def test_a_sixth_level_is_refused(kiosk: Kiosk) -> None:
    body = b'{"items": [{"id": "%s", "level": 6}]}' % fresh_id().encode()
    assert error_of(kiosk.send("POST", "/v1/ratings", body)) == (422, "not_understood")


def test_somebody_who_was_dissatisfied_is_called_back_within_fifteen_working_days(
    city_kiosk: CityKiosk, office: Office, clock: HallClock
) -> None:
    good, bad, worse = fresh_id(), fresh_id(), fresh_id()
    aspects = (RatingAspect.GUIDE, RatingAspect.OPERATION)
    _rate(city_kiosk, Rating(id=good, level=3), Rating(id=bad, level=2, aspects=aspects))
    clock.pass_time(timedelta(days=1))
    _rate(city_kiosk, Rating(id=worse, level=1))
    due = CallBackList.model_validate_json(office.get("/ratings").content).call_backs
    assert [(one.id, one.level, one.aspects) for one in due] == [(bad, 2, aspects), (worse, 1, ())]
    assert due[0].call_back_by == date(2026, 5, 26)  # from 6 May, the worked Saturday of 9 May among them
    assert office.post(f"/officer/ratings/{bad}/call-back").status_code == 200
    left = CallBackList.model_validate_json(office.get("/ratings").content).call_backs
    assert [one.id for one in left] == [worse]
    for nobody in (good, fresh_id()):
        assert error_of(office.post(f"/officer/ratings/{nobody}/call-back")) == (404, "not_found")


def test_a_query_without_an_application_is_rated_under_a_number_of_its_own(
    city_kiosk: CityKiosk, office: Office
) -> None:
    occurrence = fresh_id()
    assert _rate(city_kiosk, Rating(id=occurrence, level=1, item="HK-MZ-0261")) == (occurrence,)
    (due,) = CallBackList.model_validate_json(office.get("/ratings").content).call_backs
    assert (due.id, due.item) == (occurrence, "HK-MZ-0261")


def test_an_aspect_that_nobody_published_is_refused(kiosk: Kiosk) -> None:
    body = b'{"items": [{"id": "%s", "level": 1, "aspects": ["staff"]}]}' % fresh_id().encode()
    assert error_of(kiosk.send("POST", "/v1/ratings", body)) == (422, "not_understood")
