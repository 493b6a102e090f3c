"""An operator at a whole station: in by the same door, a change for the next visitor and never for this one."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.offer_watcher import OfferWatcher
from app.visit_counts import VisitCounts
from config.faults import FaultCode
from kiosk.bench import state as b
from kiosk.desk import state as d
from kiosk.offer.counts import Counts
from kiosk.offer.offer import Kind, Offer, OfferChanged, Offered, Switch, Withdrawn
from kiosk.offer.store import OfferBook
from kiosk.offer.supply import Supply
from kiosk.offer.tally import Outcome, sum_of
from kiosk.staff.account import COMMAND_LINE, AccountName, Role
from kiosk.staff.audit_event import Action
from kiosk.staff.opening import open_records
from kiosk.staff.records import Records
from kiosk.staff.staff import Staff
from kiosk.visit import state as s
from kiosk.visit.state import Visit
from tests.app.whole_station import SERVICE, WholeStation
from tests.kiosk.offer.operator_room import CARD, LIN, MONDAY, OFF

NAME, PIN = AccountName("lin-fang"), "402958"
THEME = "elderly"


@pytest.fixture
def records(station: WholeStation) -> Iterator[Records]:
    opened = open_records(station.station.data)
    Staff(opened).add(NAME, Role.OPERATOR, PIN, COMMAND_LINE, station.station.now())
    yield opened
    station.operator.act("leave:")
    station.bench.leave()
    opened.close()


@pytest.fixture
def book(station: WholeStation, records: Records) -> Iterator[OfferBook]:
    """Whatever a test sets is undone after it."""
    book = OfferBook(records)
    yield book
    while book.last_to_undo() is not None:
        book.undo(COMMAND_LINE, station.station.now())


def desk(station: WholeStation) -> d.Desk:
    state = station.operator.state
    assert isinstance(state, d.Desk)
    return state


def sign_in(station: WholeStation) -> None:
    station.until_state("Attract", "Home")
    station.bench.call()
    station.until("the door", lambda: isinstance(station.bench.bench.state, b.SigningIn))
    station.until("the names", lambda: NAME in getattr(station.bench.bench.state, "names", ()))
    station.bench.choose_name(NAME)
    station.bench.enter_pin(PIN)
    station.until("the desk", lambda: station.operator.is_open)
    station.until("the picture", lambda: desk(station).picture is not None)


def standing(offer: Offer, code: str = SERVICE) -> Offered | Withdrawn:
    return offer.item(code, THEME)


def test_an_operators_pin_opens_the_operators_desk(station: WholeStation, book: OfferBook) -> None:
    sign_in(station)
    assert not station.bench.bench.is_open
    picture = desk(station).picture
    assert picture is not None
    assert SERVICE in {item.code for item in picture.items}
    assert {"devices", "receipt_paper", "queue", "disk", "line"} <= {check.name for check in picture.checks}
    assert book.last_to_undo() is None


def test_a_change_at_the_desk_is_told_audited_and_undone(
    station: WholeStation, book: OfferBook, records: Records
) -> None:
    sign_in(station)
    station.operator.act(f"item:{CARD}")
    station.operator.act("option:reason.window")
    station.operator.act("confirm:")
    station.until("the answer", lambda: desk(station).told is not None)
    told = book.offer(station.station.now()).item(CARD, THEME)
    assert isinstance(told, Withdrawn)
    assert told.message is not None
    station.until("the offer", lambda: isinstance(standing(station.offer, CARD), Withdrawn))
    station.operator.act("undo:")
    station.until("the undone offer", lambda: isinstance(standing(station.offer, CARD), Offered))
    station.operator.act("leave:")
    wanted = [
        (NAME, Action.SIGNED_IN),
        (NAME, Action.ITEM_DISABLED),
        (NAME, Action.CHANGE_UNDONE),
        (NAME, Action.SIGNED_OUT),
    ]
    station.until(
        "the log", lambda: [(entry["actor"], entry["action"]) for entry in records.entries()][-4:] == wanted
    )
    assert records.verify().is_whole


def test_a_visit_that_began_keeps_the_offer_it_began_with(station: WholeStation, book: OfferBook) -> None:
    """Somebody else switches the very service off while a resident is at the reader."""
    station.until("an offer", lambda: isinstance(standing(station.offer), Offered))
    station.come_to_the_reader()
    book.switch(Kind.ITEM, SERVICE, OFF, LIN, station.station.now())
    station.until("the change", lambda: station.in_force.waiting is not None)
    assert isinstance(standing(station.offer), Offered)
    station.model.leave()
    station.until("the next visitor's offer", lambda: isinstance(standing(station.offer), Withdrawn))
    assert station.model.visit.is_idle


def test_a_printer_switched_off_is_to_the_next_visitor_as_not_fitted(
    station: WholeStation, book: OfferBook
) -> None:
    book.switch(Kind.DEVICE, "receipt_printer", OFF, LIN, station.station.now())
    around = station.model
    station.until(
        "the printer off", lambda: around.visit.surroundings.printer is FaultCode.PRINTER_NOT_FITTED
    )
    book.undo(COMMAND_LINE, station.station.now())
    station.until("the printer on", lambda: around.visit.surroundings.printer is None)


def test_a_card_laid_down_at_the_desk_begins_no_visit(station: WholeStation, book: OfferBook) -> None:
    assert book.last_to_undo() is None
    sign_in(station)
    station.lay("grandmother")
    station.let_live(1.5)
    assert station.state in ("Attract", "Home")
    station.hall.reader.remove()


def test_an_abandoned_visit_is_counted_where_it_was_left(station: WholeStation, records: Records) -> None:
    today = station.station.now().date()
    counts = Counts(records)

    def abandoned() -> int:
        return sum(
            each.count
            for each in counts.totals(today, today)
            if each.outcome is Outcome.ABANDONED and each.screen == "Consent"
        )

    before = abandoned()
    station.lay("grandmother")
    station.come_to_the_reader()
    station.until_state("Consent")
    station.model.leave()
    station.until("the count", lambda: abandoned() == before + 1)
    assert sum_of(counts.totals(today, today), Outcome.BEGUN, SERVICE) > 0


class Heard:
    """What a watcher posts, from its own thread."""

    def __init__(self) -> None:
        self.offers: list[Offer] = []
        self._came = threading.Condition()

    def post(self, changed: OfferChanged) -> None:
        with self._came:
            self.offers.append(changed.offer)
            self._came.notify_all()

    def until(self, count: int) -> Offer:
        with self._came:
            assert self._came.wait_for(lambda: len(self.offers) >= count, timeout=20)
            return self.offers[count - 1]


def test_a_watcher_tells_of_each_change_of_another_process_and_of_the_clock(tmp_path: Path) -> None:
    now = [MONDAY]
    heard = Heard()
    watcher = OfferWatcher(tmp_path, lambda: now[0], heard.post)
    watcher.start()
    try:
        assert heard.until(1) == Offer()
        records = open_records(tmp_path, now=MONDAY)
        until_noon = Switch(False, until=MONDAY.replace(hour=12))
        OfferBook(records).switch(Kind.ITEM, CARD, until_noon, LIN, MONDAY)
        records.close()
        assert isinstance(heard.until(2).item(CARD, THEME), Withdrawn)
        now[0] = MONDAY.replace(hour=12)
        assert isinstance(heard.until(3).item(CARD, THEME), Offered)
    finally:
        watcher.stop()
    assert len(heard.offers) == 3


def test_a_watcher_whose_records_are_gone_keeps_the_last_offer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_bytes(b"no folder")
    heard = Heard()
    watcher = OfferWatcher(tmp_path / "data", lambda: MONDAY, heard.post)
    watcher.start()
    assert heard.until(1) == Offer()
    watcher.stop()
    assert [record.getMessage() for record in caplog.records] == ["offer store_failed"]


def test_counts_and_paper_are_kept_beside_the_visit(tmp_path: Path) -> None:
    counting = VisitCounts(tmp_path, lambda: MONDAY, Visit(s.Attract()))
    counting.search_missed("老人车票")
    counting.used(Supply.PAGES, 3)
    counting.close()
    records = open_records(tmp_path)
    assert Counts(records).missed_searches(MONDAY.date(), MONDAY.date()) == [("老人车票", 1)]
    assert [level.used for level in OfferBook(records).levels({Supply.PAGES: 250})] == [3]
    records.close()
