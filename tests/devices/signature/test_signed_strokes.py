"""The bond between a signature and its document: whoever changes a point, a time or a word is found out."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.signature.signed_strokes import SignedStrokes, Verdict, parse_signed_strokes, sign, verify
from devices.signature.strokes import NotStrokes, Pad, Strokes
from tests.devices.signature.signers import PAD, WANG, signatures, signed_by

COMMITMENT = "本人承诺所填信息真实。".encode()
AT = datetime(2026, 11, 23, 14, 5, 9, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def signed() -> SignedStrokes:
    return sign(signed_by(*WANG), COMMITMENT, AT, "touchscreen HK-DEMO-001")


def test_signature_under_its_document_is_whole(signed: SignedStrokes) -> None:
    assert verify(signed, signed.digest(), COMMITMENT) is Verdict.WHOLE


def test_other_document_is_found_out(signed: SignedStrokes) -> None:
    assert verify(signed, signed.digest(), COMMITMENT + b" ") is Verdict.DOCUMENT_CHANGED


def test_signature_moved_to_another_document_is_found_out(signed: SignedStrokes) -> None:
    other = b"a loan"
    moved = replace(signed, document_sha256=hashlib.sha256(other).digest())
    assert verify(moved, signed.digest(), other) is Verdict.RECORD_CHANGED


def test_every_other_change_is_found_out(signed: SignedStrokes) -> None:
    strokes = signed.strokes
    first, *others = strokes.strokes
    point = first[0]
    changes = [
        *(
            replace(signed, strokes=Strokes(PAD, ((changed, *first[1:]), *others)))
            for changed in (
                replace(point, x=point.x + 1),
                replace(point, y=point.y + 1),
                replace(point, t_ms=point.t_ms + 1),
                replace(point, pressure=None),
            )
        ),
        replace(signed, strokes=Strokes(PAD, tuple(others))),
        replace(signed, strokes=Strokes(PAD, ((*first, *others[0]), *others[1:]))),
        replace(signed, strokes=Strokes(Pad(881, 360), strokes.strokes)),
        replace(signed, signed_at=AT + timedelta(seconds=1)),
        replace(signed, device="another"),
    ]
    assert {verify(changed, signed.digest(), COMMITMENT) for changed in changes} == {Verdict.RECORD_CHANGED}


def test_same_moment_in_another_time_zone_is_the_same_record(signed: SignedStrokes) -> None:
    assert replace(signed, signed_at=AT.astimezone(UTC)).canonical() == signed.canonical()


def test_record_is_plain_for_whoever_reads_it_in_ten_years(signed: SignedStrokes) -> None:
    record = json.loads(signed.canonical())
    assert record["format"] == "jinban-signed-strokes-1"
    assert record["signed_at"] == "2026-11-23T06:05:09Z"
    assert record["document_sha256"] == hashlib.sha256(COMMITMENT).hexdigest()
    assert record["pad"] == [880, 360]
    assert record["strokes"][0][0][:3] == [2000, 600, 0]


@settings(max_examples=200)
@given(signatures, st.binary(min_size=32, max_size=32), st.datetimes(timezones=st.just(UTC)))
def test_record_is_read_as_it_was_written(strokes: Strokes, document: bytes, at: datetime) -> None:
    signed = SignedStrokes(strokes, document, at.replace(microsecond=0, year=max(at.year, 1000)), "触摸屏")
    assert parse_signed_strokes(signed.canonical()) == signed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'{"device"', b'{ "device"'),
        (b'"pad":[880', b'"pad":[0880'),
        (b'"pad":[880', b'"pad":[880.0'),
        (b'"pad":[880', b'"pad":["880"'),
        (b'"pad":[880', b'"pad":[true'),
        (b"Z", b"+00:00"),
        (b"2026-11-23", b"2026-13-23"),
        (b"strokes-1", b"strokes-2"),
        (b'"strokes":[[', b'"strokes":[[],['),
        (b"[[2000,", b"[[-2000,"),
        (b'"device":', b'"device":"x","device":'),
        (b'"device":', b'"name":"x","device":'),
    ],
)
def test_record_written_otherwise_is_none(signed: SignedStrokes, old: bytes, new: bytes) -> None:
    record = signed.canonical()
    assert record.count(old) >= 1
    assert isinstance(parse_signed_strokes(record.replace(old, new, 1)), NotStrokes)


@settings(max_examples=500)
@given(st.binary(max_size=100), st.integers(0, 400), st.binary(min_size=1, max_size=3))
def test_garbage_and_broken_records_are_refused(garbage: bytes, place: int, pieces: bytes) -> None:
    assert isinstance(parse_signed_strokes(garbage), NotStrokes)
    signed = sign(signed_by(*WANG), COMMITMENT, AT, "touchscreen")
    record = signed.canonical()
    broken = record[:place] + pieces + record[place + len(pieces) :]
    read = parse_signed_strokes(broken)
    assert isinstance(read, NotStrokes) or broken == record or read.digest() != signed.digest()


def test_deeply_nested_garbage_is_refused() -> None:
    assert isinstance(parse_signed_strokes(b"[" * 200_000), NotStrokes)


@pytest.mark.parametrize(
    ("document", "at", "device"),
    [
        (b"short", AT, "pad"),
        (bytes(32), AT.replace(tzinfo=None), "pad"),
        (bytes(32), AT, ""),
        (bytes(32), AT, "two\nlines"),
    ],
)
def test_what_cannot_be_signed_is_a_defect(document: bytes, at: datetime, device: str) -> None:
    with pytest.raises(ValueError, match=r"SHA-256|time zone|device"):
        SignedStrokes(signed_by(*WANG), document, at, device)


def test_record_does_not_show_itself(signed: SignedStrokes) -> None:
    assert "2000" not in repr(signed)
