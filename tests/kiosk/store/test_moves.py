"""The table of moves: no cell empty, and the promises that can be read off it."""

import pytest

from kiosk.store.states import MOVES, OutboxState, Step, after


def test_every_state_says_what_every_step_does_to_it() -> None:
    assert set(MOVES) == set(OutboxState)
    for state, row in MOVES.items():
        assert set(row) == set(Step), state


@pytest.mark.parametrize("state", OutboxState)
def test_nothing_is_purged_that_the_platform_has_not_signed_for(state: OutboxState) -> None:
    signed_for = state in {OutboxState.RECEIPTED, OutboxState.PURGED}
    assert (MOVES[state][Step.PURGE] is OutboxState.PURGED) == signed_for


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.PURGE])
def test_a_receipt_is_never_taken_back(step: Step) -> None:
    assert MOVES[OutboxState.RECEIPTED][step] in {OutboxState.RECEIPTED, None}
    assert MOVES[OutboxState.PURGED][step] in {OutboxState.PURGED, None}


@pytest.mark.parametrize("state", OutboxState)
def test_a_receipt_counts_whenever_it_comes(state: OutboxState) -> None:
    assert MOVES[state][Step.RECEIPT] in {OutboxState.RECEIPTED, OutboxState.PURGED}


@pytest.mark.parametrize(
    ("state", "step"), [(s, t) for s in OutboxState for t in Step if MOVES[s][t] is None]
)
def test_a_step_that_cannot_be_is_a_defect(state: OutboxState, step: Step) -> None:
    with pytest.raises(ValueError, match=f"{state} cannot take the step {step}"):
        after(state, step)
