"""Behind the resident nothing of them is left: every object that the visit still holds is searched."""

from dataclasses import replace
from typing import get_args

import pytest

from kiosk.catalogue.service import APPLICANT_NAME, APPLICANT_NUMBER
from kiosk.credit import Grade
from kiosk.question import CertificatesTold, CodeAccepted, StandingTold
from kiosk.visit import delays
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.sample_hall import (
    ANSWERS,
    ASKED,
    BY_PERSON,
    CHILD,
    CHILDS_CARD,
    ELDER,
    ELDERS_CARD,
    NOW,
    NUMBER,
    SCANNED,
    STROKES,
)
from kiosk.visit.samples import VISITS
from tests.kiosk.visit.counters import BOOKSHOP, HOUSEHOLD
from tests.kiosk.visit.everything_reachable import everything_reachable
from tests.kiosk.visit.resident_at_the_kiosk import Kiosk

HELD = HOUSEHOLD.model_copy(update={"identifier": ELDER.id_number, "fields": {"name": ELDER.name}})
STATES: tuple[type[s.State], ...] = get_args(s.State)
CANNOT_BE_LEFT = (s.Attract, s.Saving, s.Sending, s.Farewell, s.Wiping)
SECRETS = {
    ELDER.name, ELDER.id_number, ELDER.address, CHILD.name, CHILD.id_number, CHILD.address,
    *ANSWERS.values(), ELDER.masked_name, CHILD.masked_name, STROKES, b"portrait",
    "H-4711", SCANNED.content, BOOKSHOP.uscc, BOOKSHOP.name, "按期还款",
}  # fmt: skip


def _full(state: type[s.State]) -> Kiosk:
    """A kiosk in this state that knows all it can know of two residents."""
    kiosk = Kiosk()
    visit = VISITS[state][0]
    session = replace(
        visit.session,
        card=ELDERS_CARD,
        principal=CHILDS_CARD,
        answers={**ANSWERS, APPLICANT_NAME: CHILD.name, APPLICANT_NUMBER: CHILD.id_number},
        signature=STROKES,
        signed_at=NOW.wall,
        company=BOOKSHOP,
        certificates=(HOUSEHOLD,),
        consented=frozenset({HOUSEHOLD.key}),
        papers={"proof": SCANNED},
        standing=StandingTold(grade=Grade.RED, recorded=True, reasons=("按期还款",)),
    )
    kiosk.visit = replace(visit, session=session, touched_at=kiosk.seconds, entered_at=kiosk.seconds)
    return kiosk


@pytest.mark.parametrize("state", [state for state in STATES if state not in CANNOT_BE_LEFT])
@pytest.mark.parametrize("way", ["by a touch", "by a time-out"])
def test_after_leaving_nothing_of_the_session_is_reachable(state: type[s.State], way: str) -> None:
    kiosk = _full(state)
    known = everything_reachable(kiosk.visit)
    assert ELDER.name in known
    assert ELDER.id_number in known
    if way == "by a touch":
        kiosk.happens(e.Left())
    else:
        patience = delays.patience(kiosk.visit.state)
        assert patience is not None
        kiosk.wait(patience.idle_s + patience.warning_s)
    assert isinstance(kiosk.visit.state, s.Farewell | s.Wiping)
    left = everything_reachable((kiosk.visit, kiosk.asked))
    assert not [secret for secret in SECRETS if secret in left]


@pytest.mark.parametrize("state", STATES)
def test_no_text_of_a_visit_shows_the_person(state: type[s.State]) -> None:
    """A repr may end in a log."""
    text = repr(_full(state).visit)
    public = {ELDER.masked_name, CHILD.masked_name, BOOKSHOP.uscc, BOOKSHOP.name, "按期还款"}
    shown = {secret for secret in SECRETS if isinstance(secret, str)} - public
    assert not [secret for secret in shown if secret in text]
    assert "portrait" not in text.replace("portrait=", "")
    assert "strokes" not in text


@pytest.mark.parametrize(
    "event",
    [
        e.CardRead(ELDER, b"portrait"),
        e.FieldAnswered(APPLICANT_NUMBER, ELDER.id_number),
        e.Signed(STROKES),
        e.CodeScanned(ELDER.id_number, "0123456789abcdef"),
        e.Told(ASKED, CertificatesTold(certificates=(HELD,))),
        e.Told(BY_PERSON, CodeAccepted(person=ELDER)),
        e.PaperTaken(NUMBER, SCANNED),
    ],
)
def test_no_text_of_an_event_shows_the_person(event: e.Event) -> None:
    text = repr(event)
    assert "%PDF" not in text
    assert ELDER.name not in text
    assert ELDER.id_number not in text
    assert "strokes" not in text
