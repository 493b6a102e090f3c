"""A process that dies beside the touchscreen is started again: at once after a long life, later after short ones."""

from app.children import deaths_in_a_row, restart_pause_s


def test_short_lives_are_followed_by_longer_pauses() -> None:
    deaths, pauses = 0, []
    for _ in range(6):
        deaths = deaths_in_a_row(deaths, lived_s=1.0)
        pauses.append(restart_pause_s(deaths))
    assert pauses == [0.5, 1.0, 2.0, 5.0, 5.0, 5.0]


def test_a_process_that_ran_for_days_is_back_in_half_a_second() -> None:
    assert restart_pause_s(deaths_in_a_row(5, lived_s=86400.0)) == 0.5
