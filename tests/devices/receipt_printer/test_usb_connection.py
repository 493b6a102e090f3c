"""What the kernel's printer driver does that no network and no serial line does."""

import errno
import os
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.faults import EnvironmentFault, FaultCode
from devices.receipt_printer.connection import Deadline
from devices.receipt_printer.usb_connection import UsbConnection

OPEN_AT_MOST_S = 0.3


@pytest.fixture
def printer_end() -> Iterator[tuple[int, str]]:
    """The printer's end of a cable, and the name of the device file at ours."""
    near, far = os.openpty()
    tty.setraw(far)
    yield near, os.ttyname(far)
    for end in (near, far):
        os.close(end)


def _fault(device: str | Path) -> tuple[FaultCode, str]:
    with pytest.raises(EnvironmentFault) as raised:
        UsbConnection(str(device)).close()
    return raised.value.code, raised.value.detail


def test_no_printer_has_no_device_file(tmp_path: Path) -> None:
    assert _fault(tmp_path / "lp0") == (FaultCode.PRINTER_UNPLUGGED, "ENOENT")


def test_rule_that_names_a_folder_is_no_printer(tmp_path: Path) -> None:
    assert _fault(tmp_path)[0] is FaultCode.PRINTER_UNPLUGGED


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (errno.EBUSY, FaultCode.PRINTER_BUSY),
        (errno.EACCES, FaultCode.PRINTER_FORBIDDEN),
        (errno.EPERM, FaultCode.PRINTER_FORBIDDEN),
        (errno.ENODEV, FaultCode.PRINTER_UNPLUGGED),
        (errno.ENXIO, FaultCode.PRINTER_UNPLUGGED),
        (errno.EIO, FaultCode.PRINTER_UNPLUGGED),
    ],
)
def test_refusals_of_the_driver_at_opening(
    monkeypatch: pytest.MonkeyPatch, told: int, code: FaultCode
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(told, os.strerror(told))

    monkeypatch.setattr(os, "open", refuse)
    assert _fault("/dev/usb/lp0") == (code, errno.errorcode[told])


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (errno.ENODEV, FaultCode.PRINTER_UNPLUGGED),
        (errno.EIO, FaultCode.PRINTER_UNPLUGGED),
        (errno.EINVAL, FaultCode.PRINTER_SILENT),
    ],
)
def test_refusals_of_the_driver_at_reading(
    printer_end: tuple[int, str], monkeypatch: pytest.MonkeyPatch, told: int, code: FaultCode
) -> None:
    connection = UsbConnection(printer_end[1])

    def refuse(*_: object) -> bytes:
        raise OSError(told, os.strerror(told))

    monkeypatch.setattr(os, "read", refuse)
    os.write(printer_end[0], b"\x12")
    with pytest.raises(EnvironmentFault) as raised:
        connection.receive(Deadline.after(1))
    assert raised.value.code is code
    connection.close()


def test_driver_that_asked_the_printer_knows_that_paper_is_out() -> None:
    connection = UsbConnection("/dev/full")  # gives nulls without end, and has no room
    with pytest.raises(EnvironmentFault) as raised:
        connection.send(b"\x10\x04\x01", Deadline.after(1))
    assert raised.value.code is FaultCode.PRINTER_PAPER_OUT
    connection.close()


def test_printer_that_never_stops_talking_is_opened_in_time() -> None:
    started = time.monotonic()
    UsbConnection("/dev/zero").close()
    assert time.monotonic() - started < OPEN_AT_MOST_S + 0.2


def test_answer_to_whoever_was_there_before_is_thrown_away(printer_end: tuple[int, str]) -> None:
    near, device = printer_end
    os.write(near, b"\x1a\x1a")  # off line, an hour ago
    connection = UsbConnection(device)
    assert connection.receive(Deadline(0.0)) == b""
    os.write(near, b"\x12")
    assert connection.receive(Deadline.after(2)) == b"\x12"
    connection.close()


def test_empty_packets_are_neither_an_end_nor_a_reason_to_run_hot(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    device.touch()  # a file at its end: always readable, always 0 bytes
    connection = UsbConnection(str(device))
    started, busy = time.monotonic(), time.thread_time()
    assert connection.receive(Deadline.after(0.3)) == b""
    assert time.monotonic() - started >= 0.3
    assert time.thread_time() - busy < 0.1
    connection.close()


def test_bytes_go_out_as_they_are(printer_end: tuple[int, str]) -> None:
    near, device = printer_end
    connection = UsbConnection(device)
    connection.send(bytes(range(256)), Deadline.after(1))
    sent = b""
    while len(sent) < 256:
        sent += os.read(near, 512)
    assert sent == bytes(range(256))
    connection.close()


def test_printer_that_takes_no_more_is_off_line(printer_end: tuple[int, str]) -> None:
    connection = UsbConnection(printer_end[1])
    started = time.monotonic()
    with pytest.raises(EnvironmentFault) as raised:
        connection.send(bytes(1_000_000), Deadline.after(0.2))
    assert raised.value.code is FaultCode.PRINTER_OFFLINE
    assert time.monotonic() - started < 0.7
    connection.close()


def test_cable_pulled_while_waiting_for_an_answer() -> None:
    near, far = os.openpty()
    tty.setraw(far)
    connection = UsbConnection(os.ttyname(far))
    os.close(near)
    os.close(far)
    with pytest.raises(EnvironmentFault) as raised:
        connection.receive(Deadline.after(2))
    assert raised.value.code is FaultCode.PRINTER_UNPLUGGED
    connection.close()
    connection.close()
