"""A receipt printer on each kind of cable, and the slip that most tests print."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

import pytest

from devices.receipt_printer.connection import Connection, SerialConnection, TcpConnection
from devices.receipt_printer.printer import ReceiptPrinter
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from devices.receipt_printer.slip import (
    Align,
    Highlight,
    Pair,
    QrCode,
    Rule,
    Slip,
    Space,
    Step,
    Text,
    Title,
)
from devices.receipt_printer.usb_connection import UsbConnection


class _Rest:
    """The monotonic clock of the back-off; calling it lets so many seconds pass."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self, seconds: float) -> None:
        self.now_s += seconds


_CABLES = {
    "tcp": SimulatedReceiptPrinter,
    "serial": SimulatedReceiptPrinter.on_serial,
    "usb": SimulatedReceiptPrinter.on_usb,
}


@pytest.fixture(params=_CABLES)
def far_side(request: pytest.FixtureRequest) -> Iterator[SimulatedReceiptPrinter]:
    """The simulated printer, once on each kind of cable."""
    simulated = _CABLES[request.param]()
    yield simulated
    simulated.close()


@pytest.fixture
def connect(far_side: SimulatedReceiptPrinter) -> Callable[[], Connection]:
    """Opens a line to it as the station does."""
    address = far_side.address()
    if "host" in address:
        return partial(TcpConnection, str(address["host"]), int(address["port"]))
    if "device" in address:
        return partial(UsbConnection, str(address["device"]))
    return partial(SerialConnection, str(address["port"]), int(address["baud"]))


@pytest.fixture
def let_rest() -> Callable[[float], None]:
    """Lets seconds pass for the back-off without waiting for them."""
    return _Rest()


@pytest.fixture
def printer(connect: Callable[[], Connection], let_rest: Callable[[float], None]) -> Iterator[ReceiptPrinter]:
    """The station's printer on that line."""
    assert isinstance(let_rest, _Rest)
    rest = let_rest
    station_printer = ReceiptPrinter(
        connect,
        lambda: datetime(2026, 11, 23, 6, 5, tzinfo=UTC),
        driver="escpos",
        monotonic=lambda: rest.now_s,
    )
    yield station_printer
    station_printer.close()


@pytest.fixture
def slip() -> Slip:
    """The receipt of an old man's longevity subsidy, saved while the cable to the platform is cut."""
    return Slip(
        "JB-20261123-000147",
        (
            Title("政务服务自助终端"),
            Highlight("回执"),
            Text("海口市龙华区24小时政务服务大厅", Align.CENTRE),
            Rule(),
            Pair("办件编号", "JB-20261123-000147"),
            Pair("事项", "高龄老人长寿补贴申领"),
            Pair("主管部门", "海口市民政局（示例）"),
            Pair("申请人", "王*"),
            Pair("时间", "2026-11-23 14:05"),
            Rule(),
            Highlight("已保存在本机，尚未发送"),
            Text("接下来会怎样：", bold=True),
            Step(1, "网络恢复后，本机会自动发送您的申请，不必再来。"),
            Step(2, "民政部门在 5 个工作日内答复，结果以短信告知。"),
            Step(3, "凭办件编号，可在任何一台自助终端查询进度。"),
            QrCode("https://zw.example.cn/q/JB-20261123-000147"),
            Text("扫码查询办理进度", Align.CENTRE),
            Space(),
            Text("政务服务热线 12345（示例）", Align.CENTRE),
        ),
    )
