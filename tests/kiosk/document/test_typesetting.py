"""Whatever stands in a field is set as text: it never becomes markup, never stops the press, never reaches the disk."""

import functools
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st

from config.faults import EnvironmentFault, FaultCode
from devices.receipt_printer.slip import Highlight, Pair, QrCode, Slip, Step, Text, Title
from kiosk.bench.finding import FindingState
from kiosk.catalogue.words import Language
from kiosk.document import typesetting
from kiosk.document.certificate import Certificate, Line, certificate_sheet
from kiosk.document.readiness import DeviceLine, ReadinessReport, readiness_sheet
from kiosk.document.slip_page import slip_sheet
from kiosk.document.typesetting import Sheet, prepare, qr_rows, to_pdf, to_pngs
from tests.kiosk.document.papers import AT, CERTIFICATE, CODE, HOTLINE, REPORT, squeezed, words

ROOT = Path(typesetting.__file__).parents[2]
_SIDE_PX, _FOOT_PX = 24, 14
"""At 51 dots an inch: 12 mm at the sides and 7 mm at head and foot, which even cheap printers can print to."""
HOSTILE = (
    '#panic("x")',
    '#read("/etc/passwd")',
    "$ sum_(k=0)^n k $",
    "] #set text(fill: white) [",
    "*粗* _斜_ `原样` = 标题 - 列 + 项 / 词: 义",
    '"} ] ) \\ \\u{41} // 注 /* 注 */ @引 <签>',
    "{page} {pages} {0} {hotline}",
    "#sys.inputs.data",
    "https://example.org/" + "a" * 90,
)
ANYTHING = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(categories=["Cc", "Cf", "Cn", "Co", "Mn", "So", "Zl", "Zs"]), max_size=30),
    st.text(st.sampled_from("#$\\\"'`{}[]()*_=<>@~-/ \n\t\r中文😀עברית\u202e\u200d"), max_size=60),
    st.sampled_from(HOSTILE),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_field_is_printed_and_not_obeyed(text: str) -> None:
    certificate = replace(CERTIFICATE, title="证明", fields=(Line(text, text),), paragraphs=(text,))
    told = words(to_pdf(certificate_sheet(certificate, Language.ZH, HOTLINE)))
    assert told.count(squeezed(text)) >= 3
    slip = Slip("x/1", (Title(text), Text(text), Pair(text, text), Step(1, text), Highlight(text)))
    assert words(to_pdf(slip_sheet(slip, Language.EN, AT))).count(squeezed(text)) == 6
    report = replace(REPORT, place=text, unknown_usb=(text,))
    assert words(to_pdf(readiness_sheet(report, Language.EN))).count(squeezed(text)) == 2


@settings(max_examples=60)
@given(texts=st.lists(ANYTHING, min_size=9, max_size=9), language=st.sampled_from(Language))
def test_no_text_stops_the_press(texts: list[str], language: Language) -> None:
    a, b, c, d, e, f, g, h, i = texts
    certificate = Certificate(a, b, c, AT, CODE, (Line(d, e), Line(f, g)), (h, i), demo=True)
    device = DeviceLine(e, FindingState.FAULTY, f, g, AT, h)
    report = ReadinessReport(a, b, AT, c, (device,), (Line(i, a),), (d,))
    slip = Slip(a, (Title(a), Text(b), Pair(c, d), Step(5, e), Highlight(f)))
    for sheet in (
        certificate_sheet(certificate, language, HOTLINE),
        readiness_sheet(report, language),
        slip_sheet(slip, language, AT),
    ):
        assert to_pdf(sheet).startswith(b"%PDF-")


@pytest.mark.parametrize("sign", ["a", "中", "あ", "é", "ا", "😀", "\u0301", "W-", "1,"])
def test_four_thousand_signs_in_every_field_are_set_and_none_is_lost(sign: str) -> None:
    long = (sign * 4000)[:4000]
    certificate = Certificate(long, long, long, AT, CODE, (Line(long, long),), (long,), demo=True)
    device = DeviceLine(long, FindingState.FAULTY, long, long, AT, long)
    report = ReadinessReport(long, long, AT, long, (device,), (Line(long, long),), (long,))
    slip = Slip("x", (Title(long), Text(long), Pair(long, long), Step(1, long), Highlight(long)))
    told = [
        words(to_pdf(certificate_sheet(certificate, Language.ZH, HOTLINE))),
        words(to_pdf(readiness_sheet(report, Language.ZH))),
        words(to_pdf(slip_sheet(slip, Language.ZH, AT))),
    ]
    if sign in {"a", "中", "あ", "é"}:  # signs of the font, which a reader tells one by one
        assert [text.count(sign) >= 4000 * fields for text, fields in zip(told, (6, 9, 6), strict=True)] == [
            True
        ] * 3


