"""One thread for each device: it alone touches the device, and tells the visit what happened.

No device call ever runs on the GUI thread; a device that hangs holds up nobody but itself.
"""

import logging
import queue
import threading
from collections.abc import Callable
from typing import assert_never

from config.faults import FaultCode
from devices.device import Condition, Faulty, Lost, NeedsAttention, NotFitted, Ready, Unknown
from devices.id_card.answer import CardPresent, CardRead, CardRemoved, NoCard, ReaderFault, ReadFailed
from devices.id_card.reader import POLL_INTERVAL_S, IdCardReader
from devices.receipt_printer.printer import ReceiptPrinter
from kiosk.person import person_from_card
from kiosk.visit import event as e

Post = Callable[[e.Event], None]

PRINTER_POLL_S = 3.0

_log = logging.getLogger("devices")


class ReaderThread:
    """Looks for a card while the visit awaits one, and at no other time: a card is not read unasked.

    ``awaits_card`` is set and cleared by the visit's thread.
    """

    def __init__(self, reader: IdCardReader | None, post: Post) -> None:
        self._reader = reader
        self._post = post
        self.awaits_card = threading.Event()
        self._stopping = threading.Event()
        self._fault: FaultCode | None = None
        self._thread = threading.Thread(target=self._run, name="id-card-reader", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Within a second, if the reader is not in the midst of a look; a daemon thread holds no exit up."""
        self._stopping.set()
        self.awaits_card.set()
        self._thread.join(1.0)

    def _run(self) -> None:
        if self._reader is None:
            self._post(e.ReaderChanged(FaultCode.READER_NOT_FITTED))
            return
        while not self._stopping.is_set():
            self.awaits_card.wait()
            if self._stopping.is_set():
                break
            self._look(self._reader)
            self._stopping.wait(POLL_INTERVAL_S)
        self._reader.close()

    def _look(self, reader: IdCardReader) -> None:
        answer = reader.poll()
        condition = reader.status().condition
        self._tell_fault(condition.fault if isinstance(condition, Lost | Faulty) else None)
        match answer:
            case CardRead():
                person = person_from_card(answer.card, answer.newest_address)
                self._post(e.CardRead(person, answer.portrait_wlt))
            case ReadFailed(fault, again):
                if not again:
                    self._post(e.CardReadFailed(fault))
            case CardRemoved():
                self._post(e.CardRemoved())
            case NoCard() | CardPresent() | ReaderFault():
                pass
            case _ as never:
                assert_never(never)

    def _tell_fault(self, fault: FaultCode | None) -> None:
        if fault is not self._fault:
            self._fault = fault
            _log.info("id_card %s", fault or "ready")
            self._post(e.ReaderChanged(fault))


class PrinterThread:
    """Prints what it is given, in order, and asks the printer how it is in between."""

    def __init__(self, printer: ReceiptPrinter | None, post: Post) -> None:
        self._printer = printer
        self._post = post
        self._jobs: queue.SimpleQueue[Callable[[], e.Event] | None] = queue.SimpleQueue()
        self._fault: FaultCode | None = None
        self._thread = threading.Thread(target=self._run, name="receipt-printer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def do(self, job: Callable[[], e.Event]) -> None:
        """Any thread: carried out on the printer's thread; its event is posted."""
        self._jobs.put(job)

    def stop(self) -> None:
        self._jobs.put(None)
        self._thread.join(1.0)

    def _run(self) -> None:
        while True:
            self._ask()
            try:
                job = self._jobs.get(timeout=PRINTER_POLL_S)
            except queue.Empty:
                continue
            if job is None:
                break
            self._post(job())
        if self._printer is not None:
            self._printer.close()

    def _ask(self) -> None:
        condition = self._printer.check().condition if self._printer is not None else NotFitted()
        fault = printer_fault(condition)
        if fault is not self._fault:
            self._fault = fault
            _log.info("receipt_printer %s", fault or "ready")
            self._post(e.PrinterChanged(fault))


def printer_fault(condition: Condition) -> FaultCode | None:
    """What stands in the way of a slip, or will soon."""
    match condition:
        case NotFitted():
            return FaultCode.PRINTER_NOT_FITTED
        case NeedsAttention(fault) | Faulty(fault) | Lost(fault):
            return fault
        case Ready() | Unknown():
            return None
        case _ as never:
            assert_never(never)
