"""What a station offers at a moment, as its operators have set it."""

from dataclasses import replace

from kiosk.catalogue.words import Text
from kiosk.offer.hours import opening_hours
from kiosk.offer.offer import (
    Announcement,
    OfferChanges,
    Offered,
    Source,
    Switch,
    Tone,
    Withdrawn,
    offer_at,
)
from tests.kiosk.offer.operator_room import (
    CARD,
    DEVICE,
    ITEM,
    MONDAY,
    OFF,
    ON,
    SUBSIDY,
    THEME,
    UNDER_REPAIR,
    at,
)


def standing(switch: Switch, hour: int, minute: int = 0) -> Offered | Withdrawn:
    return offer_at(OfferChanges(switches={(ITEM, CARD): switch}), at(30, hour, minute)).item(CARD, "elderly")


def test_what_nobody_touched_is_offered_as_the_catalogue_says() -> None:
    assert offer_at(OfferChanges(), MONDAY).item(CARD, "elderly") == Offered(Source.CATALOGUE)


def test_a_switched_off_item_is_withdrawn_with_its_message() -> None:
    assert standing(OFF, 9) == Withdrawn(UNDER_REPAIR, None, Source.SWITCH)


def test_off_until_noon_is_back_at_noon() -> None:
    until_noon = replace(OFF, until=at(30, 12))
    assert standing(until_noon, 11, 59) == Withdrawn(UNDER_REPAIR, at(30, 12), Source.SCHEDULE)
    assert standing(until_noon, 12) == Offered(Source.SCHEDULE)


def test_off_from_tonight_is_offered_until_then_and_says_when_it_ends() -> None:
    from_tonight = replace(OFF, starts=at(30, 18))
    assert standing(from_tonight, 9) == Offered(Source.SCHEDULE, at(30, 18))
    assert standing(from_tonight, 18) == Withdrawn(UNDER_REPAIR, None, Source.SCHEDULE)


def test_an_active_period_is_offered_within_and_withdrawn_before_and_after() -> None:
    season = replace(ON, starts=at(30, 10), until=at(30, 16))
    assert standing(season, 9) == Withdrawn(None, at(30, 10), Source.SCHEDULE)
    assert standing(season, 10) == Offered(Source.SCHEDULE, at(30, 16))
    assert standing(season, 16) == Withdrawn(None, None, Source.SCHEDULE)


def test_an_item_with_hours_says_when_it_opens_again() -> None:
    office = Switch(True, hours=(opening_hours("mon-fri 08:30-17:30"),))
    assert standing(office, 12) == Offered(Source.SCHEDULE)
    assert standing(office, 18) == Withdrawn(None, at(31, 8, 30), Source.SCHEDULE)


def test_off_wins_wherever_it_was_said() -> None:
    theme_off = OfferChanges(switches={(THEME, "elderly"): OFF, (ITEM, CARD): ON})
    offer = offer_at(theme_off, MONDAY)
    assert offer.item(CARD, "elderly") == Withdrawn(UNDER_REPAIR, None, Source.THEME)
    assert offer.item(CARD, "housing") == Offered(Source.SWITCH)
    item_off = OfferChanges(switches={(THEME, "elderly"): ON, (ITEM, CARD): OFF})
    assert isinstance(offer_at(item_off, MONDAY).item(CARD, "elderly"), Withdrawn)
    assert isinstance(offer_at(item_off, MONDAY).item(SUBSIDY, "elderly"), Offered)


def test_an_item_off_for_itself_and_with_its_theme_is_back_when_both_are() -> None:
    both = {(THEME, "elderly"): replace(OFF, until=at(30, 15)), (ITEM, CARD): replace(OFF, until=at(30, 12))}
    told = offer_at(OfferChanges(switches=both), MONDAY).item(CARD, "elderly")
    assert told == Withdrawn(UNDER_REPAIR, at(30, 15), Source.SCHEDULE)
    for_ever = both | {(THEME, "elderly"): OFF}
    assert offer_at(OfferChanges(switches=for_ever), MONDAY).item(CARD, "elderly").until is None


def test_a_device_is_on_unless_it_was_switched_off() -> None:
    offer = offer_at(OfferChanges(switches={(DEVICE, "speaker"): OFF}), MONDAY)
    assert not offer.device_enabled("speaker")
    assert offer.device_enabled("scanner")


def test_announcements_are_shown_in_their_time_the_warnings_first() -> None:
    text = Text(zh="通知", en="Notice")
    announcements = (
        Announcement(1, text),
        Announcement(2, text, until=at(30, 9)),
        Announcement(3, text, starts=at(30, 10)),
        Announcement(4, text, Tone.WARNING),
        Announcement(5, text),
    )
    shown = offer_at(OfferChanges(announcements=announcements), at(30, 9)).announcements
    assert [each.id for each in shown] == [4, 5, 1]


def test_the_station_is_open_in_its_hours() -> None:
    changes = OfferChanges(hours=(opening_hours("daily 08:00-12:00"),))
    assert offer_at(changes, at(30, 11)).open_now
    assert not offer_at(changes, at(30, 12)).open_now


def test_two_offers_that_offer_the_same_are_equal() -> None:
    changes = OfferChanges(3, {(ITEM, CARD): OFF})
    assert offer_at(changes, at(30, 9)) == offer_at(changes, at(30, 10))
