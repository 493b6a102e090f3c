"""A receipt printer that is not there: it obeys the real bytes, shows the real faults, and keeps pictures of its slips.

``SimulatedReceiptPrinter()`` listens on TCP, ``SimulatedReceiptPrinter.on_serial()`` on a pty, ``on_usb()`` on a
device file like ``/dev/usb/lp0``.
"""

import os
import queue
import select
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from devices.receipt_printer.paper import Receipt
from devices.receipt_printer.simulated_mechanism import Drill, SimulatedMechanism
from devices.receipt_printer.simulated_wire import PtyWire, TcpWire, UsbWire, Wire
from devices.simulation import Answer, UnknownVerb

_T = TypeVar("_T")

_FAULTS = {
    Drill.PAPER_OUT: "the roll is empty; once: runs out in the next job",
    Drill.PAPER_NEAR_END: "the roll is nearly empty, printing goes on",
    Drill.COVER_OPEN: "somebody opened the cover; once: during the next job",
    Drill.OFFLINE: "off line without saying why; once: during the next job",
    Drill.CUTTER_ERROR: "the knife is stuck; once: at the next cut",
    Drill.JAM_MID_JOB: "the paper jams after 200 bytes of a job",
    Drill.UNPLUG_MID_JOB: "the plug is pulled after three lines of the next job",
    Drill.REFUSE_CONNECTION: "nobody answers at its address; once (TCP): the next caller is cut off",
    Drill.SILENT: "takes everything, answers nothing; once: one answer is lost",
    Drill.GARBAGE_STATUS: "answers rubbish; once: one rubbish byte",
    Drill.SLOW: "takes its time over every line; once: for the next job",
}

_VERBS = {
    "state": "how the printer is now",
    "fault": "NAME [once]: makes NAME go wrong until cleared, or once",
    "clear": "ends all faults, closes the cover, loads paper",
    "load_paper": "puts in a new roll",
    "open_cover": "opens the cover",
    "close_cover": "closes the cover",
    "unplug": "pulls the plug: power and cable; the unprinted part of a job is lost",
    "plug": "puts the plug back",
    "receipts": "the text of every slip since the start, oldest first",
    "save": "DIR: writes every slip as a PNG into DIR",
}


