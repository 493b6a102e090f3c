"""Slips that are no receipts: where to go next, and how cases stand, with masked names only."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from devices.receipt_printer.slip import Pair, QrCode, Slip
from devices.receipt_printer.slip import Text as Line
from kiosk.catalogue.item import Hours
from kiosk.catalogue.words import Language
from kiosk.receipt import Place
from kiosk.slips import hours_text, opening, places_slip, progress_slip
from kiosk.visit.effect import PrintPlaces, PrintProgress
from kiosk.visit.sample_hall import CASE, ELDER, ITEM, PLACE

AT = datetime(2026, 5, 6, 10, 30, tzinfo=UTC)
WHERE = Place("海口市政务服务自助终端", "24小时自助大厅", "HK-DEMO-001", "12345", demo=True)
OFFICE = (Hours(opens="08:30", closes="12:00"), Hours(opens="14:30", closes="17:30"))


def words(slip: Slip) -> list[str]:
    said = []
    for element in slip.lines:
        match element:
            case Line(text=text):
                said.append(text)
            case Pair(name, value):
                said.append(f"{name} {value}")
            case QrCode(text):
                said.append(text)
            case _:
                pass
    return said


@pytest.mark.parametrize(
    ("hours", "language", "text"),
    [
        (OFFICE, Language.ZH, "周一至周五 08:30-12:00、14:30-17:30"),
        (OFFICE, Language.EN, "Mon to Fri 08:30-12:00, 14:30-17:30"),
        ((Hours(days=(6,), opens="09:00", closes="11:00"),), Language.ZH, "周六 09:00-11:00"),
        ((Hours(days=(1, 3), opens="09:00", closes="11:00"),), Language.ZH, "周一 周三 09:00-11:00"),
        (
            (*OFFICE[:1], Hours(days=(6, 7), opens="09:00", closes="11:00")),
            Language.ZH,
            "周一至周五 08:30-12:00；周六至周日 09:00-11:00",
        ),
    ],
)
def test_hours_are_said_as_a_sign_at_the_door_says_them(
    hours: tuple[Hours, ...], language: Language, text: str
) -> None:
    place = PLACE.place.model_copy(update={"around_the_clock": False, "hours": hours})
    assert hours_text(place, language) == text


def test_a_kiosk_that_never_closes_says_so() -> None:
    assert hours_text(PLACE.place, Language.ZH) == "24小时"
    assert opening(OFFICE[:1], Language.ZH) == "周一至周五 08:30-12:00"


def test_the_way_to_the_next_place_is_on_the_slip() -> None:
    phoned = replace(PLACE, place=PLACE.place.model_copy(update={"phone": "0898-12345678", "demo": True}))
    slip = places_slip(PrintPlaces("places/1", ITEM, (phoned,), Language.ZH), WHERE, AT)
    said = words(slip)
    assert slip.id == "places/1"
    for text in ("示例大厅", "示例路1号", "距离 约1.2公里", "时间 24小时", "电话 0898-12345678"):
        assert text in said
    assert "示例" in said, "an example is marked as one"


def test_each_case_is_on_the_slip_with_a_code_to_ask_again_and_no_name() -> None:
    case = CASE.model_copy(update={"applicant": ELDER.masked_name})
    other = CASE.model_copy(update={"item": "HK-OTHER-9"})
    order = PrintProgress("progress/1", (case, other), {ITEM.code: ITEM}, Language.ZH)
    said = words(progress_slip(order, WHERE, AT))
    assert said.count(CASE.application_id) == 2
    assert "示例补贴" in said
    assert "HK-OTHER-9" in said
    assert ELDER.name not in "".join(said)
    assert ELDER.id_number not in "".join(said)
