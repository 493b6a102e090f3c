"""Is it the card or the reader? Told by how many different residents' cards fail."""

import pytest

from config.faults import FaultCode
from devices.id_card.blame import Blame


@pytest.fixture
def blame() -> Blame:
    return Blame()


def bad_card(blame: Blame, fault: FaultCode = FaultCode.CARD_UNREADABLE, times: int = 1) -> None:
    blame.next_resident()
    for _ in range(times):
        blame.failed(fault)


def test_three_different_cards_failing_blames_the_reader(blame: Blame) -> None:
    for expected in (False, False, True):
        bad_card(blame)
        assert blame.is_reader_blamed is expected


def test_one_bad_card_laid_down_ten_times_blames_nobody(blame: Blame) -> None:
    bad_card(blame, times=10)
    assert not blame.is_reader_blamed


def test_a_card_that_is_read_clears_the_reader(blame: Blame) -> None:
    for _ in range(3):
        bad_card(blame)
    blame.next_resident()
    blame.read()
    assert not blame.is_reader_blamed
    bad_card(blame)
    bad_card(blame)
    assert not blame.is_reader_blamed


@pytest.mark.parametrize(
    "fault", [FaultCode.CARD_LIFTED, FaultCode.CARD_UNSUPPORTED, FaultCode.CARD_DATA_INVALID]
)
def test_what_the_resident_did_is_not_the_readers_fault(blame: Blame, fault: FaultCode) -> None:
    for _ in range(5):
        bad_card(blame, fault)
    assert not blame.is_reader_blamed


def test_garbled_answers_count_too(blame: Blame) -> None:
    for _ in range(3):
        bad_card(blame, FaultCode.READER_GARBLED)
    assert blame.is_reader_blamed
