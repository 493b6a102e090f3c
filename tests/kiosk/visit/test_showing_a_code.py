"""A telephone held to the scanner: who it is, why not, or that it shows no code of ours at all."""

import pytest

from kiosk.question import CodeAccepted, CodeRefusal, CodeRefused, Silence
from kiosk.visit import event as e
from kiosk.visit import state as s
from tests.kiosk.visit.counters import told
from tests.kiosk.visit.resident_at_the_kiosk import ELDER, Kiosk

SHOWN = e.CodeScanned("a-code-of-her-telephone", "0123456789abcdef")


@pytest.fixture(params=["at home", "at the identity screen"])
def kiosk(request: pytest.FixtureRequest) -> Kiosk:
    kiosk = Kiosk()
    kiosk.happens(e.Touched())
    if request.param == "at the identity screen":
        kiosk.choose_subsidy()
    return kiosk


def _refused(kiosk: Kiosk) -> CodeRefusal | None:
    state = kiosk.visit.state
    assert isinstance(state, s.Home | s.Identify)
    return state.refused


def test_an_accepted_code_is_who_stands_here(kiosk: Kiosk) -> None:
    kiosk.happens(SHOWN)
    told(kiosk, CodeAccepted(person=ELDER))
    assert kiosk.session.card is not None
    assert kiosk.session.card.person == ELDER


@pytest.mark.parametrize("reason", [CodeRefusal.EXPIRED, CodeRefusal.USED, CodeRefusal.OTHER_PURPOSE])
def test_a_refused_code_says_why(kiosk: Kiosk, reason: CodeRefusal) -> None:
    kiosk.happens(SHOWN)
    told(kiosk, CodeRefused(reason=reason))
    assert _refused(kiosk) is reason


def test_with_nobody_to_ask_it_is_said_that_the_line_is_cut(kiosk: Kiosk) -> None:
    kiosk.happens(SHOWN)
    told(kiosk, Silence.OFFLINE)
    assert _refused(kiosk) is CodeRefusal.OFFLINE


def test_a_link_is_said_to_be_none_and_the_next_code_is_taken(kiosk: Kiosk) -> None:
    kiosk.happens(e.NoCodeScanned())
    assert _refused(kiosk) is CodeRefusal.NOT_A_CODE
    kiosk.happens(SHOWN)
    assert _refused(kiosk) is None
    kiosk.happens(e.NoCodeScanned())
    assert _refused(kiosk) is None, "a code is being looked up"
