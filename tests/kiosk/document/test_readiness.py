"""The technician's report: everything that was found, on as many pages as it takes, with room to sign."""

from dataclasses import replace

import pytest

from config.texts import texts
from kiosk.bench.finding import FindingState
from kiosk.catalogue.words import Language
from kiosk.document.readiness import DeviceLine, readiness_sheet
from kiosk.document.typesetting import to_pdf
from tests.kiosk.document.papers import AT, DEVICES, LANGUAGES, REPORT, in_order, pages, squeezed, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_device_stands_with_its_state_advice_and_witness(language: Language) -> None:
    say = texts(language).say
    told = words(to_pdf(readiness_sheet(REPORT, language)))
    for device in DEVICES:
        state = say(f"document.state_{device.state}")
        assert in_order(told, device.name, state, device.detail, device.advice, device.confirmed_by)
    assert "{" not in told


def test_it_tells_where_when_and_what_else() -> None:
    told = words(to_pdf(readiness_sheet(REPORT, Language.ZH)))
    assert in_order(told, "终端就绪检查报告", "HK-TEST-001", "一楼大厅", "2026-05-06 10:30", "0.1.0")
    assert in_order(
        told, "软件与环境", "磁盘", "可用182GB", "不明USB设备", "1a86:7523", "技术员签字", "验收人签字"
    )


def test_the_summary_counts_what_is_fitted_usable_and_confirmed() -> None:
    told = words(to_pdf(readiness_sheet(REPORT, Language.ZH)))
    assert "4台已装，2台可用，2台经人工确认" in told


def test_no_unknown_device_is_said_plainly() -> None:
    told = words(to_pdf(readiness_sheet(replace(REPORT, unknown_usb=()), Language.ZH)))
    assert in_order(told, "不明USB设备", "无", "技术员签字")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sixty_devices_run_over_pages_that_each_have_the_heads_and_a_number(language: Language) -> None:
    say = texts(language).say
    many = tuple(
        DeviceLine(f"设备{number:02}", FindingState.READY, "型号甲乙丙" * 3, "", AT) for number in range(60)
    )
    told = pages(to_pdf(readiness_sheet(replace(REPORT, devices=many), language)))
    assert len(told) >= 3
    assert in_order("".join(told), *(f"设备{number:02}" for number in range(60)))
    for number, page in enumerate(told, 1):
        assert squeezed(say("document.page", page=number, pages=len(told))) in page
        if "设备" in page.replace("设备状态", ""):
            assert squeezed(say("document.last_test")) in page


def test_every_state_has_its_own_word() -> None:
    for language in LANGUAGES:
        assert len({texts(language).say(f"document.state_{state}") for state in FindingState}) == 4
