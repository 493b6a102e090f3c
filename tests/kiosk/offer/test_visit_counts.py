"""What a whole visit leaves in the counts."""

import pytest

from kiosk.offer.tally import Outcome
from kiosk.offer.visit_counts import Counted, counted
from kiosk.visit import event as e
from tests.kiosk.visit.resident_at_the_kiosk import AGED_75, ELDER, NUMBER, SUBSIDY, Kiosk


class WatchedKiosk(Kiosk):
    """A kiosk whose every step is counted."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.counted: list[Counted] = []

    def happens(self, *events: e.Event) -> None:
        for event in events:
            before = self.visit
            super().happens(event)
            self.counted += counted(before, self.visit)

    def outcomes(self) -> list[Outcome]:
        assert {each.code for each in self.counted} <= {SUBSIDY.code}
        return [each.outcome for each in self.counted]


@pytest.fixture
def kiosk() -> WatchedKiosk:
    return WatchedKiosk()


def test_a_visit_that_ends_well_is_begun_filed_and_granted_once(kiosk: WatchedKiosk) -> None:
    kiosk.apply_for_oneself()
    kiosk.to_result()
    kiosk.happens(e.SlipPrinted(), e.Continued(), e.Left())
    kiosk.wait(60)
    assert kiosk.outcomes() == [Outcome.LOOKED_AT, Outcome.BEGUN, Outcome.FILED, Outcome.GRANTED]


def test_with_the_cable_cut_it_is_filed_and_not_decided() -> None:
    kiosk = WatchedKiosk(online=False)
    kiosk.apply_for_oneself()
    kiosk.to_result()
    kiosk.happens(e.Left())
    assert kiosk.outcomes() == [Outcome.LOOKED_AT, Outcome.BEGUN, Outcome.FILED]


def test_a_visit_left_in_the_form_is_abandoned_there(kiosk: WatchedKiosk) -> None:
    kiosk.identify(ELDER)
    kiosk.happens(e.SituationChosen("self"), e.Left())
    assert kiosk.counted[-1] == Counted(SUBSIDY.code, Outcome.ABANDONED, "FillForm")


def test_a_visit_that_nobody_touches_any_more_is_abandoned_where_it_was(kiosk: WatchedKiosk) -> None:
    kiosk.identify(ELDER)
    kiosk.wait(1200)
    assert kiosk.counted[-1] == Counted(SUBSIDY.code, Outcome.ABANDONED, "ChooseSituation")
    assert kiosk.outcomes().count(Outcome.ABANDONED) == 1


def test_looking_at_the_guide_alone_is_neither_begun_nor_abandoned(kiosk: WatchedKiosk) -> None:
    kiosk.happens(e.Touched(), e.ItemChosen(SUBSIDY, NUMBER), e.Left())
    kiosk.wait(60)
    assert kiosk.outcomes() == [Outcome.LOOKED_AT]


def test_who_is_not_entitled_has_not_abandoned(kiosk: WatchedKiosk) -> None:
    kiosk.identify(AGED_75)
    kiosk.happens(e.SituationChosen("self"), e.Left())
    assert kiosk.outcomes() == [Outcome.LOOKED_AT, Outcome.BEGUN, Outcome.NOT_ENTITLED]


def test_nothing_of_the_resident_is_counted(kiosk: WatchedKiosk) -> None:
    kiosk.apply_for_oneself()
    kiosk.to_result()
    for word in (ELDER.name, ELDER.id_number, NUMBER):
        assert word not in f"{kiosk.counted}"