@pytest.mark.parametrize("word", ["x" * 300, "ẞЖ" * 150, "a-b/c" * 60, "。，" * 150])
def test_long_words_break_instead_of_leaving_the_page(word: str) -> None:
    certificate = Certificate(word, word, word, AT, CODE, (Line(word, word),), (word,), demo=True)
    device = DeviceLine(word, FindingState.READY, word, word, AT, word)
    report = ReadinessReport(word, word, AT, word, (device,), (Line(word, word),), (word,))
    slip = Slip("x", (Title(word), Text(word), Pair(word, word), Step(1, word), Highlight(word)))
    for sheet in (
        certificate_sheet(certificate, Language.EN, HOTLINE),
        readiness_sheet(report, Language.EN),
        slip_sheet(slip, Language.EN, AT),
    ):
        for picture in to_pngs(sheet, dpi=51):
            page = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
            assert page is not None
            assert page.min() < 128
            rims = (page[:, :_SIDE_PX], page[:, -_SIDE_PX:], page[:_FOOT_PX], page[-_FOOT_PX:])
            assert [int(rim.min()) for rim in rims] == [255] * 4


def test_control_signs_that_turn_a_line_around_are_left_out() -> None:
    certificate = replace(CERTIFICATE, fields=(Line("姓名", "王\u202e英\u0007\x1b[31m"),))
    assert "王英[31m" in words(to_pdf(certificate_sheet(certificate, Language.ZH, HOTLINE)))


def test_the_same_document_gives_the_same_bytes_and_another_moment_only_another_date() -> None:
    sheet = certificate_sheet(CERTIFICATE, Language.ZH, HOTLINE)
    assert to_pdf(sheet) == to_pdf(sheet)
    assert to_pngs(sheet) == to_pngs(sheet)
    assert to_pdf(replace(sheet, made_at=AT.astimezone(UTC))) == to_pdf(sheet)
    assert to_pdf(replace(sheet, made_at=AT + timedelta(days=1))) != to_pdf(sheet)


def test_letters_are_embedded_as_a_subset_of_the_mainland_face() -> None:
    pdf = to_pdf(certificate_sheet(CERTIFICATE, Language.ZH, HOTLINE))
    assert b"+NotoSansCJKsc-Regular" in pdf
    assert b"CJKjp" not in pdf
    assert len(pdf) < 100_000


@pytest.mark.parametrize("payload", ["1", "HTTPS://X", "近办" * 20])
def test_dark_runs_make_the_code_again(payload: str) -> None:
    rows = qr_rows(payload)
    assert isinstance(rows, list)
    made = qrcode_matrix(payload)
    assert len(rows) == len(made)
    for runs, row in zip(rows, made, strict=True):
        assert isinstance(runs, list)
        dark = {x for start, length in runs for x in range(start, start + length)}
        assert dark == {x for x, module in enumerate(row) if module}


def qrcode_matrix(payload: str) -> list[list[bool]]:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(payload)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def test_a_station_without_chinese_fonts_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "FONT_FOLDER", str(tmp_path))
    monkeypatch.setattr(typesetting, "_fonts", functools.cache(typesetting._fonts.__wrapped__))
    for print_ in (prepare, lambda: to_pdf(certificate_sheet(CERTIFICATE, Language.ZH, HOTLINE))):
        with pytest.raises(EnvironmentFault) as fault:
            print_()
        assert fault.value.code is FaultCode.FONTS_MISSING


_PRINT = """
from kiosk.catalogue.words import Language
from kiosk.document.certificate import certificate_sheet
from kiosk.document.typesetting import to_pdf, to_pngs
from tests.kiosk.document.papers import CERTIFICATE

sheet = certificate_sheet(CERTIFICATE, Language.ZH, "12345")
to_pdf(sheet)
to_pngs(sheet)
"""


def test_nothing_is_written_to_disk_and_nothing_asked_of_the_network(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    assert strace is not None
    trace = tmp_path / "trace"
    calls = "trace=open,openat,creat,mkdir,mkdirat,rename,renameat2,connect,sendto,memfd_create"
    command = [strace, "-f", "-qq", "-e", "signal=none", "-e", calls, "-o", str(trace)]
    surroundings = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([*command, sys.executable, "-c", _PRINT], check=True, env=surroundings, cwd=tmp_path)
    lines = trace.read_text().splitlines()
    assert any("NotoSansCJK" in line for line in lines)  # the trace sees the compiler's files
    reads = ("O_RDONLY", "O_PATH")
    assert [line for line in lines if not any(flag in line for flag in reads) and "ENOENT" not in line] == []


def test_what_a_sheet_says_stays_out_of_the_log() -> None:
    sheet = Sheet("slip", Language.ZH, "凭条", AT, {"elements": "王小英"})
    assert "王小英" not in repr(sheet)


def test_a_code_for_a_certificate_is_short_enough_to_print() -> None:
    with pytest.raises(ValueError, match="QR"):
        QrCode("x" * 400)
