"""IPP messages as bytes: the standard's own example, all that a printer may say, and ten thousand pieces of rubbish."""

import struct
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.page_printer.ipp_codec import (
    Attribute,
    BadMessage,
    GroupTag,
    Range,
    Resolution,
    Response,
    ValueTag,
    decode_response,
    encode_request,
)
from devices.page_printer.report import job_report, printer_report

HEADER = bytes.fromhex("0200 0000 00000007".replace(" ", ""))


def _attribute(tag: int, name: bytes, value: bytes) -> bytes:
    return struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value


def _printer(*attributes: bytes) -> bytes:
    return HEADER + b"\x04" + b"".join(attributes) + b"\x03"


def test_request_is_what_the_standard_shows() -> None:
    """RFC 8010, A.1 (Print-Job Request), without what we do not send."""
    expected = (
        bytes.fromhex("0101 0002 00000001 01".replace(" ", ""))
        + b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        + b"\x48\x00\x1battributes-natural-language\x00\x05en-us"
        + b"\x45\x00\x0bprinter-uri\x00\x2cipp://printer.example.com/ipp/print/pinetree"
        + b"\x42\x00\x08job-name\x00\x06foobar"
        + b"\x02"
        + b"\x21\x00\x06copies\x00\x04\x00\x00\x00\x14"
        + b"\x44\x00\x05sides\x00\x13two-sided-long-edge"
        + b"\x03"
    )
    operation = [
        Attribute("attributes-charset", ValueTag.CHARSET, ("utf-8",)),
        Attribute("attributes-natural-language", ValueTag.LANGUAGE, ("en-us",)),
        Attribute("printer-uri", ValueTag.URI, ("ipp://printer.example.com/ipp/print/pinetree",)),
        Attribute("job-name", ValueTag.NAME, ("foobar",)),
    ]
    job = [
        Attribute("copies", ValueTag.INTEGER, (20,)),
        Attribute("sides", ValueTag.KEYWORD, ("two-sided-long-edge",)),
    ]
    assert encode_request(2, 1, [(GroupTag.OPERATION, operation), (GroupTag.JOB, job)]) == expected


def test_every_kind_of_value_is_read() -> None:
    message = _printer(
        _attribute(0x21, b"level", b"\xff\xff\xff\xfe"),
        _attribute(0x22, b"accepting", b"\x01"),
        _attribute(0x23, b"printer-state", b"\x00\x00\x00\x05"),
        _attribute(0x30, b"printer-alert", b"code=jam;"),
        _attribute(0x31, b"date", bytes(11)),
        _attribute(0x32, b"resolution", struct.pack(">iib", 600, 300, 3)),
        _attribute(0x33, b"copies", struct.pack(">ii", 1, 99)),
        _attribute(0x35, b"info", b"\x00\x05zh-cn\x00\x06\xe5\x8d\xa1\xe7\xba\xb8"),
        _attribute(0x44, b"reasons", b"media-jam-error"),
        _attribute(0x44, b"", b"cover-open-error"),
        _attribute(0x13, b"time-at-processing", b""),
        _attribute(0x41, b"make", b"broken \xff text"),
    )
    (group,) = decode_response(message).groups
    assert group.integer("level") == -2
    assert group.boolean("accepting") is True
    assert group.integer("accepting") is None
    assert group.integer("printer-state") == 5
    assert group.octets("printer-alert") == (b"code=jam;",)
    assert group.attributes["resolution"] == (Resolution(600, 300, 3),)
    assert group.attributes["copies"] == (Range(1, 99),)
    assert group.text("info") == "卡纸"
    assert group.texts("reasons") == ("media-jam-error", "cover-open-error")
    assert group.is_out_of_band("time-at-processing")
    assert not group.is_out_of_band("level")
    assert group.text("make") == "broken \ufffd text"


