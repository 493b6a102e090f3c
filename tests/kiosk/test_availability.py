"""Can it be done here, now? And if not: where, how far, and are they open?"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from config.faults import FaultCode
from kiosk.availability import Hindrance, Obstacle, hindrances
from kiosk.catalogue.item import Hours, Item, Needs
from kiosk.catalogue.reference import PlaceKind, ServicePlace
from kiosk.catalogue.words import Text
from kiosk.nearby import can_do, distance_km, is_open, nearest, within_hours
from kiosk.visit.sample_hall import GUIDE_ONLY, ITEM
from kiosk.visit.surroundings import Surroundings

HALL_TIME = ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime(2026, 5, 6, 10, 30, tzinfo=HALL_TIME)
SUNDAY = datetime(2026, 5, 10, 10, 30, tzinfo=HALL_TIME)
WELL = Surroundings(platform_online=True)
HERE = (20.0222, 110.3293)
WORDS = Text(zh="示例大厅", en="Sample hall")
OFFICE = (Hours(opens="08:30", closes="12:00"), Hours(opens="14:30", closes="17:30"))
PRINTS = ITEM.model_copy(update={"needs": Needs(devices=("id_card", "page_printer"), network=True)})
MONDAYS = ITEM.model_copy(update={"hours": (Hours(days=(1,), opens="09:00", closes="10:00"),)})


def place(name: str, lat: float = 20.03, **more: object) -> ServicePlace:
    told = {
        "id": name, "name": WORDS, "kind": PlaceKind.COMMUNITY, "address": WORDS, "district": "460108", "lat": lat,
        "lon": 110.33, "around_the_clock": True, "devices": ("id_card",), **more,
    }  # fmt: skip
    return ServicePlace.model_validate(told)


def obstacles(item: Item, around: Surroundings = WELL, now: datetime = WEDNESDAY) -> list[Obstacle]:
    return [one.obstacle for one in hindrances([item], around, now)]


def test_an_item_with_all_it_needs_can_be_done() -> None:
    assert obstacles(PRINTS) == []


def test_a_guide_is_read_here_and_done_elsewhere() -> None:
    assert obstacles(GUIDE_ONLY) == [Obstacle.GUIDE_ONLY]


def test_each_thing_that_is_missing_is_told() -> None:
    around = Surroundings(devices={"page_printer": FaultCode.PAGE_PRINTER_PAPER_OUT})
    assert hindrances([PRINTS], around, WEDNESDAY) == (
        Hindrance(Obstacle.NO_DEVICE, fault=FaultCode.PAGE_PRINTER_PAPER_OUT),
        Hindrance(Obstacle.NO_LINE),
    )


def test_without_a_card_reader_the_telephone_still_tells_who_it_is() -> None:
    broken = Surroundings(reader=FaultCode.READER_UNPLUGGED, platform_online=True)
    assert obstacles(PRINTS, broken) == []


def test_what_needs_no_line_is_done_offline() -> None:
    assert obstacles(ITEM, Surroundings()) == []


@pytest.mark.parametrize(("day", "told"), [(4, []), (5, [Obstacle.CLOSED])])
def test_a_service_with_hours_is_closed_outside_them(day: int, told: list[Obstacle]) -> None:
    assert obstacles(MONDAYS, now=datetime(2026, 5, day, 9, 30, tzinfo=HALL_TIME)) == told


def test_a_department_whose_system_is_away_is_told() -> None:
    around = Surroundings(platform_online=True, departments_down=frozenset({"示例局"}))
    assert obstacles(ITEM, around) == [Obstacle.DEPARTMENT_DOWN]


def test_the_operators_words_come_first_and_a_cart_tells_each_thing_once() -> None:
    found = hindrances([PRINTS, PRINTS, GUIDE_ONLY], Surroundings(), WEDNESDAY, withdrawn=WORDS)
    assert found == (
        Hindrance(Obstacle.WITHDRAWN, message=WORDS),
        Hindrance(Obstacle.NO_LINE),
        Hindrance(Obstacle.GUIDE_ONLY),
    )


@pytest.mark.parametrize(
    ("hour", "minute", "is_within"),
    [(8, 29, False), (8, 30, True), (11, 59, True), (12, 0, False), (14, 30, True), (17, 30, False)],
)
def test_a_counter_opens_on_the_minute_and_closes_on_it(hour: int, minute: int, is_within: bool) -> None:
    assert within_hours(OFFICE, WEDNESDAY.replace(hour=hour, minute=minute)) is is_within
    assert not within_hours(OFFICE, SUNDAY.replace(hour=hour, minute=minute))


def test_open_places_come_before_near_ones_and_no_more_than_three() -> None:
    shut = place("SHUT", 20.023, around_the_clock=False, hours=OFFICE)
    far, near, farther, farthest = (
        place(name, lat) for name, lat in (("FAR", 20.09), ("NEAR", 20.03), ("C", 20.2), ("D", 20.4))
    )
    found = nearest([farthest, shut, far, farther, near], HERE, ITEM, SUNDAY)
    assert [one.place.id for one in found] == ["NEAR", "FAR", "C"]
    weekday = nearest([far, shut, near], HERE, ITEM, WEDNESDAY)
    assert [one.place.id for one in weekday] == ["SHUT", "NEAR", "FAR"]
    assert is_open(shut, WEDNESDAY)
    assert not is_open(shut, SUNDAY)


def test_a_place_must_have_the_department_and_the_devices() -> None:
    assert can_do(place("A"), ITEM)
    assert not can_do(place("B", departments=("别的局",)), ITEM)
    assert not can_do(place("C"), PRINTS), "no page printer there"
    assert can_do(place("D", devices=("id_card", "page_printer")), PRINTS)


def test_what_no_kiosk_finishes_needs_a_hall_with_people() -> None:
    with_people = place("HALL", kind=PlaceKind.HALL, around_the_clock=False, hours=OFFICE)
    at_night = place("NIGHT", kind=PlaceKind.HALL)
    assert can_do(with_people, GUIDE_ONLY)
    assert not can_do(at_night, GUIDE_ONLY)
    assert not can_do(place("STREET"), GUIDE_ONLY)


def test_a_degree_along_the_meridian_is_a_hundred_and_eleven_kilometres() -> None:
    assert distance_km((20.0, 110.0), (21.0, 110.0)) == pytest.approx(111.195, abs=0.001)
    assert distance_km(HERE, HERE) == 0
