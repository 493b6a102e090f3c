"""upsd's lines: quotes, errors, and rubbish that is never taken for a UPS."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.faults import FaultCode
from devices.device import Faulty, NeedsAttention, Ready
from devices.kiosk_body.nut_codec import (
    Error,
    Nonsense,
    Power,
    Variables,
    is_whole,
    list_request,
    parse_list,
    power,
    quoted,
    words,
)

ANSWER = b"""BEGIN LIST VAR ups
VAR ups battery.charge "62.5"
VAR ups battery.runtime "1340"
VAR ups device.model "Back \\"ES\\" 700"
VAR ups ups.status "OB DISCHRG"
END LIST VAR ups
"""


def test_variables_of_a_ups() -> None:
    answer = parse_list(ANSWER, "ups")
    assert isinstance(answer, Variables)
    assert answer.values["device.model"] == 'Back "ES" 700'
    assert power(answer) == Power(frozenset({"OB", "DISCHRG"}), charge_percent=62, runtime_s=1340)
    assert str(power(answer)) == "DISCHRG OB, 62 %, 1340 s"


def test_ups_with_a_name_that_needs_quotes() -> None:
    assert list_request("hall ups") == b'LIST VAR "hall ups"\n'
    answer = b'BEGIN LIST VAR "hall ups"\nVAR "hall ups" ups.status "OL"\nEND LIST VAR "hall ups"\n'
    assert is_whole(answer, "hall ups")
    assert parse_list(answer, "hall ups") == Variables({"ups.status": "OL"})


def test_error_line() -> None:
    assert parse_list(b"ERR DATA-STALE\n", "ups") == Error("DATA-STALE")


@pytest.mark.parametrize(
    "answer",
    [
        b"\n",
        b"OK\n",
        b"ERR\n",
        b"HTTP/1.1 400 Bad Request\r\n\n",
        b"\xff\xfe\n",
        b'VAR ups ups.status "OL"\n',
        ANSWER.replace(b"END LIST VAR ups", b"END LIST VAR other"),
        ANSWER.replace(b"VAR ups battery", b"VAR other battery"),
        ANSWER.replace(b'"62.5"', b'"62.5'),
    ],
)
def test_what_upsd_would_not_say(answer: bytes) -> None:
    assert parse_list(answer, "ups") == Nonsense()


@pytest.mark.parametrize(
    ("status", "condition"),
    [
        ("OL", Ready()),
        ("OL CHRG", Ready()),
        ("OB DISCHRG", NeedsAttention(FaultCode.UPS_ON_BATTERY)),
        ("OB LB", Faulty(FaultCode.UPS_BATTERY_LOW)),
        ("FSD OL", Faulty(FaultCode.UPS_BATTERY_LOW)),
        ("OL LB CHRG", NeedsAttention(FaultCode.UPS_BATTERY_CHARGING)),
        ("OL RB", NeedsAttention(FaultCode.UPS_REPLACE_BATTERY)),
        ("OB RB", NeedsAttention(FaultCode.UPS_ON_BATTERY)),
        ("OL OVER", NeedsAttention(FaultCode.UPS_ALARM)),
        ("ALARM OL", NeedsAttention(FaultCode.UPS_ALARM)),
    ],
)
def test_status_words(status: str, condition: Ready | NeedsAttention | Faulty) -> None:
    told = power(Variables({"ups.status": status}))
    assert told is not None
    assert told.condition == condition


@pytest.mark.parametrize("status", ["", "WAIT", "olb"])
def test_status_that_says_nothing_yet(status: str) -> None:
    assert power(Variables({"ups.status": status})) is None


@pytest.mark.parametrize("charge", ["", "?", "-5", "1e3", "٣", "9" * 400, "."])
def test_charge_that_is_no_number_is_not_shown(charge: str) -> None:
    told = power(Variables({"ups.status": "OL", "battery.charge": charge}))
    assert told is not None
    assert told.charge_percent is None


@settings(max_examples=300)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r"))))
def test_words_come_back_as_they_were_quoted(spoken: list[str]) -> None:
    assert words(" ".join(quoted(word) for word in spoken)) == spoken


@settings(max_examples=300)
@given(st.lists(st.one_of(st.binary(), st.text('BEGINLSTVARupsEDR "\\\n').map(str.encode)), max_size=10))
def test_garbage_is_never_a_ups(pieces: list[bytes]) -> None:
    for garbage in pieces:
        is_whole(garbage, "ups")
        answer = parse_list(garbage, "ups")
        assert not isinstance(answer, Variables) or b"BEGIN LIST VAR" in garbage
