"""Whole visits on the real screens: online, with the cable cut at every moment, and before a false platform."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage

from kiosk.store.states import OutboxState
from kiosk.visit.state import Paper
from tests.app.whole_station import WholeStation


def test_online_the_decision_is_on_the_screen_and_on_paper(station: WholeStation) -> None:
    station.come_to_the_reader()
    station.lay("grandmother")
    station.fill_in()
    number = station.sign_and_submit()
    station.until_state("Result")
    station.until_paper(Paper.PRINTED)
    assert station.cases(number) == 1
    station.until_said("申请已批准", "每月205元，发到您填写的银行卡。（示例）", number, "请取走凭条")
    receipt = station.hall.printer.receipts()[-1]
    assert station.hall.printer.unknown_commands() == []
    for said in ("申请已批准", number, "演示数据，不作凭据", "符*兰", "12345"):
        assert said in receipt.text
    assert "符玉兰" not in receipt.text
    assert codes_in(receipt.image()) == [number]
    assert number in codes_on_the_screen(station)
    row = station.row(number)
    assert row is not None
    assert row.acceptance_number is not None
    assert row.acceptance_number in station.words()
    assert row.acceptance_number in receipt.text


def test_cable_cut_before_the_submission_leaves_a_receipt_that_turns_out_true(station: WholeStation) -> None:
    station.come_to_the_signature()
    station.hall.cable.cut()
    station.wait_for_line(online=False)
    number = station.sign_and_submit()
    station.until_state("Result")
    station.until_said("已保存在本机，尚未发送", "网络恢复后自动提交，不用再来。", number)
    assert durable(station, number), "saved is only said of what is on the disk"
    station.until_paper(Paper.PRINTED)
    receipt = station.hall.printer.receipts()[-1]
    assert "已保存在本机，尚未发送" in receipt.text
    assert "已受理" not in receipt.text
    assert codes_in(receipt.image()) == [number]
    assert station.cases(number) == 0
    station.hall.cable.mend()
    station.until_said("已受理，等待审核", "打印新凭条")
    assert station.cases(number) == 1
    slips = len(station.hall.printer.receipts())
    station.finger.tap("打印新凭条")
    station.until("the new receipt", lambda: len(station.hall.printer.receipts()) == slips + 1)
    assert "已受理，等待审核" in station.hall.printer.receipts()[-1].text


def test_cable_cut_while_it_is_sent(station: WholeStation) -> None:
    station.come_to_the_signature()
    number = station.sign_and_submit()
    station.until_state("Sending", "Result")
    station.hall.cable.cut()
    station.until_state("Result")
    assert durable(station, number)
    station.hall.cable.mend()
    station.until("one case", lambda: station.cases(number) == 1)
    station.until_said("已受理，等待审核")


def test_a_line_that_swallows_everything_holds_nobody_up(station: WholeStation) -> None:
    station.come_to_the_signature()
    station.hall.cable.perform("fault", ["black_hole"])
    number = station.sign_and_submit()
    station.until_state("Result")
    station.until_said("已保存在本机，尚未发送")
    station.until_paper(Paper.PRINTED)
    station.model.go()
    station.until_state("Rate")
    station.hall.cable.cut()  # a router that died is seen as a cut line once it is switched off
    station.hall.cable.mend()
    station.until("the delivery", lambda: station.cases(number) == 1)


def test_the_slip_is_never_printed_before_the_application_is_durable(station: WholeStation) -> None:
    durable_at: list[bool] = []
    slips = len(station.hall.printer.receipts())

    def note(effect: object) -> None:
        if type(effect).__name__ == "PrintReceipt":
            durable_at.append(durable(station, station.number))

    station.model.wanted.connect(note)
    try:
        station.come_to_the_signature()
        assert len(station.hall.printer.receipts()) == slips
        station.sign_and_submit()
        station.until_state("Result")
        station.until_paper(Paper.PRINTED)
    finally:
        station.model.wanted.disconnect(note)
    assert durable_at == [True]


def test_a_rating_travels_and_none_is_preset(station: WholeStation) -> None:
    number = station.file()
    station.until_paper(Paper.PRINTED)
    station.finger.tap("完成")
    station.until_state("Rate")
    station.finger.tap("满意")
    station.finger.tap("提交评价")
    station.until_state("Farewell")
    station.until_said("请取走您的身份证", "带好您的凭条", "您的信息已从屏幕清除")
    assert station.cases(number) == 1


def test_a_page_that_answers_everything_with_html_is_no_platform(
    station: WholeStation, portal: tuple[str, int]
) -> None:
    platform = station.street.target
    try:
        station.lead_the_line_to(*portal)
        station.wait_for_line(online=False)
        number = station.file()
        station.until_said("已保存在本机，尚未发送")
        station.let_live(1.0)
        row = station.row(number)
        assert row is not None
        assert row.state not in (OutboxState.RECEIPTED, OutboxState.PURGED)
        assert "已保存在本机，尚未发送" in station.words()
    finally:
        station.lead_the_line_to(*platform)
    station.until_said("已受理，等待审核")
    assert station.cases(number) == 1


class _LogInPage(BaseHTTPRequestHandler):
    def _answer(self) -> None:
        page = b"<html><body>Please log in to the network</body></html>"
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    do_GET = do_POST = do_PUT = do_HEAD = _answer  # noqa: N815  http.server's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  http.server's name
        """A captive portal tells nobody."""


@pytest.fixture
def portal() -> Iterator[tuple[str, int]]:
    """A hotel's log-in page in front of the network."""
    with HTTPServer(("127.0.0.1", 0), _LogInPage) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield "127.0.0.1", int(server.server_address[1])
        server.shutdown()
        thread.join(5)


def durable(station: WholeStation, number: str) -> bool:
    return station.row(number) is not None


def codes_in(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def codes_on_the_screen(station: WholeStation) -> list[str]:
    picture = station.finger.picture().convertToFormat(QImage.Format.Format_RGB888)
    size = (picture.width(), picture.height())
    stride = picture.bytesPerLine()
    return codes_in(Image.frombytes("RGB", size, bytes(picture.constBits()), "raw", "RGB", stride))
