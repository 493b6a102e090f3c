"""The receipt printer with a flight recorder on its line: the same adapter, every byte and conclusion told to a tap."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from config.faults import EnvironmentFault
from devices.device import DeviceStatus, SelfTest
from devices.flight_recorder.conclusions import test_ended
from devices.flight_recorder.entry import Began, Ended, LineChange, LineChanged, Outcome, Verb
from devices.flight_recorder.tap import Tap
from devices.receipt_printer.connection import Connection, Deadline
from devices.receipt_printer.printer import (
    AlreadyPrinted,
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintUncertain,
    ReceiptPrinter,
)
from devices.receipt_printer.slip import Slip


class RecordedConnection:
    """A connection whose bytes are told to the tap; used by one thread, as the connection itself."""

    def __init__(self, connection: Connection, tap: Tap) -> None:
        self._connection = connection
        self._tap = tap
        self._is_open = True

    def send(self, data: bytes, deadline: Deadline) -> None:
        try:
            self._connection.send(data, deadline)
        except EnvironmentFault as broken:
            self._tap.event(LineChanged(LineChange.BROKE, broken.code))
            raise
        self._tap.sent(data)

    def receive(self, deadline: Deadline) -> bytes:
        try:
            received = self._connection.receive(deadline)
        except EnvironmentFault as broken:
            self._tap.event(LineChanged(LineChange.BROKE, broken.code))
            raise
        if received:
            self._tap.received(received)
        return received

    def close(self) -> None:
        self._connection.close()
        if self._is_open:
            self._is_open = False
            self._tap.event(LineChanged(LineChange.CLOSED))


def recorded_connection(connect: Callable[[], Connection], tap: Tap) -> Callable[[], Connection]:
    """Opens the same connection, recorded; a failure to open is told too."""

    def connect_recorded() -> Connection:
        try:
            connection = connect()
        except EnvironmentFault as broken:
            tap.event(LineChanged(LineChange.OPEN_FAILED, broken.code))
            raise
        tap.event(LineChanged(LineChange.OPENED))
        return RecordedConnection(connection, tap)

    return connect_recorded


class RecordedReceiptPrinter(ReceiptPrinter):
    """A `ReceiptPrinter` that tells the tap what it concludes, and its line's bytes but not what it prints."""

    def __init__(
        self,
        connect: Callable[[], Connection],
        clock: Callable[[], datetime],
        *,
        tap: Tap,
        driver: str,
        name: str = "receipt_printer",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(
            recorded_connection(connect, tap), clock, driver=driver, name=name, monotonic=monotonic
        )
        self._tap = tap

    def check(self) -> DeviceStatus:
        status = super().check()
        self._tap.status(status)
        return status

    def self_test(self) -> SelfTest:
        self._tap.event(Began(Verb.SELF_TEST))
        result = super().self_test()
        self._tap.event(test_ended(result))
        self._tap.status(self.status())
        return result

    def print_slip(self, slip: Slip) -> PrintOutcome:
        self._tap.event(Began(Verb.PRINT))
        outcome = super().print_slip(slip)
        self._tap.event(_ended(outcome))
        self._tap.status(self.status())
        return outcome


def _ended(outcome: PrintOutcome) -> Ended:
    match outcome:
        case Printed():
            return Ended(Verb.PRINT, Outcome.DONE)
        case AlreadyPrinted():
            return Ended(Verb.PRINT, Outcome.ALREADY_DONE)
        case NotPrinted(fault):
            return Ended(Verb.PRINT, Outcome.FAILED, fault)
        case PrintUncertain(fault):
            return Ended(Verb.PRINT, Outcome.UNCERTAIN, fault)
        case _:
            assert_never(outcome)
