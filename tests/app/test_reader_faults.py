"""Whatever goes wrong at the card reader: one sentence, one next step, and the visit goes on when it is mended."""

import pytest

from config.faults import FaultCode
from config.texts import texts
from kiosk.person import masked_name
from tests.app.whole_station import WholeStation

say = texts("zh").say


@pytest.mark.parametrize("fault", ["garbage", "half_frame", "wrong_checksum", "absurd_length", "slow_answer"])
def test_a_disturbance_that_a_repeat_cures_is_not_even_noticed(station: WholeStation, fault: str) -> None:
    station.come_to_the_reader()
    station.hall.reader.fail_next(fault, 1)
    elder = station.new_elder()
    station.lay(elder)
    station.until_state("Consent")
    station.until_said(masked_name(elder.card.name or ""))


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("garbled_reading", FaultCode.READER_GARBLED),
        ("lifted_mid_read", FaultCode.CARD_LIFTED),
        ("read_failed", FaultCode.CARD_LIFTED),  # most modules find a card once: a second look finds nothing
        ("unsupported_card", FaultCode.CARD_UNSUPPORTED),
        ("impossible_birth", FaultCode.CARD_DATA_INVALID),
    ],
)
def test_a_card_that_cannot_be_read_is_told_with_the_next_step(
    station: WholeStation, fault: str, code: FaultCode
) -> None:
    station.come_to_the_reader()
    station.hall.reader.fail_until_cleared(fault)
    station.lay(station.new_elder())
    station.until_said(say(f"fault.{code}.resident"), say(f"fault.{code}.next"))
    assert station.state == "Identify"
    station.hall.reader.clear()
    station.lay(station.new_elder())
    station.until_state("Consent")


@pytest.mark.parametrize("fault", ["silence", "not_authorised"])
def test_a_reader_that_is_down_is_told_and_the_visit_goes_on_when_it_is_back(
    station: WholeStation, fault: str
) -> None:
    code = {"silence": FaultCode.READER_SILENT, "not_authorised": FaultCode.READER_OUT_OF_SERVICE}[fault]
    station.come_to_the_reader()
    station.hall.reader.fail_until_cleared(fault)
    station.until_said(say(f"fault.{code}.resident"), say(f"fault.{code}.next"))
    station.hall.reader.clear()
    station.until("a reader without fault", lambda: station.model.visit.surroundings.reader is None)
    assert say(f"fault.{code}.resident") not in station.words()
    station.lay(station.new_elder())
    station.until_state("Consent")


def test_the_reader_is_unplugged_and_plugged_in_again(station: WholeStation) -> None:
    station.come_to_the_reader()
    station.hall.reader.unplug()
    code = FaultCode.READER_UNPLUGGED
    station.until_said(say(f"fault.{code}.resident"), say(f"fault.{code}.next"))
    station.hall.reader.plug()
    station.until("a reader without fault", lambda: station.model.visit.surroundings.reader is None)
    station.lay(station.new_elder())
    station.until_state("Consent")


def test_a_card_is_not_read_unasked(station: WholeStation) -> None:
    """During form, review and signature a card on the reader stays unread, whoever's it is."""
    station.come_to_the_reader()
    station.lay(station.new_elder())
    station.until_state("Consent")
    station.hall.reader.remove()
    station.model.go()
    station.model.choose_situation("self")
    station.until_state("FillForm")
    station.let_live(0.5)
    before = station.model.visit.session
    station.hall.reader.fail_next("not_authorised", 1)
    station.lay("son")
    station.let_live(1.5)
    assert station.model.visit.session == before
    assert station.hall.reader.state()["faults"] == "not_authorised x1", "nobody asked the reader anything"


def test_a_delegate_lays_down_the_own_card_twice_and_is_told_so(station: WholeStation) -> None:
    station.come_to_the_reader()
    station.lay("son")
    station.until_state("Consent")
    station.model.go()
    station.model.choose_situation("delegate")
    station.until_state("Identify")
    station.hall.reader.remove()
    station.let_live(1.0)  # one look that finds nothing may be a card shifting about
    station.lay("son")
    station.until_said("这还是您自己的身份证。请换成老人的身份证。")
    station.lay("aunt")
    station.until_state("FillForm")
    assert "吴志远" not in station.words()
