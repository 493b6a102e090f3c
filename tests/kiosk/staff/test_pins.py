"""PINs: which are too easy to guess, how one is hashed, and that it is found nowhere afterwards."""

import logging
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import Type, extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from kiosk.staff.account import COMMAND_LINE, Role
from kiosk.staff.opening import open_records
from kiosk.staff.pin import PinHasher, WeakPin, weakness
from kiosk.staff.sign_in import SignedIn
from tests.kiosk.staff.staff_room import CHEAP, MORNING, PIN, TECHNICIAN, at, named, staffed


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("", WeakPin.NOT_A_PIN),
        ("12345", WeakPin.NOT_A_PIN),
        ("7391640582736", WeakPin.NOT_A_PIN),
        ("73916a", WeakPin.NOT_A_PIN),
        ("739164\n", WeakPin.NOT_A_PIN),
        ("７３９１６４", WeakPin.NOT_A_PIN),
        ("٧٣٩١٦٤", WeakPin.NOT_A_PIN),
        ("888888", WeakPin.FEW_DIGITS),
        ("121212", WeakPin.FEW_DIGITS),
        ("100100", WeakPin.FEW_DIGITS),
        ("123456", WeakPin.IN_ORDER),
        ("987654", WeakPin.IN_ORDER),
        ("890123", WeakPin.IN_ORDER),
        ("135791", WeakPin.IN_ORDER),
        ("112233", WeakPin.IN_ORDER),
        ("998877", WeakPin.IN_ORDER),
        ("912345", WeakPin.IN_ORDER),
        ("0712345678", WeakPin.IN_ORDER),
        ("148148", WeakPin.REPEATED),
        ("1481481", WeakPin.REPEATED),
        ("148841", WeakPin.REPEATED),
        ("850317", WeakPin.DATE),
        ("198503", WeakPin.DATE),
        ("19850317", WeakPin.DATE),
        ("17031985", WeakPin.DATE),
        ("031719850317", WeakPin.DATE),
        ("13907558246", WeakPin.TELEPHONE),
        ("720425", WeakPin.DATE),
        ("521431", None),
        ("204839", None),
        ("147258", WeakPin.COMMON),
        ("5201314", WeakPin.COMMON),
        (PIN, None),
        ("402958", None),
        ("739164058273", None),
    ],
)
def test_pins_that_are_guessed_first_are_not_taken(pin: str, why: WeakPin | None) -> None:
    assert weakness(pin, "t-204") is why


def test_a_pin_does_not_hold_the_number_that_stands_on_the_badge() -> None:
    assert weakness("720486", "t-2048") is WeakPin.OWN_NUMBER
    assert weakness("720486", "t-2049") is None


def test_every_refusal_has_its_sentence() -> None:
    assert all(why.sentence for why in WeakPin)
    assert len({why.sentence for why in WeakPin}) == len(WeakPin)


def test_most_pins_are_taken() -> None:
    chance = random.Random(4)  # noqa: S311  a sample, not a secret
    taken = sum(weakness(f"{chance.randrange(10**6):06}", "t-204") is None for _ in range(5000))
    assert 0.9 < taken / 5000 < 0.97


@given(st.text())
def test_whatever_is_typed_gets_an_answer(text: str) -> None:
    assert isinstance(weakness(text, text), WeakPin | None)
    assert not PinHasher(CHEAP).matches(None, text)


@pytest.mark.parametrize("given", [WRONG := "850275", "", "x" * 100_000, "\ud800", "739164\n"])
def test_only_the_pin_itself_matches(given: str) -> None:
    pins = PinHasher(CHEAP)
    assert pins.matches(pins.hash(PIN), PIN)
    assert not pins.matches(pins.hash(PIN), given)


def test_what_is_no_pin_does_not_match_the_one_that_is_hashed_in_its_place() -> None:
    pins = PinHasher(CHEAP)
    assert not pins.matches(pins.hash("000000"), "no pin")


def test_a_hash_that_is_none_matches_nothing() -> None:
    assert not PinHasher(CHEAP).matches("garbage", PIN)


def test_a_station_hashes_by_the_second_recommendation_of_rfc_9106() -> None:
    told = extract_parameters(PinHasher().hash(PIN))
    assert (told.type, told.memory_cost, told.time_cost, told.parallelism) == (Type.ID, 65536, 3, 4)
    assert (told.salt_len, told.hash_len, told.version) == (16, 32, 19)


def test_the_same_pin_is_hashed_differently_each_time() -> None:
    pins = PinHasher(CHEAP)
    assert pins.hash(PIN) != pins.hash(PIN)


def test_the_pin_is_in_no_file_no_log_and_no_repr(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    pin, wrong = "739164058273", "604827193058"
    staff = staffed(data)
    staff.add(named("n-88"), Role.OPERATOR, pin, COMMAND_LINE, MORNING)
    staff.change_pin(TECHNICIAN, pin, COMMAND_LINE, MORNING)
    answers = [staff.sign_in(TECHNICIAN, given, MORNING, at(100)) for given in (wrong, pin)]
    answers.append(staff.sign_in(pin, wrong, MORNING, at(100)))
    assert isinstance(answers[1], SignedIn)
    said = caplog.text + repr(staff.listed(at(100))) + repr(answers) + repr(staff)
    files = [path for path in data.rglob("*") if path.is_file()]
    assert "staff.db-wal" in {path.name for path in files}
    said += "".join(path.read_bytes().decode("latin-1") for path in files)
    assert "argon2id" in said, "the hash is there"
    assert pin not in said
    assert wrong not in said
    staff._records.close()


@pytest.fixture
def _no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_no_umask")
def test_nobody_else_can_read_the_records(data: Path) -> None:
    staff = staffed(data)
    modes = {path.name: path.stat().st_mode & 0o777 for path in data.rglob("*")}
    assert {"staff.db", "staff.db-wal", "staff.db-shm", "audit.head"} <= set(modes)
    assert {
        name: mode for name, mode in modes.items() if mode != (0o700 if name == "quarantine" else 0o600)
    } == {}
    assert data.stat().st_mode & 0o777 == 0o700
    staff._records.close()
    (data / "staff.db").chmod(0o644)
    open_records(data).close()
    assert (data / "staff.db").stat().st_mode & 0o777 == 0o600