def test_collections_are_stepped_over_with_all_that_is_in_them() -> None:
    message = _printer(
        _attribute(0x34, b"media-col", b""),
        _attribute(0x4A, b"", b"media-size"),
        _attribute(0x34, b"", b""),
        _attribute(0x4A, b"", b"x-dimension"),
        _attribute(0x21, b"", struct.pack(">i", 21000)),
        _attribute(0x37, b"", b""),
        _attribute(0x37, b"", b""),
        _attribute(0x34, b"", b""),
        _attribute(0x37, b"", b""),
        _attribute(0x21, b"after", struct.pack(">i", 7)),
    )
    (group,) = decode_response(message).groups
    assert group.attributes["media-col"] == (None, None)
    assert group.integer("after") == 7


def test_jobs_are_groups_of_their_own() -> None:
    job = b"\x02" + _attribute(0x21, b"job-id", b"\x00\x00\x00\x01")
    response = decode_response(HEADER + b"\x01" + job + job + b"\x03and a document behind it")
    assert len(response.of(GroupTag.JOB)) == 2
    assert response.request_id == 7


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"<html>Please log in</html>",
        HEADER,
        HEADER + b"\x04",
        HEADER + _attribute(0x21, b"x", b"\x00\x00\x00\x01") + b"\x03",
        _printer(_attribute(0x21, b"", b"\x00\x00\x00\x01")),
        _printer(_attribute(0x21, b"x", b"\x01")),
        _printer(_attribute(0x22, b"x", b"")),
        _printer(_attribute(0x37, b"", b"")),
        _printer(_attribute(0x34, b"x", b"")),
        _printer(_attribute(0x35, b"x", b"\x00\x09zh")),
        _printer(_attribute(0x44, b"\xff\xfe", b"x")),
        _printer()[:-1] + b"\x44\xff\xff",
        HEADER + b"\x00\x03",
        b"\x09" + _printer()[1:],
    ],
)
def test_what_is_no_message_is_called_so(message: bytes) -> None:
    with pytest.raises(BadMessage):
        decode_response(message)


def test_huge_set_of_values_is_read_in_no_time() -> None:
    more = _attribute(0x44, b"", b"") * 200_000
    started = time.monotonic()
    (group,) = decode_response(_printer(_attribute(0x44, b"x", b""), more)).groups
    assert len(group.attributes["x"]) == 200_001
    assert time.monotonic() - started < 10


REAL = _printer(
    _attribute(0x23, b"printer-state", b"\x00\x00\x00\x03"),
    _attribute(0x44, b"printer-state-reasons", b"media-low-report"),
    _attribute(0x30, b"printer-input-tray", b"type=sheetFeedAutoRemovableTray;level=100;"),
    _attribute(0x30, b"printer-supply", b"class=supplyThatIsConsumed;level=75;maxcapacity=100;"),
    _attribute(0x34, b"media-col", b""),
    _attribute(0x37, b"", b""),
) + _attribute(0x21, b"job-id", b"\x00\x00\x00\x01")


def _read(message: bytes) -> Response | BadMessage:
    try:
        response = decode_response(message)
    except BadMessage as bad:
        return bad
    for group in response.groups:
        printer_report(group)
        job_report(group)
    return response


@settings(max_examples=4000)
@given(st.binary(max_size=300))
def test_rubbish_raises_nothing_but_bad_message(message: bytes) -> None:
    _read(message)


@settings(max_examples=3000)
@given(st.binary(max_size=120))
def test_rubbish_that_begins_well_raises_nothing_else_either(message: bytes) -> None:
    _read(HEADER + b"\x04" + message)


@settings(max_examples=3000)
@given(st.integers(0, len(REAL) - 1), st.integers(0, 255), st.integers(0, len(REAL)))
def test_damaged_answers_raise_nothing_else_either(place: int, byte: int, length: int) -> None:
    _read((REAL[:place] + bytes([byte]) + REAL[place + 1 :])[:length])


@given(st.lists(st.integers(-(2**31), 2**31 - 1), min_size=1), st.text(max_size=40))
def test_what_is_encoded_is_read_back(numbers: list[int], words: str) -> None:
    said = [Attribute("n", ValueTag.INTEGER, tuple(numbers)), Attribute("t", ValueTag.TEXT, (words,))]
    (group,) = decode_response(encode_request(0, 1, [(GroupTag.PRINTER, said)])).groups
    assert group.integers("n") == tuple(numbers)
    assert group.text("t") == words
