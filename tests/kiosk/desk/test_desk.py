"""An operator at the desk: signing in, asking, answering, undoing, leaving, and being forgotten."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.bench import state as b
from kiosk.bench.advance import Bench
from kiosk.bench.advance import advance as bench_advance
from kiosk.bench.finding import Saying
from kiosk.catalogue.words import Text
from kiosk.desk import command as c
from kiosk.desk import state as d
from kiosk.desk.advance import Commands, advance
from kiosk.desk.picture import ListedItem, Picture
from kiosk.offer.change import HotSet, KeptChange
from kiosk.offer.checklist import Check, CheckState
from kiosk.offer.hours import opening_hours
from kiosk.offer.offer import Kind, Offer, Withdrawn
from kiosk.offer.supply import Supply
from kiosk.staff.account import Account, AccountName, AccountState, Role
from kiosk.staff.session import IDLE_S, LONGEST_S

AT = datetime(2026, 11, 30, tzinfo=UTC)
LIN = Account(AccountName("lin-fang"), Role.OPERATOR, AccountState.ACTIVE, AT)
BY = LIN.actor
CARD, SUBSIDY = "HK-MZ-0263", "HK-MZ-0261"
PICTURE = Picture(
    Offer(hot=(CARD, SUBSIDY)),
    items=(ListedItem(CARD, Text(zh="优待证", en="Card"), "elderly"),),
    checks=(
        Check("screen_clean", CheckState.TO_DO, by_hand=True),
        Check("way_is_free", CheckState.DONE, by_hand=True),
        Check("disk", CheckState.DONE),
    ),
    undoable=KeptChange(4, AT, BY.name, HotSet(())),
)


class Operator:
    """At the desk; ``asked`` is what the desk wanted of the station with the last step."""

    def __init__(self) -> None:
        self.now = 5000.0
        self.state: d.State = d.Closed()
        self.asked: Commands = ()

    @property
    def is_closed(self) -> bool:
        return self.state == d.Closed()

    @property
    def desk(self) -> d.Desk:
        assert isinstance(self.state, d.Desk)
        return self.state

    def wants(self) -> Commands:
        return self.asked

    def happen(self, *events: d.Event) -> "Operator":
        for event in events:
            self.state, self.asked = advance(self.state, event, self.now)
        return self

    def wait(self, seconds: float) -> "Operator":
        self.now += seconds
        return self.happen(d.TimePassed())


@pytest.fixture
def operator() -> Operator:
    return Operator().happen(d.Opened(LIN), d.Looked(PICTURE))


@pytest.mark.parametrize(("role", "wanted"), [(Role.OPERATOR, b.OpenDesk), (Role.TECHNICIAN, b.StartLooking)])
def test_the_role_decides_what_the_pin_opens(role: Role, wanted: type[b.Command]) -> None:
    signing_in = Bench(b.SigningIn(("lin-fang",), "lin-fang", is_checking=True))
    bench, commands = bench_advance(signing_in, b.SignedIn(replace(LIN, role=role)), 0.0)
    assert [type(command) for command in commands] == [wanted]
    assert bench.is_open is (role is Role.TECHNICIAN)


def test_signing_in_starts_looking_and_leaving_ends_it() -> None:
    operator = Operator().happen(d.Opened(LIN))
    assert operator.wants() == (c.StartLooking(),)
    operator.happen(d.Left())
    assert operator.is_closed
    assert operator.wants() == (c.StopLooking(), c.SignOut(BY))


def test_a_desk_left_alone_closes_and_a_touch_keeps_it_open(operator: Operator) -> None:
    operator.wait(IDLE_S - 1).happen(d.Touched())
    operator.wait(IDLE_S - 1)
    assert isinstance(operator.state, d.Desk)
    operator.wait(1)
    assert operator.is_closed


def test_nobody_stays_signed_in_for_ever(operator: Operator) -> None:
    for _ in range(int(LONGEST_S // 60) + 1):
        operator.wait(60).happen(d.Touched())
    assert operator.is_closed


def test_switching_off_asks_why_and_how_long_first(operator: Operator) -> None:
    operator.happen(d.SwitchTapped(Kind.ITEM, CARD))
    assert operator.desk.question == d.SwitchingOff(Kind.ITEM, CARD)
    assert operator.wants() == ()
    operator.happen(d.OptionChosen("reason.window"), d.OptionChosen("lasting.today"), d.Confirmed())
    assert operator.wants() == (c.TurnOff(Kind.ITEM, CARD, d.Reason.WINDOW, d.Lasting.TODAY, BY),)
    assert operator.desk.question is None


def test_switching_on_needs_no_question(operator: Operator) -> None:
    off = replace(PICTURE, offer=Offer(standing={(Kind.THEME, "elderly"): Withdrawn()}))
    operator.happen(d.Looked(off), d.SwitchTapped(Kind.THEME, "elderly"))
    assert operator.wants() == (c.TurnOn(Kind.THEME, "elderly", BY),)


def test_a_cancelled_question_changes_nothing(operator: Operator) -> None:
    operator.happen(d.SwitchTapped(Kind.DEVICE, "speaker"), d.Cancelled())
    assert operator.desk.question is None
    operator.happen(d.Confirmed())
    assert operator.wants() == ()


def test_the_page_behind_a_question_takes_no_touch(operator: Operator) -> None:
    operator.happen(d.AnnounceTapped(), d.ReplacedTapped(Supply.TONER), d.UndoTapped())
    assert operator.wants() == ()
    assert operator.desk.question == d.Announcing()


def test_an_answer_that_the_question_does_not_have_is_passed_over(operator: Operator) -> None:
    operator.happen(d.AnnounceTapped(), d.OptionChosen("reason.window"), d.OptionChosen("notice.free text"))
    assert operator.desk.question == d.Announcing()
    operator.happen(d.OptionChosen("notice.holiday"), d.OptionChosen("lasting.week"), d.Confirmed())
    assert operator.wants() == (c.Announce(d.Notice.HOLIDAY, d.Lasting.WEEK, BY),)


def test_hours_are_set_in_half_hours_and_never_past_each_other(operator: Operator) -> None:
    operator.happen(d.HoursTapped())
    assert operator.desk.question == d.SettingHours(d.Days.ALWAYS)
    operator.happen(d.OptionChosen("days.daily"), d.Stepped(closes=True, later=True))
    for _ in range(40):
        operator.happen(d.Stepped(closes=False, later=True))
    assert operator.desk.question == d.SettingHours(d.Days.DAILY, 17 * 60 + 30, 18 * 60)
    operator.happen(d.Confirmed())
    assert operator.wants() == (c.SetHours((opening_hours("daily 17:30-18:00"),), BY),)


def test_always_open_is_no_hours_at_all(operator: Operator) -> None:
    offer = Offer(hours=(opening_hours("daily 08:00-20:00"),))
    operator.happen(d.Looked(replace(PICTURE, offer=offer)), d.HoursTapped())
    assert operator.desk.question == d.SettingHours(d.Days.DAILY, 480, 1200)
    operator.happen(d.OptionChosen("days.always"), d.Confirmed())
    assert operator.wants() == (c.SetHours((), BY),)


def test_only_what_no_sensor_sees_is_ticked_by_hand(operator: Operator) -> None:
    operator.happen(d.TickTapped("screen_clean"))
    assert operator.wants() == (c.Tick("screen_clean", True, BY),)
    operator.happen(d.TickTapped("way_is_free"))
    assert operator.wants() == (c.Tick("way_is_free", False, BY),)
    operator.happen(d.TickTapped("disk"))
    assert operator.wants() == ()


def test_the_hot_list_grows_shrinks_and_changes_its_order(operator: Operator) -> None:
    operator.happen(d.HotTapped("HK-GA-0001"))
    assert operator.wants() == (c.SetHot((CARD, SUBSIDY, "HK-GA-0001"), BY),)
    operator.happen(d.HotTapped(CARD))
    assert operator.wants() == (c.SetHot((SUBSIDY,), BY),)
    operator.happen(d.HotRaised(SUBSIDY))
    assert operator.wants() == (c.SetHot((SUBSIDY, CARD), BY),)
    operator.happen(d.HotRaised(CARD))
    assert operator.wants() == ()


def test_fresh_paper_is_one_touch_and_so_is_undoing(operator: Operator) -> None:
    operator.happen(d.ReplacedTapped(Supply.RECEIPT_ROLL))
    assert operator.wants() == (c.Replace(Supply.RECEIPT_ROLL, BY),)
    operator.happen(d.UndoTapped())
    assert operator.wants() == (c.Undo(4, BY),)
    operator.happen(d.Looked(replace(PICTURE, undoable=None)), d.UndoTapped())
    assert operator.wants() == ()


def test_another_page_forgets_the_theme_and_what_was_told(operator: Operator) -> None:
    operator.happen(
        d.PageChosen(d.Page.SERVICES), d.ThemeChosen("elderly"), d.Changed(Saying("operator.done"))
    )
    assert (operator.desk.theme, operator.desk.told) == ("elderly", Saying("operator.done"))
    operator.happen(d.PageChosen(d.Page.NOTICES), d.ThemeChosen("elderly"))
    assert (operator.desk.theme, operator.desk.told) == ("", None)


def test_before_the_first_look_nothing_can_be_changed() -> None:
    operator = Operator().happen(d.Opened(LIN), d.SwitchTapped(Kind.ITEM, CARD), d.UndoTapped())
    assert operator.desk.question is None
    assert operator.wants() == ()


def test_a_closed_desk_hears_nothing() -> None:
    operator = Operator().happen(d.Looked(PICTURE), d.UndoTapped(), d.Confirmed())
    assert (operator.state, operator.wants()) == (d.Closed(), ())
