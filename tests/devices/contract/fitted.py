"""Every driver with its far side: the adapter as the station fits it, over the wire that it speaks on."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from config.faults import FaultCode
from devices.camera.camera import Camera
from devices.camera.opencv_source import OpencvSource
from devices.camera.pictures import CameraPictures
from devices.camera.simulator import SimulatedCamera
from devices.device import Device
from devices.id_card.reader import IdCardReader
from devices.id_card.simulator import SamSimulator
from devices.id_card.transport import SerialWire
from devices.id_card.transport import TcpWire as SamTcpWire
from devices.kiosk_body.board_channel import BoardChannel
from devices.kiosk_body.door import DoorContact
from devices.kiosk_body.io_line import IoLine
from devices.kiosk_body.io_line import SerialWire as BoardWire
from devices.kiosk_body.presence import PresenceSensor
from devices.kiosk_body.simulated_io_board import SimulatedIoBoard
from devices.kiosk_body.simulated_speaker import SimulatedSpeaker
from devices.kiosk_body.simulated_ups import SimulatedUps
from devices.kiosk_body.speaker import Speaker
from devices.kiosk_body.status_light import StatusLight
from devices.kiosk_body.ups import Ups, UpsdLine
from devices.page_printer.printer import PagePrinter
from devices.page_printer.simulator import SimulatedPagePrinter
from devices.receipt_printer.connection import SerialConnection, TcpConnection
from devices.receipt_printer.printer import ReceiptPrinter
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from devices.receipt_printer.usb_connection import UsbConnection
from devices.scanner.camera_scanner import CameraScanner
from devices.scanner.serial_line import SerialLine
from devices.scanner.serial_scanner import SerialScanner
from devices.scanner.simulator import SimulatedScanner
from devices.simulation import Simulator
from devices.social_card.reader import SocialCardReader
from devices.social_card.simulator import SimulatedSocialCards
from devices.social_card.slot import ReaderAddress


@dataclass(frozen=True, slots=True)
class Fitted:
    """One device at the station; ``unplugged`` is what pulling its plug is to be told as.

    ``times`` it is unplugged in a row: a hundred, or fewer where each time takes seconds.
    """

    device: Device
    far_side: Simulator
    unplugged: FaultCode
    times: int = 100
    plug_out: tuple[str, ...] = ("unplug",)
    plug_in: tuple[str, ...] = ("plug",)

    def pull_plug(self) -> None:
        self.far_side.perform(self.plug_out[0], self.plug_out[1:])

    def put_plug(self) -> None:
        self.far_side.perform(self.plug_in[0], self.plug_in[1:])


def now() -> datetime:
    return datetime.now(UTC)


def _text(far_side: Simulator, key: str) -> str:
    return str(far_side.address()[key])


def _number(far_side: Simulator, key: str) -> int:
    return int(far_side.address()[key])


def _sam_serial() -> Fitted:
    far = SamSimulator.on_pty()
    reader = IdCardReader(lambda: SerialWire(_text(far, "port")), time.monotonic, now)
    return Fitted(reader, far, FaultCode.READER_UNPLUGGED)


def _sam_tcp() -> Fitted:
    far = SamSimulator.on_tcp()
    reader = IdCardReader(
        lambda: SamTcpWire(_text(far, "host"), _number(far, "port")), time.monotonic, now, driver="sam-tcp"
    )
    return Fitted(reader, far, FaultCode.READER_UNPLUGGED)


def _pcsc() -> Fitted:
    far = SimulatedSocialCards()

    def address() -> ReaderAddress:
        return ReaderAddress(_text(far, "reader"), _text(far, "socket"))

    reader = SocialCardReader(address, time.monotonic, now)
    return Fitted(reader, far, FaultCode.SOCIAL_READER_UNPLUGGED, times=5)


def _scanner_serial() -> Fitted:
    far = SimulatedScanner()
    scanner = SerialScanner(lambda: SerialLine(_text(far, "port")), time.monotonic, now)
    return Fitted(scanner, far, FaultCode.SCANNER_UNPLUGGED)


def _camera(name: str) -> tuple[Camera, SimulatedCamera]:
    far = SimulatedCamera(name)
    return Camera(OpencvSource(lambda: _text(far, "source"), 1280, 720), now, name=name), far


def _scanner_camera() -> Fitted:
    camera, far = _camera("scanner")
    scanner = CameraScanner(CameraPictures(camera), time.monotonic, now)
    return Fitted(scanner, far, FaultCode.CAMERA_UNPLUGGED, times=5)


def _opencv() -> Fitted:
    camera, far = _camera("face_camera")
    return Fitted(camera, far, FaultCode.CAMERA_UNPLUGGED, times=3)


def _escpos_tcp() -> Fitted:
    far = SimulatedReceiptPrinter()
    printer = ReceiptPrinter(
        lambda: TcpConnection(_text(far, "host"), _number(far, "port")), now, driver="escpos-tcp"
    )
    return Fitted(printer, far, FaultCode.PRINTER_UNPLUGGED)


def _escpos_serial() -> Fitted:
    far = SimulatedReceiptPrinter.on_serial()
    printer = ReceiptPrinter(
        lambda: SerialConnection(_text(far, "port"), 115200), now, driver="escpos-serial"
    )
    return Fitted(printer, far, FaultCode.PRINTER_UNPLUGGED)


def _escpos_usb() -> Fitted:
    far = SimulatedReceiptPrinter.on_usb()
    printer = ReceiptPrinter(lambda: UsbConnection(_text(far, "device")), now, driver="escpos-usb")
    return Fitted(printer, far, FaultCode.PRINTER_UNPLUGGED)


def _ipp() -> Fitted:
    far = SimulatedPagePrinter()
    printer = PagePrinter(lambda: _text(far, "uri"), now, driver="ipp", station="HK-DEMO-001")
    return Fitted(printer, far, FaultCode.PAGE_PRINTER_UNPLUGGED)


class _OnBoard:
    """One device of a simulated board."""

    def __init__(self, board: SimulatedIoBoard, name: str) -> None:
        self._board = board
        self.far: Simulator = next(device for device in board.devices if device.name == name)

    def channel(self) -> BoardChannel:
        line = IoLine(lambda: BoardWire(_text(self.far, "port"), _number(self.far, "baud")))
        return BoardChannel(line, _number(self.far, "unit"), _number(self.far, "channel"))


def _presence() -> Fitted:
    board = _OnBoard(SimulatedIoBoard(), "presence")
    return Fitted(PresenceSensor(board.channel(), now), board.far, FaultCode.IO_BOARD_UNPLUGGED)


def _door() -> Fitted:
    board = _OnBoard(SimulatedIoBoard(), "door")
    return Fitted(DoorContact(board.channel(), now), board.far, FaultCode.IO_BOARD_UNPLUGGED)


def _light() -> Fitted:
    board = _OnBoard(SimulatedIoBoard(), "status_light")
    return Fitted(StatusLight(board.channel(), now), board.far, FaultCode.IO_BOARD_UNPLUGGED)


def _nut() -> Fitted:
    far = SimulatedUps()
    ups = Ups(lambda: UpsdLine(_text(far, "host"), _number(far, "port")), "ups", now)
    gone = ("fault", "refuse_connection")  # its own plug goes into the wall, and upsd tells of that
    return Fitted(ups, far, FaultCode.UPS_UNREACHABLE, plug_out=gone, plug_in=("clear",))


def _alsa() -> Fitted:
    far = SimulatedSpeaker()
    return Fitted(Speaker(lambda: _text(far, "device"), now), far, FaultCode.SPEAKER_MISSING, times=10)


FITTED: dict[str, Callable[[], Fitted]] = {
    "sam-serial": _sam_serial,
    "sam-tcp": _sam_tcp,
    "pcsc": _pcsc,
    "serial": _scanner_serial,
    "camera": _scanner_camera,
    "escpos-tcp": _escpos_tcp,
    "escpos-serial": _escpos_serial,
    "escpos-usb": _escpos_usb,
    "ipp": _ipp,
    "opencv": _opencv,
    "modbus presence": _presence,
    "modbus door": _door,
    "modbus light": _light,
    "nut": _nut,
    "alsa": _alsa,
}
NO_PLUG_OF_ITS_OWN = {"wedge", "touchscreen", "cups"}
"""Keys typed into our window, the screen itself, and a queue of another program: each has tests of its own."""
