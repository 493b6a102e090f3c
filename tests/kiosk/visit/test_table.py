"""The table of every state and every event, read by people, is what the machine does, and nothing is missing in it."""

import itertools
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.advance import advance
from kiosk.visit.sample_hall import NOW
from kiosk.visit.samples import EVENTS, VISITS
from kiosk.visit.session import Now

STATES: tuple[type[s.State], ...] = get_args(s.State)
KINDS: tuple[type[e.Event], ...] = get_args(e.Event)
AN_HOUR_LATER = "TimePassed+1h"


def _read() -> tuple[dict[str, str], list[str], dict[str, list[str]]]:
    """The legend (short to long name), the columns, and the cells by row."""
    text = (Path(__file__).parent / "table.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    words = [word for line in text.splitlines() if line.startswith("# ") for word in line[2:].split()]
    names = {state.__name__ for state in STATES}
    pairs = itertools.pairwise(words)
    legend = {short: name for short, name in pairs if len(short) == 3 and name in names}
    rows = [line.split() for line in lines[1:]]
    assert len({row[0] for row in rows}) == len(rows), "a row is there twice"
    return legend, lines[0].split(), {row[0]: row[1:] for row in rows}


LEGEND, COLUMNS, ROWS = _read()


def test_every_state_has_a_column_in_the_visits_order() -> None:
    assert [LEGEND[short] for short in COLUMNS] == [state.__name__ for state in STATES]


def test_every_event_has_a_row_in_the_events_order() -> None:
    assert list(ROWS) == [*(kind.__name__ for kind in KINDS), AN_HOUR_LATER]


def test_no_cell_is_empty_or_unknown() -> None:
    for row, cells in ROWS.items():
        assert len(cells) == len(COLUMNS), row
        assert set(cells) <= {".", "+", *COLUMNS}, row


@pytest.mark.parametrize("row", ROWS)
def test_the_machine_does_what_the_table_says(row: str) -> None:
    now = replace(NOW, seconds=NOW.seconds + (3600 if row == AN_HOUR_LATER else 0.25))
    kind = next(kind for kind in KINDS if kind.__name__ == row.removesuffix("+1h"))
    for state, cell in zip(STATES, ROWS[row], strict=True):
        assert _cell(VISITS[state][0], EVENTS[kind][0], now) == cell, state.__name__


def _cell(before: s.Visit, event: e.Event, now: Now) -> str:
    after, _ = advance(before, event, now)
    if type(after.state) is not type(before.state):
        return next(short for short, name in LEGEND.items() if name == type(after.state).__name__)
    same = (after.state, after.session, after.surroundings) == (
        before.state,
        before.session,
        before.surroundings,
    )
    return "." if same else "+"


@pytest.mark.parametrize("state", STATES)
def test_samples_are_of_the_state_that_they_stand_under(state: type[s.State]) -> None:
    assert VISITS[state]
    assert all(type(visit.state) is state for visit in VISITS[state])


@pytest.mark.parametrize("kind", KINDS)
def test_samples_are_of_the_event_that_they_stand_under(kind: type[e.Event]) -> None:
    assert EVENTS[kind]
    assert all(type(event) is kind for event in EVENTS[kind])