class SimulatedReceiptPrinter:
    """A whole printer on a thread of its own; all methods may be called from any thread.

    ``near_end_after`` and ``out_after`` count receipts to a roll; ``slow_line_s`` is the fault ``slow``, for each line.
    """

    name = "receipt_printer"

    def __init__(
        self,
        wire: Wire | None = None,
        *,
        near_end_after: int | None = None,
        out_after: int | None = None,
        slow_line_s: float = 0.02,
    ) -> None:
        self._wire: Wire = wire or TcpWire()
        self._mechanism = SimulatedMechanism(near_end_after, out_after, slow_line_s)
        self._plugged = True
        self._closing = False
        self._tasks: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._live, name="simulated-receipt-printer", daemon=True)
        self._thread.start()

    @classmethod
    def on_serial(
        cls, *, near_end_after: int | None = None, out_after: int | None = None, slow_line_s: float = 0.02
    ) -> "SimulatedReceiptPrinter":
        """The same printer on a serial port."""
        return cls(PtyWire(), near_end_after=near_end_after, out_after=out_after, slow_line_s=slow_line_s)

    @classmethod
    def on_usb(
        cls, *, near_end_after: int | None = None, out_after: int | None = None, slow_line_s: float = 0.02
    ) -> "SimulatedReceiptPrinter":
        """The same printer on USB."""
        return cls(UsbWire(), near_end_after=near_end_after, out_after=out_after, slow_line_s=slow_line_s)

    def address(self) -> Mapping[str, str | int]:
        return self._wire.address()

    def verbs(self) -> Mapping[str, str]:
        return _VERBS

    def faults(self) -> Mapping[str, str]:
        return {str(drill): meaning for drill, meaning in _FAULTS.items()}

    def fail_next(self, name: str) -> None:
        """Goes wrong once, at the next occasion. Raises UnknownVerb for a fault that there is not."""
        drill = _drill(name)
        self._on_its_thread(lambda: self._drill_once(drill))

    def fail_until_cleared(self, name: str) -> None:
        """Goes wrong from now on. Raises UnknownVerb for a fault that there is not."""
        drill = _drill(name)
        self._on_its_thread(lambda: self._drill_on(drill))

    def unplug(self) -> None:
        self._on_its_thread(self._pull_plug)

    def plug(self) -> None:
        self._on_its_thread(self._put_plug)

    def receipts(self) -> list[Receipt]:
        """Every piece of paper that fell off, oldest first (the last 200)."""
        return self._on_its_thread(lambda: list(self._mechanism.receipts))

    def unknown_commands(self) -> list[bytes]:
        """What the host sent and this printer does not know."""
        return self._on_its_thread(lambda: list(self._mechanism.head.unknown))

    def perform(self, verb: str, words: Sequence[str] = ()) -> Answer:
        match verb, *words:
            case ["state"]:
                return self._on_its_thread(self._state)
            case ["fault", name]:
                self.fail_until_cleared(name)
            case ["fault", name, "once"]:
                self.fail_next(name)
            case ["clear"]:
                self._on_its_thread(self._clear)
            case ["load_paper"]:
                self._on_its_thread(self._mechanism.load_paper)
            case ["open_cover"]:
                self.fail_until_cleared(Drill.COVER_OPEN)
            case ["close_cover"]:
                self._on_its_thread(lambda: self._mechanism.present.discard(Drill.COVER_OPEN))
            case ["unplug"]:
                self.unplug()
            case ["plug"]:
                self.plug()
            case ["receipts"]:
                return [receipt.text for receipt in self.receipts()]
            case ["save", folder]:
                return _save(self.receipts(), Path(folder))
            case _:
                raise UnknownVerb(
                    f"{verb}: {_VERBS.get(verb, 'no such verb; there are ' + ', '.join(_VERBS))}"
                )
        return None

    def close(self) -> None:
        if self._thread.is_alive():
            self._on_its_thread(self._stop)
            self._thread.join()

    def _live(self) -> None:
        while not self._closing:
            readable, _, _ = select.select([self._wake_read, *self._wire.watched()], [], [], self._patience())
            for ready in readable:
                if ready == self._wake_read:
                    os.read(self._wake_read, 1)
                    self._tasks.get()()
                elif ready in self._wire.watched():
                    self._send(self._mechanism.take(self._wire.receive(ready), time.monotonic()))
            if not self._closing:
                self._send(self._mechanism.work(time.monotonic()))
        self._wire.close()
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _patience(self) -> float | None:
        """Seconds until the slow mechanism moves on; None to sleep until something comes."""
        busy = self._mechanism.has_work and self._mechanism.goes_on_at > time.monotonic()
        return self._mechanism.goes_on_at - time.monotonic() if busy else None

    def _send(self, answers: bytes) -> None:
        if answers:
            self._wire.send(answers)
        if Drill.UNPLUG_MID_JOB in self._mechanism.present:
            self._mechanism.present.discard(Drill.UNPLUG_MID_JOB)
            self._pull_plug()

    def _on_its_thread(self, task: Callable[[], _T]) -> _T:
        if not self._thread.is_alive():
            return task()
        done: Future[_T] = Future()

        def carry_out() -> None:
            done.set_result(task())

        self._tasks.put(carry_out)
        os.write(self._wake_write, b".")
        return done.result(timeout=5)

    def _stop(self) -> None:
        self._closing = True

    def _drill_once(self, drill: Drill) -> None:
        if drill is Drill.REFUSE_CONNECTION:
            self._wire.refuses_next = True
        else:
            self._mechanism.next.add(drill)

    def _drill_on(self, drill: Drill) -> None:
        if drill is Drill.REFUSE_CONNECTION:
            self._wire.unplug()
        self._mechanism.present.add(drill)

    def _clear(self) -> None:
        self._mechanism.clear()
        self._wire.refuses_next = False
        if self._plugged:
            self._wire.plug()

    def _pull_plug(self) -> None:
        self._plugged = False
        self._wire.unplug()
        self._mechanism.power_off()

    def _put_plug(self) -> None:
        self._plugged = True
        if Drill.REFUSE_CONNECTION not in self._mechanism.present:
            self._wire.plug()

    def _state(self) -> dict[str, str | int | bool | None]:
        mechanism = self._mechanism
        paper = "out" if mechanism.paper_is_out else "near_end" if mechanism.paper_is_near_end else "ok"
        return {
            "plugged": self._plugged,
            "stopped": mechanism.is_stopped,
            "paper": paper,
            "cover_open": Drill.COVER_OPEN in mechanism.present,
            "faults": " ".join(sorted(mechanism.present)),
            "faults_once": " ".join(sorted(mechanism.next)),
            "lines_on_paper": len(mechanism.head.rows),
            "receipts": len(mechanism.receipts),
            "unknown_commands": len(mechanism.head.unknown),
        }


def _drill(name: str) -> Drill:
    if name not in set(Drill):
        raise UnknownVerb(f"no such fault: {name}; there are {', '.join(Drill)}")
    return Drill(name)


def _save(receipts: Sequence[Receipt], folder: Path) -> list[str]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = [folder / f"receipt-{number:03}.png" for number in range(1, len(receipts) + 1)]
    for file, receipt in zip(files, receipts, strict=True):
        file.touch(mode=0o600)
        file.write_bytes(receipt.png())
    return [str(file) for file in files]
