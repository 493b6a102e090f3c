"""The certificate: what it says, in which order a reader hears it, and that its code can be scanned."""

import shutil
import subprocess
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp

from config.texts import texts
from kiosk.catalogue.words import Language
from kiosk.document.certificate import Line, certificate_sheet
from kiosk.document.typesetting import to_pdf, to_pngs
from tests.kiosk.document.papers import (
    CERTIFICATE,
    CODE,
    HOTLINE,
    LANGUAGES,
    NUMBER,
    in_order,
    pages,
    squeezed,
    words,
)


def pdf(language: Language = Language.ZH, **changes: Any) -> bytes:
    return to_pdf(certificate_sheet(replace(CERTIFICATE, **changes), language, HOTLINE))


def test_chinese_reads_from_top_to_bottom_as_it_stands_on_the_page() -> None:
    fields = [part for line in CERTIFICATE.fields for part in (line.label, line.value)]
    assert in_order(words(pdf()), NUMBER, CERTIFICATE.title, *fields, *CERTIFICATE.paragraphs)
    assert in_order(words(pdf()), CERTIFICATE.title, CERTIFICATE.issuer, "2026年5月6日")


def test_another_reader_hears_the_same() -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("poppler-utils is not installed")
    told = subprocess.run([reader, "-", "-"], input=pdf(), capture_output=True, check=True).stdout.decode()
    fields = [part for line in CERTIFICATE.fields for part in (line.label, line.value)]
    assert in_order(squeezed(told), CERTIFICATE.title, *fields, *CERTIFICATE.paragraphs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_fixed_words_are_in_the_residents_language(language: Language) -> None:
    say = texts(language).say
    told = words(pdf(language))
    for name in ("document.number", "document.verify"):
        assert squeezed(say(name, hotline=HOTLINE)) in told
    assert squeezed(say("document.page", page=1, pages=1)) in told
    assert "{" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_station_that_tries_things_out_says_so(language: Language) -> None:
    say = texts(language).say
    for mark in (squeezed(say("slip.demo")), squeezed(say("shell.demo"))):
        assert mark not in words(pdf(language))
        assert mark in words(pdf(language, demo=True))


def test_every_page_of_a_long_demonstration_says_what_it_is() -> None:
    long = pages(pdf(demo=True, paragraphs=("内容很长。" * 100,) * 6))
    assert len(long) > 1
    for number, page in enumerate(long, 1):
        assert "演示数据" in page
        assert f"第{number}页，共{len(long)}页" in page


def test_the_code_leads_where_it_should() -> None:
    (picture,) = to_pngs(certificate_sheet(CERTIFICATE, Language.ZH, HOTLINE))
    frame = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert frame is not None
    assert [code.text for code in zxingcpp.read_barcodes(frame)] == [CODE.payload]


def test_a_certificate_without_fields_or_paragraphs_can_be_set() -> None:
    told = words(pdf(fields=(), paragraphs=()))
    assert CERTIFICATE.title in told


def test_who_it_is_about_stays_out_of_the_log() -> None:
    secret = replace(CERTIFICATE, fields=(Line("姓名", "王小英"),), paragraphs=("王小英",))
    sheet = certificate_sheet(secret, Language.ZH, HOTLINE)
    assert "王小英" not in repr(secret) + repr(secret.fields) + repr(sheet)
