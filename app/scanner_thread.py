"""The scanner's thread: it looks for a code while the visit can use one, and at no other time."""

import queue
import secrets
import threading
from collections.abc import Callable
from typing import assert_never

from app.device_threads import CHECK_S, Post, Tell, try_again
from config.faults import FaultCode
from devices.scanner.answer import NothingScanned, Refused, Scanned, ScannerFault
from devices.scanner.camera_scanner import CameraScanner
from devices.scanner.serial_scanner import SerialScanner
from devices.scanner.wedge_scanner import WedgeScanner
from kiosk.visit import event as e

POLL_S = 0.3
_NONCE_BYTES = 16

AnyScanner = SerialScanner | WedgeScanner | CameraScanner


class ScannerThread:
    """``awaits_code`` is set and cleared by the visit's thread. What was scanned before it was set is dropped."""

    def __init__(self, scanner: AnyScanner, post: Post, tell: Tell) -> None:
        self._scanner = scanner
        self._post = post
        self._tell = tell
        self.awaits_code = threading.Event()
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scanner", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def do(self, job: Callable[[], None]) -> None:
        """Any thread: carried out on the scanner's thread, within `CHECK_S`."""
        self._jobs.put(job)

    def look_now(self) -> None:
        """Any thread: something was plugged in."""
        self._jobs.put(lambda: try_again(self._scanner))

    def stop(self) -> None:
        self._stopping.set()
        self.awaits_code.set()
        self._thread.join(1.0)

    def _run(self) -> None:
        awaited = False
        while not self._stopping.is_set():
            while not self._jobs.empty():
                self._jobs.get()()
            if not self.awaits_code.is_set():
                awaited = False
                self._tell(self._scanner.check())
                self.awaits_code.wait(CHECK_S)
                continue
            if not awaited:
                awaited = True
                self._scanner.discard()
            self._listen()
        self._scanner.close()

    def _listen(self) -> None:
        answer = self._scanner.poll(POLL_S)
        match answer:
            case Scanned(code):
                self._post(e.CodeScanned(code.text, secrets.token_urlsafe(_NONCE_BYTES)))
            case ScannerFault():
                self._stopping.wait(POLL_S)
            case Refused(fault) if fault is not FaultCode.SCANNER_CUT_OFF:
                self._post(e.NoCodeScanned())
            case Refused() | NothingScanned():
                pass
            case _ as never:
                assert_never(never)
        self._tell(self._scanner.status())
