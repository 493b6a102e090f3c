"""The ID-card reader with a flight recorder on its line: the same adapter, every byte and conclusion told to a tap."""

from collections.abc import Callable
from datetime import datetime

from config.faults import EnvironmentFault
from devices.device import DeviceStatus, SelfTest
from devices.flight_recorder.conclusions import look_ended, test_ended
from devices.flight_recorder.entry import Began, LineChange, LineChanged, Verb
from devices.flight_recorder.tap import Tap
from devices.id_card.answer import ReaderAnswer
from devices.id_card.link import Limits
from devices.id_card.reader import IdCardReader
from devices.id_card.transport import OpenWire, Wire


class RecordedWire:
    """A wire whose bytes are told to the tap; like the wire itself it belongs to the device's thread."""

    def __init__(self, wire: Wire, tap: Tap) -> None:
        self._wire = wire
        self._tap = tap
        self._is_open = True

    def send(self, data: bytes) -> None:
        try:
            self._wire.send(data)
        except EnvironmentFault as broken:
            raise self._broke(broken) from broken
        self._tap.sent(data)

    def receive(self, timeout_s: float) -> bytes:
        try:
            received = self._wire.receive(timeout_s)
        except EnvironmentFault as broken:
            raise self._broke(broken) from broken
        if received:
            self._tap.received(received)
        return received

    def discard_input(self) -> None:
        try:
            self._wire.discard_input()
        except EnvironmentFault as broken:
            raise self._broke(broken) from broken

    def close(self) -> None:
        self._wire.close()
        if self._is_open:
            self._is_open = False
            self._tap.event(LineChanged(LineChange.CLOSED))

    def _broke(self, broken: EnvironmentFault) -> EnvironmentFault:
        self._tap.event(LineChanged(LineChange.BROKE, broken.code))
        return broken


def recorded_wire(open_wire: OpenWire, tap: Tap) -> OpenWire:
    """Opens the same wire, recorded; a failure to open is told too."""

    def open_recorded() -> Wire:
        try:
            wire = open_wire()
        except EnvironmentFault as broken:
            tap.event(LineChanged(LineChange.OPEN_FAILED, broken.code))
            raise
        tap.event(LineChanged(LineChange.OPENED))
        return RecordedWire(wire, tap)

    return open_recorded


class RecordedIdCardReader(IdCardReader):
    """An `IdCardReader` that tells the tap what it concludes, and its line's bytes."""

    def __init__(
        self,
        open_wire: OpenWire,
        clock: Callable[[], float],
        now: Callable[[], datetime],
        *,
        tap: Tap,
        driver: str = "sam-serial",
        limits: Limits | None = None,
    ) -> None:
        super().__init__(recorded_wire(open_wire, tap), clock, now, driver=driver, limits=limits)
        self._tap = tap

    def poll(self) -> ReaderAnswer:
        answer = super().poll()
        self._tap.event(look_ended(answer))
        self._tap.status(self.status())
        return answer

    def check(self) -> DeviceStatus:
        self._tap.event(Began(Verb.CHECK))
        status = super().check()
        self._tap.status(status)
        return status

    def self_test(self) -> SelfTest:
        self._tap.event(Began(Verb.SELF_TEST))
        result = super().self_test()
        self._tap.event(test_ended(result))
        self._tap.status(self.status())
        return result

    def close(self) -> None:
        self._tap.event(Began(Verb.CLOSE))
        super().close()
