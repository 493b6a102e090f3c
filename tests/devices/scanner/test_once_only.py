"""A code held to the scanner is one code; the same code shown again later is another."""

from devices.scanner.once_only import OnceOnly


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_code_held_to_the_scanner_for_a_minute_is_told_once() -> None:
    clock = Clock()
    once_only = OnceOnly(clock)
    told = 0
    for _ in range(600):
        told += once_only.is_new(b"A")
        clock.now += 0.1
    assert told == 1


def test_taken_away_for_three_seconds_and_shown_again_it_is_told_again() -> None:
    clock = Clock()
    once_only = OnceOnly(clock)
    assert once_only.is_new("A")
    clock.now += 2.9
    assert not once_only.is_new("A")
    clock.now += 3.0
    assert once_only.is_new("A")


def test_another_code_in_between_does_not_make_the_first_a_new_one() -> None:
    once_only = OnceOnly(Clock())
    assert [once_only.is_new(code) for code in (b"A", b"B", b"A", b"B")] == [True, True, False, False]


def test_the_next_resident_starts_with_an_empty_memory_and_nothing_piles_up() -> None:
    clock = Clock()
    once_only = OnceOnly(clock)
    for number in range(1000):
        assert once_only.is_new(str(number))
        clock.now += 0.5
    assert len(once_only._last_seen) <= 6
    assert not any(b"999" in seen for seen in once_only._last_seen)
    once_only.forget()
    assert once_only.is_new("999")
