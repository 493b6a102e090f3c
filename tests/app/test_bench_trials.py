"""What "Test" does at the bench for each device of a whole hall, over its real wire."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.bench import device_trials
from config.faults import FaultCode
from config.texts import texts
from devices.page_printer.simulator import SimulatedPagePrinter
from kiosk.bench import state as b
from kiosk.bench.finding import Saying
from kiosk.staff.account import COMMAND_LINE, AccountName, Role
from kiosk.staff.opening import open_records
from kiosk.staff.staff import Staff
from tests.app.whole_station import WholeStation

NAME, PIN = AccountName("li-gong"), "739164"
PASSED = Saying("bench.test_passed")


@pytest.fixture(autouse=True)
def technician(station: WholeStation) -> Iterator[None]:
    """Signed in at the board."""
    records = open_records(station.station.data)
    Staff(records).add(NAME, Role.TECHNICIAN, PIN, COMMAND_LINE, station.station.now())
    records.close()
    station.until_state("Attract", "Home")
    station.bench.call()
    station.until("the names", lambda: getattr(station.bench.bench.state, "chosen", "") == NAME)
    station.bench.enter_pin(PIN)
    station.until("the board", lambda: isinstance(station.bench.bench.state, b.Board))
    station.until("the findings", lambda: len(board(station).findings) > 15)
    yield
    station.bench.leave()


def board(station: WholeStation) -> b.Board:
    state = station.bench.bench.state
    assert isinstance(state, b.Board)
    return state


def hear(station: WholeStation, *, told: Saying | FaultCode) -> None:
    station.until(
        f"the answer {told}", lambda: board(station).told == told and board(station).activity is None
    )


@pytest.mark.parametrize("device", ["ups", "door", "presence", "signature"])
def test_a_device_that_can_tell_by_itself_asks_nobody(station: WholeStation, device: str) -> None:
    station.bench.test(device)
    hear(station, told=PASSED)


@pytest.mark.parametrize("device", ["speaker", "status_light", "face_camera", "document_camera"])
def test_what_only_a_person_can_judge_is_asked(station: WholeStation, device: str) -> None:
    station.bench.test(device)
    station.until("the question", lambda: board(station).activity == b.Asked(device))
    station.until_said(texts("zh").say(f"bench.judge_{device}"))
    station.bench.judge(True)
    assert board(station).told == Saying("bench.judged_well")


def test_a_camera_under_test_is_seen_and_gone_with_the_answer(station: WholeStation) -> None:
    station.bench.test("face_camera")
    station.until("a picture", lambda: station.preview.property("picture") != "")
    station.bench.judge(True)
    assert station.preview.property("picture") == ""


def test_a_page_comes_out_of_the_printer(station: WholeStation) -> None:
    station.bench.test("page_printer")
    station.until("the question", lambda: board(station).activity == b.Asked("page_printer"))
    assert "终端就绪检查报告" in last_page(station)


def test_the_readiness_report_says_what_the_board_says(station: WholeStation) -> None:
    station.hall.named("door").perform("open", [])
    station.until_said(texts("zh").say("fault.door_open.staff"))
    station.bench.report()
    hear(station, told=Saying("bench.report_printed"))
    page = last_page(station)
    assert texts("zh").say("fault.door_open.staff") in page
    assert station.station.settings.station.id in page
    station.hall.named("door").perform("close", [])


def test_without_paper_the_report_is_kept_as_a_file(station: WholeStation) -> None:
    station.hall.named("page_printer").perform("fault", ["paper_out"])
    station.until_said(texts("zh").say("fault.page_printer_paper_out.remedy"))
    station.bench.report()
    station.until("the file", lambda: any((station.station.data / "reports").glob("*.pdf")))
    (file,) = (station.station.data / "reports").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert "终端就绪检查报告" in text_of(file.read_bytes())
    station.hall.named("page_printer").perform("clear", [])


@pytest.mark.parametrize(
    ("shown", "told"), [("ABC123", PASSED), ("https://example.com", FaultCode.CODE_IS_LINK)]
)
def test_a_code_is_held_to_the_scanner(station: WholeStation, shown: str, told: Saying | FaultCode) -> None:
    station.bench.test("scanner")
    station.until_said(texts("zh").say("bench.hint_scanner"))
    while board(station).activity is not None:  # until the scanner is listened to
        station.hall.named("scanner").perform("scan", [shown])
        station.let_live(0.3)
    hear(station, told=told)
    assert shown not in station.words()


def test_nothing_laid_down_is_no_fault_and_no_success(
    station: WholeStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device_trials, "WAIT_S", 0.5)
    station.bench.test("scanner")
    hear(station, told=Saying("bench.test_untried"))


@pytest.mark.parametrize("device", ["id_card", "social_card"])
def test_a_card_is_read_and_nothing_of_it_shown(station: WholeStation, device: str) -> None:
    station.bench.test(device)
    station.until_said(texts("zh").say(f"bench.hint_{device}"))
    station.hall.named(device).perform("insert", ["grandmother"])
    hear(station, told=PASSED)
    assert "符" not in station.words()
    station.hall.named(device).perform("remove", [])


def last_page(station: WholeStation) -> str:
    printer = station.hall.named("page_printer")
    assert isinstance(printer, SimulatedPagePrinter)
    return text_of(printer.documents()[-1].pdf)


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
