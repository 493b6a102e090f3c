"""How long somebody waits after wrong PINs, whatever happens to the clocks."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.staff.lock_out import LONGEST_WAIT_S, Tries, boot_clock, wait_after
from tests.kiosk.staff.staff_room import at

TABLE = {
    0: 0, 1: 0, 2: 0, 3: 0, 4: 0,
    5: 15, 6: 30, 7: 60, 8: 120, 9: 240, 10: 480, 11: 960, 12: 1920, 13: 3600, 14: 3600, 1000: 3600,
}  # fmt: skip


def test_the_table_of_waits() -> None:
    assert {failures: wait_after(failures) for failures in TABLE} == TABLE


def test_the_wait_runs_down_within_one_start_of_the_machine() -> None:
    tries = Tries(10, at(1000))
    assert [tries.wait_s(at(1000 + passed)) for passed in (0, 60, 479, 480, 9999)] == [480, 420, 1, 0, 0]


def test_a_restart_shortens_no_wait_however_long_the_machine_was_off() -> None:
    tries = Tries(10, at(1000))
    assert [tries.wait_s(at(up, "tuesday")) for up in (0, 20, 480)] == [480, 460, 0]


def test_a_restart_soon_after_does_not_look_like_time_gone_by() -> None:
    assert Tries(10, at(20)).wait_s(at(400, "tuesday")) == 80


def test_a_clock_that_runs_backwards_costs_no_more_than_the_wait() -> None:
    assert Tries(6, at(1_000_000)).wait_s(at(5)) == 30


@given(
    failures=st.integers(0, 10**9),
    last=st.floats(0, 1e9),
    now=st.floats(0, 1e9),
    same_start=st.booleans(),
)
def test_no_wait_is_ever_longer_than_the_table_says(
    failures: int, last: float, now: float, same_start: bool
) -> None:
    wait = Tries(failures, at(last)).wait_s(at(now, "monday" if same_start else "tuesday"))
    assert 0 <= wait <= min(wait_after(failures), LONGEST_WAIT_S)


def test_the_machines_own_clock_counts_from_its_start() -> None:
    first, second = boot_clock(), boot_clock()
    assert first.boot == second.boot
    assert len(first.boot) == 36
    assert 0 < first.seconds <= second.seconds
