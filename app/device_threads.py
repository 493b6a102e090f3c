"""One thread for each device: it alone touches the device, and tells how it is.

No device call ever runs on the GUI thread; a device that hangs holds up nobody but itself.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from config.faults import FaultCode
from devices.device import (
    Condition,
    Device,
    DeviceStatus,
    Faulty,
    Lost,
    NeedsAttention,
    NotFitted,
    Ready,
    Unknown,
)
from devices.id_card.answer import CardPresent, CardRead, CardRemoved, NoCard, ReaderFault, ReadFailed
from devices.id_card.blame import Blame
from devices.id_card.reader import POLL_INTERVAL_S, IdCardReader
from devices.kiosk_body.presence import Presence, PresenceSensor
from kiosk.person import person_from_card
from kiosk.visit import event as e

Post = Callable[[e.Event], None]
Tell = Callable[[DeviceStatus], None]

CHECK_S = 3.0
"""How often a device that nobody uses is asked how it is."""

PRESENCE_CHECK_S = 0.5
SPEAKER_CHECK_S = 60.0
"""A loudspeaker is asked by starting its player, which is no small thing to do all day."""


class DeviceThread:
    """Carries out what it is given, in order, and asks the device how it is in between.

    ``tell`` hears each answer, on the device's thread; a presence sensor's sight goes to ``post`` when it is another.
    """

    def __init__(self, name: str, device: Device, tell: Tell, post: Post) -> None:
        self._device = device
        self._check_s = {"speaker": SPEAKER_CHECK_S, "presence": PRESENCE_CHECK_S}.get(name, CHECK_S)
        self._tell = tell
        self._post = post
        self._seen = Presence.UNKNOWN
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def do(self, job: Callable[[], None]) -> None:
        """Any thread: carried out on the device's thread."""
        self._jobs.put(job)

    def look_now(self) -> None:
        """Any thread: something was plugged in; a device that was lost is tried at once, without its back-off."""
        self._jobs.put(lambda: try_again(self._device))

    def stop(self) -> None:
        """Within a second, if the device is not in the midst of something; a daemon thread holds no exit up."""
        self._jobs.put(None)
        self._thread.join(1.0)

    def _run(self) -> None:
        while True:
            self._tell(self._device.check())
            self._tell_presence()
            try:
                job = self._jobs.get(timeout=self._check_s)
            except queue.Empty:
                continue
            if job is None:
                break
            job()
        self._device.close()

    def _tell_presence(self) -> None:
        if isinstance(self._device, PresenceSensor) and self._device.presence() is not self._seen:
            self._seen = self._device.presence()
            self._post(e.PresenceChanged(_IS_THERE[self._seen]))


_IS_THERE = {Presence.UNKNOWN: None, Presence.ABSENT: False, Presence.PRESENT: True}


class ReaderThread:
    """Looks for a card while the visit awaits one, and at no other time: a card is not read unasked.

    ``awaits_card`` is set and cleared by the visit's thread.
    """

    def __init__(self, reader: IdCardReader, post: Post, tell: Tell) -> None:
        self._reader = reader
        self._post = post
        self._tell = tell
        self.awaits_card = threading.Event()
        self._blame = Blame()
        self._was_awaiting = False
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="id_card", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def do(self, job: Callable[[], None]) -> None:
        """Any thread: carried out on the device's thread, within `CHECK_S`."""
        self._jobs.put(job)

    def look_now(self) -> None:
        """Any thread: something was plugged in; a reader that was lost is tried within `CHECK_S`."""
        self._jobs.put(lambda: try_again(self._reader))

    def stop(self) -> None:
        """Within a second, if the reader is not in the midst of a look; a daemon thread holds no exit up."""
        self._stopping.set()
        self.awaits_card.set()
        self._thread.join(1.0)

    def _run(self) -> None:
        while not self._stopping.is_set():
            while not self._jobs.empty():
                self._jobs.get()()
            awaits = self.awaits_card.is_set()
            if awaits and not self._was_awaiting:
                self._blame.next_resident()
            self._was_awaiting = awaits
            if awaits:
                self._look()
                self._stopping.wait(POLL_INTERVAL_S)
            else:
                self._tell(self._judged(self._reader.check()))
                self.awaits_card.wait(CHECK_S)
        self._reader.close()

    def _look(self) -> None:
        answer = self._reader.poll()
        match answer:
            case CardRead():
                self._blame.read()
                person = person_from_card(answer.card, answer.newest_address)
                self._post(e.CardRead(person, answer.portrait_wlt))
            case ReadFailed(fault, again):
                if not again:
                    self._blame.failed(fault)
                    self._post(e.CardReadFailed(fault))
            case CardRemoved():
                self._post(e.CardRemoved())
            case NoCard() | CardPresent() | ReaderFault():
                pass
            case _ as never:
                assert_never(never)
        self._tell(self._judged(self._reader.status()))

    def _judged(self, status: DeviceStatus) -> DeviceStatus:
        if isinstance(status.condition, Ready) and self._blame.is_reader_blamed:
            return replace(status, condition=NeedsAttention(FaultCode.READER_SUSPECT))
        return status


def try_again(device: Device) -> None:
    if not device.status().ready:
        device.self_test()


def reader_fault(condition: Condition) -> FaultCode | None:
    """Why no card can be read now."""
    return device_fault(condition, FaultCode.READER_NOT_FITTED)


def device_fault(condition: Condition, not_fitted: FaultCode) -> FaultCode | None:
    """What keeps any other device from being used now; one that only needs attention can be."""
    match condition:
        case NotFitted():
            return not_fitted
        case Faulty(fault) | Lost(fault):
            return fault
        case Ready() | NeedsAttention() | Unknown():
            return None
        case _ as never:
            assert_never(never)


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
