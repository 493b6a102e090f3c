"""The scanner's thread on a real line: a code is told while the visit waits for one, and at no other time."""

import queue
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.scanner_thread import ScannerThread
from devices.device import DeviceStatus
from devices.scanner.serial_line import SerialLine
from devices.scanner.serial_scanner import SerialScanner
from devices.scanner.simulator import SimulatedScanner
from kiosk.visit import event as e

PATIENCE_S = 30
CODE = "JBC1.an-opaque-code-of-a-phone"
OTHER = "JBC1.another-opaque-code-of-hers"


class Hall:
    """What the thread has told, and a hand that shows codes to the scanner."""

    def __init__(self, far_side: SimulatedScanner) -> None:
        self.far_side = far_side
        self.posted: queue.SimpleQueue[e.Event] = queue.SimpleQueue()
        self.told: queue.SimpleQueue[DeviceStatus] = queue.SimpleQueue()
        port = str(far_side.address()["port"])
        scanner = SerialScanner(
            lambda: SerialLine(port), time.monotonic, lambda: datetime.now(UTC), settle_s=0.0
        )
        self.thread = ScannerThread(scanner, self.posted.put, self.told.put)

    def code(self) -> e.CodeScanned:
        event = self.posted.get(timeout=PATIENCE_S)
        assert isinstance(event, e.CodeScanned)
        return event

    def until_told(self, *, ready: bool) -> None:
        while self.told.get(timeout=PATIENCE_S).ready is not ready:
            pass

    def until_listening(self) -> None:
        """A code that is shown from now on is heard: the thread has looked once since it was asked to."""
        while not self.told.empty():
            self.told.get()
        self.told.get(timeout=PATIENCE_S)
        self.told.get(timeout=PATIENCE_S)


@pytest.fixture
def hall() -> Iterator[Hall]:
    far_side = SimulatedScanner()
    hall = Hall(far_side)
    hall.thread.start()
    yield hall
    hall.thread.stop()
    far_side.close()


def test_a_code_is_told_with_a_fresh_nonce_each_time(hall: Hall) -> None:
    hall.thread.awaits_code.set()
    hall.until_listening()
    hall.far_side.scan(CODE)
    first = hall.code()
    hall.far_side.scan(OTHER)
    second = hall.code()
    assert (first.text, second.text) == (CODE, OTHER)
    assert first.nonce != second.nonce
    assert len(first.nonce) >= 16


def test_a_code_that_was_shown_before_anybody_asked_is_nobodys(hall: Hall) -> None:
    """The one before left his telephone over the scanner; the next resident must not become him."""
    hall.until_told(ready=True)
    hall.far_side.scan(CODE)
    hall.until_told(ready=True)
    hall.thread.awaits_code.set()
    hall.until_listening()
    hall.far_side.scan(OTHER)
    assert hall.code().text == OTHER


def test_when_the_visit_has_no_use_for_it_nothing_is_told(hall: Hall) -> None:
    hall.thread.awaits_code.set()
    hall.until_listening()
    hall.thread.awaits_code.clear()
    hall.until_told(ready=True)
    hall.until_told(ready=True)
    hall.far_side.scan(CODE)
    hall.until_told(ready=True)
    assert hall.posted.empty()


def test_a_pulled_cable_is_told_and_a_mended_one_reads_again(hall: Hall) -> None:
    hall.thread.awaits_code.set()
    hall.until_listening()
    hall.far_side.unplug()
    hall.until_told(ready=False)
    hall.far_side.plug()
    hall.thread.look_now()
    hall.until_told(ready=True)
    hall.until_listening()
    hall.far_side.scan(CODE)
    assert hall.code().text == CODE


def test_a_web_address_is_said_to_be_no_code(hall: Hall) -> None:
    hall.thread.awaits_code.set()
    hall.until_listening()
    hall.far_side.scan("https://example.invalid/pay")
    assert hall.posted.get(timeout=PATIENCE_S) == e.NoCodeScanned()
    hall.far_side.scan(CODE)
    assert hall.code().text == CODE


def test_jobs_are_done_while_it_listens(hall: Hall) -> None:
    done: queue.SimpleQueue[str] = queue.SimpleQueue()
    hall.thread.awaits_code.set()
    hall.thread.do(lambda: done.put("done"))
    assert done.get(timeout=PATIENCE_S) == "done"
