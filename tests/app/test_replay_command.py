"""``jinban replay``: a fault of yesterday's hall at today's desk; its words, its JSON and its status."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from devices.flight_recorder.conclusions import visit_entered
from devices.flight_recorder.recorded_printer import RecordedReceiptPrinter
from devices.flight_recorder.recorded_reader import RecordedIdCardReader
from devices.flight_recorder.recorder import FlightRecorder
from devices.flight_recorder.redaction.escpos import EscposRedaction
from devices.flight_recorder.redaction.sam import SamRedaction
from devices.flight_recorder.redaction.scanner import ScannerRedaction
from devices.id_card.link import Limits
from devices.id_card.simulator import SamSimulator
from devices.id_card.transport import SerialWire
from devices.receipt_printer.connection import TcpConnection
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from devices.receipt_printer.slip import Pair, Slip, Text, Title
from tests.app.jinban_command import jinban

NAME, NUMBER, PHONE = "吴志远", "460105199003071239", "13876543210"


def now() -> datetime:
    return datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A card lifted too early, garbage from the reader, a code, and a roll that ends in the receipt."""
    folder = tmp_path_factory.mktemp("data") / "flight"
    recorder = FlightRecorder(folder, now)
    visit, scanner = recorder.visit_tap(), recorder.tap("scanner", ScannerRedaction())
    sam, paper = SamSimulator.on_pty(baud=None), SimulatedReceiptPrinter()
    port, host = str(sam.address()["port"]), str(paper.address()["host"])
    limits = Limits(command_s=0.25, read_s=0.3, quiet_s=0.03)
    tap = recorder.tap("id_card", SamRedaction())
    reader = RecordedIdCardReader(lambda: SerialWire(port), time.monotonic, now, tap=tap, limits=limits)
    printer = RecordedReceiptPrinter(
        lambda: TcpConnection(host, int(paper.address()["port"])),
        now,
        tap=recorder.tap("receipt_printer", EscposRedaction()),
        driver="escpos-tcp",
    )
    try:
        visit.event(visit_entered("Identify"))
        sam.insert("son")
        sam.fail_next("cut_off")
        reader.poll()
        reader.poll()
        sam.insert("son")
        sam.fail_next("garbage")
        reader.poll()
        scanner.received(NUMBER.encode() + b"\r\n")
        visit.event(visit_entered("Result"))
        paper.fail_next("paper_out")
        lines = (Pair("申请人", NAME), Pair("证件", NUMBER), Pair("电话", PHONE), Text("。"))
        printer.print_slip(Slip("JB-1", (Title("回执"), *lines)))
    finally:
        reader.close()
        printer.close()
        recorder.close()
        sam.close()
        paper.close()
    return folder


def test_the_same_faults_come_out_and_nobody_is_named(recording: Path, tmp_path: Path) -> None:
    said = jinban(tmp_path, "replay", str(recording / "current.jsonl"))
    assert (said.status, said.err) == (0, "")
    assert "id_card: the same faults in the same order" in said.out
    assert "receipt_printer: the same faults in the same order" in said.out
    assert "then and now ended verb=look outcome=will_try_again fault=card_lifted" in said.out
    assert "then and now ended verb=print outcome=uncertain fault=printer_paper_out" in said.out
    assert "scanner: cannot be played back; what was recorded:\n  09:" in said.out
    assert "line_scanned length=18 terminator=crlf" in said.out
    assert "visit step=identify" in said.out
    kept = said.out + (recording / "current.jsonl").read_text()
    assert [secret for secret in (NAME, NUMBER, PHONE) if secret in kept] == []


def test_one_device_of_a_folder_as_json(recording: Path, tmp_path: Path) -> None:
    said = jinban(tmp_path, "replay", str(recording), "--device", "receipt_printer", "--json")
    assert said.status == 0
    document = said.document
    assert (document["file"], document["same"]) == (str(recording), True)
    (device,) = _list(document["devices"])
    assert (device["device"], device["replayed"], device["diverged"], device["dropped"]) == (
        "receipt_printer", True, None, 0,
    )  # fmt: skip
    told = [{name: value for name, value in one.items() if name != "at"} for one in _list(device["then"])]
    assert told == device["now"]
    assert told[-1] == {"entry": "condition", "condition": "faulty", "fault": "printer_paper_out"}


def test_other_faults_are_status_one(recording: Path, tmp_path: Path) -> None:
    altered = tmp_path / "altered.jsonl"
    text = (recording / "current.jsonl").read_text()
    altered.write_text(text.replace('"fault":"printer_paper_out"', '"fault":"printer_cover_open"'))
    said = jinban(tmp_path, "replay", str(altered))
    assert said.status == 1
    assert "receipt_printer: DIFFERENT" in said.out
    assert "then only    ended verb=print outcome=uncertain fault=printer_cover_open" in said.out
    assert "now only     ended verb=print outcome=uncertain fault=printer_paper_out" in said.out
    assert jinban(tmp_path, "replay", str(altered), "--device", "id_card").status == 0


def test_what_is_no_recording_is_one_line_and_status_two(recording: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    lines = (recording / "current.jsonl").read_text().splitlines()
    document = json.loads(lines[4]) | {"device": "kettle"}
    broken.write_text("\n".join([*lines[:4], json.dumps(document), *lines[5:]]))
    for words, expected in (
        ([str(broken)], f"{broken}:5: expected device"),
        ([__file__], f"{__file__}:1: expected one JSON object"),
        ([str(tmp_path / "nowhere")], "No such file"),
        ([str(recording), "--device", "door"], "no entries of door; it holds: id_card"),
    ):
        said = jinban(tmp_path, "replay", *words)
        assert (said.status, said.out) == (2, ""), words
        assert expected in said.complaint


def _list(told: object) -> list[dict[str, object]]:
    assert isinstance(told, list)
    return told
