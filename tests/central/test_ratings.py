"""Residents' ratings: one for each application, whenever it arrives."""

from sqlalchemy import select

from central.platform import Platform
from central.tables import rating
from sync.contract import Rating, Ratings, RatingsTaken
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
