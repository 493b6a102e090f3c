"""The operators' book: each change with its audit entry, undone when asked, and whole after damage."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from kiosk.offer.change import Announced, HotSet, Replaced, SettingSet, Switched, Ticked
from kiosk.offer.hours import opening_hours
from kiosk.offer.local_settings import local_settings
from kiosk.offer.offer import Kind, Offered, Source, Switch, Withdrawn
from kiosk.offer.store import ChangedSince, NothingToUndo, OfferBook
from kiosk.offer.supply import Supply
from kiosk.staff.audit_event import Action
from kiosk.staff.opening import open_records
from kiosk.staff.records import Records
from tests.kiosk.offer.operator_room import (
    CARD,
    DEVICE,
    ITEM,
    LIN,
    MONDAY,
    OFF,
    ON,
    SUBSIDY,
    THEME,
    UNDER_REPAIR,
    at,
)

CAPACITIES = {Supply.RECEIPT_ROLL: 300}


def actions(records: Records) -> list[str]:
    return [str(entry["action"]) for entry in records.entries()]


def is_offered(book: OfferBook, code: str = CARD) -> bool:
    return isinstance(book.offer(MONDAY).item(code, "elderly"), Offered)


def test_a_switch_holds_and_its_audit_entry_says_who_and_what_and_not_the_message(
    book: OfferBook, records: Records
) -> None:
    book.switch(ITEM, CARD, Switch(False, until=at(30, 12), message=UNDER_REPAIR), LIN, MONDAY)
    assert not is_offered(book)
    (entry,) = records.entries()
    assert (entry["actor"], entry["role"], entry["action"], entry["subject"]) == (
        "lin-fang",
        "operator",
        "item_scheduled",
        CARD,
    )
    assert entry["detail"] == {"change": 1, "until_s": int(at(30, 12).timestamp())}
    assert records.verify().is_whole


def test_what_is_set_survives_a_restart(book: OfferBook, records: Records) -> None:
    book.switch(
        ITEM, CARD, Switch(True, at(30, 8), at(31, 8), (opening_hours("daily 08:00-12:00"),)), LIN, MONDAY
    )
    book.announce(Announced(UNDER_REPAIR, until=at(31, 0)), LIN, MONDAY)
    before = book.changes()
    records.close()
    again = open_records(records.folder.root)
    assert OfferBook(again).changes() == before
    again.close()


def test_each_kind_of_change_is_in_the_audit_log(book: OfferBook, records: Records) -> None:
    book.switch(ITEM, CARD, OFF, LIN, MONDAY)
    book.switch(ITEM, CARD, ON, LIN, MONDAY)
    book.switch(THEME, "elderly", OFF, LIN, MONDAY)
    book.switch(DEVICE, "speaker", OFF, LIN, MONDAY)
    book.set_hours((opening_hours("daily 08:00-12:00"),), LIN, MONDAY)
    announced = book.announce(Announced(UNDER_REPAIR), LIN, MONDAY)
    book.end_announcement(announced.id, LIN, MONDAY)
    book.make(HotSet((CARD,)), LIN, MONDAY)
    book.make(Replaced(Supply.TONER), LIN, MONDAY)
    book.make(Ticked("screen_clean", MONDAY.date()), LIN, MONDAY)
    book.make(SettingSet("station.hotline", "12333"), LIN, MONDAY)
    book.undo(LIN, MONDAY)
    assert actions(records) == [
        Action.ITEM_DISABLED,
        Action.ITEM_ENABLED,
        Action.THEME_DISABLED,
        Action.DEVICE_DISABLED,
        Action.HOURS_SET,
        Action.ANNOUNCED,
        Action.ANNOUNCEMENT_ENDED,
        Action.HOT_LIST_SET,
        Action.SUPPLY_REPLACED,
        Action.CHECK_TICKED,
        Action.SETTING_CHANGED,
        Action.CHANGE_UNDONE,
    ]


def test_undoing_brings_back_what_was_before(book: OfferBook) -> None:
    book.switch(ITEM, CARD, Switch(False, until=at(30, 12)), LIN, MONDAY)
    book.switch(ITEM, CARD, OFF, LIN, MONDAY)
    book.undo(LIN, MONDAY)
    assert book.offer(MONDAY).item(CARD, "elderly") == Withdrawn(None, at(30, 12), Source.SCHEDULE)
    book.undo(LIN, MONDAY)
    assert is_offered(book)
    assert book.undo(LIN, MONDAY) == NothingToUndo()


def test_an_older_change_is_undone_only_before_a_later_one_of_the_same_thing(book: OfferBook) -> None:
    first = book.switch(ITEM, CARD, OFF, LIN, MONDAY)
    other = book.switch(ITEM, SUBSIDY, OFF, LIN, MONDAY)
    second = book.switch(ITEM, CARD, ON, LIN, MONDAY)
    assert book.undo(LIN, MONDAY, first.id) == ChangedSince(second.id)
    book.undo(LIN, MONDAY, other.id)
    assert is_offered(book, SUBSIDY)
    assert is_offered(book)
    assert book.undo(LIN, MONDAY, other.id) == NothingToUndo()
    assert book.undo(LIN, MONDAY, 99) == NothingToUndo()


def test_the_history_says_what_was_undone_and_by_which_change(book: OfferBook) -> None:
    book.switch(ITEM, CARD, OFF, LIN, MONDAY)
    book.undo(LIN, MONDAY)
    assert [(kept.id, kept.undone_by) for kept in book.history()] == [(2, None), (1, 2)]


def test_an_ended_announcement_is_gone_and_undoing_shows_it_again(book: OfferBook) -> None:
    kept = book.announce(Announced(UNDER_REPAIR), LIN, MONDAY)
    assert book.end_announcement(kept.id + 5, LIN, MONDAY) is None
    book.end_announcement(kept.id, LIN, MONDAY)
    assert book.offer(MONDAY).announcements == ()
    assert book.end_announcement(kept.id, LIN, MONDAY) is None
    book.undo(LIN, MONDAY)
    assert [each.id for each in book.offer(MONDAY).announcements] == [kept.id]


def test_either_all_changes_of_one_command_hold_or_none(book: OfferBook, records: Records) -> None:
    with pytest.raises(ValueError, match="code"):
        book.make_all([HotSet((CARD,)), Ticked("screen_clean", MONDAY.date()), _bad_switch()], LIN, MONDAY)
    assert book.history() == []
    assert actions(records) == []


def _bad_switch() -> Switched:
    return Switched(Kind.ITEM, "no code", OFF)


def test_a_change_that_cannot_be_audited_does_not_happen(book: OfferBook, records: Records) -> None:
    """The two are one transaction: where the log takes no entry, the switch stays as it was."""
    with closing(sqlite3.connect(records.folder.database)) as connection, connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(SQLAlchemyError):
        book.switch(ITEM, CARD, OFF, LIN, MONDAY)
    assert is_offered(book)
    assert book.history() == []


def test_a_flipped_bit_in_a_change_counts_as_never_made(book: OfferBook, records: Records) -> None:
    book.switch(ITEM, CARD, ON, LIN, MONDAY)
    book.switch(ITEM, SUBSIDY, OFF, LIN, MONDAY)
    with closing(sqlite3.connect(records.folder.database)) as connection, connection:
        connection.execute("UPDATE change SET body = replace(body, 'true', 'false') WHERE id = 1")
    assert is_offered(book)
    assert not is_offered(book, SUBSIDY)
    assert [kept.id for kept in book.history()] == [2]


def test_a_fresh_roll_starts_the_count_anew_and_undoing_puts_it_back(book: OfferBook) -> None:
    for _ in range(7):
        book.use(Supply.RECEIPT_ROLL)
    assert [(level.used, level.left) for level in book.levels(CAPACITIES)] == [(7, 293)]
    book.make(Replaced(Supply.RECEIPT_ROLL), LIN, MONDAY)
    book.use(Supply.RECEIPT_ROLL)
    (level,) = book.levels(CAPACITIES)
    assert (level.used, level.replaced_at) == (1, MONDAY)
    book.undo(LIN, MONDAY)
    assert [(level.used, level.replaced_at) for level in book.levels(CAPACITIES)] == [(8, None)]


def test_a_tick_is_of_its_day(book: OfferBook) -> None:
    book.make(Ticked("screen_clean", MONDAY.date()), LIN, MONDAY)
    assert set(book.ticks(MONDAY.date())) == {"screen_clean"}
    assert book.ticks(at(31, 9).date()) == {}
    book.make(Ticked("screen_clean", MONDAY.date(), done=False), LIN, MONDAY)
    assert book.ticks(MONDAY.date()) == {}


def test_the_number_to_poll_changes_with_every_change(book: OfferBook, records: Records) -> None:
    seen = book.version()
    assert book.version() == seen
    other = open_records(records.folder.root)
    OfferBook(other).switch(ITEM, CARD, OFF, LIN, MONDAY)
    other.close()
    assert book.version() != seen
    assert book.changes().version == 1


def test_settings_changed_here_are_read_without_the_store(
    book: OfferBook, records: Records, tmp_path: Path
) -> None:
    assert local_settings(tmp_path / "nowhere") == {}
    book.make(SettingSet("station.hotline", "12333"), LIN, MONDAY)
    book.make(SettingSet("station.place_zh", "一楼"), LIN, MONDAY)
    book.make(SettingSet("station.place_zh", None), LIN, MONDAY)
    assert (
        local_settings(records.folder.root)
        == {"station.hotline": (1, "12333")}
        == {key: (1, value) for key, value in book.settings().items()}
    )
    with closing(sqlite3.connect(records.folder.database)) as connection, connection:
        body = json.dumps({"key": "station.hotline", "value": "999"})
        connection.execute("UPDATE change SET body = ? WHERE id = 1", (body,))
    assert local_settings(records.folder.root) == {}


def test_a_station_of_the_first_version_keeps_its_accounts_and_log(tmp_path: Path) -> None:
    data = tmp_path / "old"
    records = open_records(data, now=MONDAY)
    OfferBook(records).switch(ITEM, CARD, OFF, LIN, MONDAY)
    records.close()
    with closing(sqlite3.connect(data / "staff.db")) as connection, connection:
        for table in ("change", "tally", "search_miss", "supply"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 1")
    again = open_records(data, now=MONDAY)
    assert actions(again) == [Action.ITEM_DISABLED]
    assert again.verify().is_whole
    assert OfferBook(again).history() == []
    OfferBook(again).switch(ITEM, CARD, OFF, LIN, MONDAY)
    again.close()
