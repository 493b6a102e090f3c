"""Emergency power: whether the kiosk runs on the mains or on its battery, and how long that will last.

Network UPS Tools knows how to talk to the UPS; its server upsd is asked over TCP. What the card then shows:

| upsd says | condition |
|---|---|
| OL | Ready |
| OB | NeedsAttention UPS_ON_BATTERY |
| OB LB, FSD | Faulty UPS_BATTERY_LOW: the kiosk should be shut down now |
| RB | NeedsAttention UPS_REPLACE_BATTERY |
| LB on the mains | NeedsAttention UPS_BATTERY_CHARGING |
| OVER, BYPASS, OFF, ALARM | NeedsAttention UPS_ALARM |
| ERR DATA-STALE, ERR DRIVER-NOT-CONNECTED | a miss, UPS_DATA_STALE: upsd is there, the UPS is not |
| any other ERR | Faulty UPS_REFUSED: the settings name no UPS that it knows |
| nothing, no connection | a miss, UPS_UNREACHABLE |
| what makes no sense | a miss, UPS_GARBLED |
"""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import assert_never

from config.faults import EnvironmentFault, FaultCode
from devices.device import DeviceStatus, Faulty, SelfTest
from devices.kiosk_body.nut_codec import (
    MOST_BYTES,
    Error,
    Nonsense,
    Power,
    Variables,
    is_whole,
    list_request,
    parse_list,
    power,
)
from devices.kiosk_body.poll import Poll, Told

CONNECT_S = 0.5
ANSWER_S = 1.0

_STALE = {"DATA-STALE", "DRIVER-NOT-CONNECTED"}
_CHUNK_BYTES = 4096


class UpsdLine:
    """An open connection to upsd. Opening raises EnvironmentFault(UPS_UNREACHABLE) after 0.5 s at most."""

    def __init__(self, host: str, port: int) -> None:
        with _unreachable_on_failure():
            self._socket = socket.create_connection((host, port), CONNECT_S)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def variables(self, ups: str) -> Variables | Error | Nonsense:
        """Everything that one UPS tells; 1 s at most, then EnvironmentFault(UPS_UNREACHABLE)."""
        give_up_at = time.monotonic() + ANSWER_S
        heard = b""
        with _unreachable_on_failure():
            self._socket.settimeout(ANSWER_S)
            self._socket.sendall(list_request(ups))
            while not is_whole(heard, ups):
                self._socket.settimeout(max(0.001, give_up_at - time.monotonic()))
                received = self._socket.recv(_CHUNK_BYTES)
                if not received:
                    raise EnvironmentFault(FaultCode.UPS_UNREACHABLE, "upsd closed the connection")
                heard += received
                if len(heard) > MOST_BYTES:
                    return Nonsense()
        return parse_list(heard, ups)

    def close(self) -> None:
        self._socket.close()


class Ups:
    """The UPS of this station; used by its own thread, but for ``status`` and ``power``.

    ``connect`` opens a line or raises EnvironmentFault; ``ups`` is its name in upsd's ``ups.conf``.
    """

    def __init__(
        self,
        connect: Callable[[], UpsdLine],
        ups: str,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        *,
        driver: str = "nut",
    ) -> None:
        self._connect = connect
        self._ups = ups
        self._line: UpsdLine | None = None
        self._power: Power | None = None
        self._poll = Poll("ups", driver, self._ask, now, monotonic)

    def status(self) -> DeviceStatus:
        """As the last exchange left it. Any thread."""
        return self._poll.status

    def power(self) -> Power | None:
        """What the UPS last told; None before, and when its last word is not known. Any thread."""
        return self._power

    def check(self) -> DeviceStatus:
        """Asks upsd; 1.5 s at most."""
        return self._poll.check()

    def self_test(self) -> SelfTest:
        """Asks up to three times; 4.5 s at most. The battery is not tested under load: that empties it."""
        return self._poll.self_test()

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _ask(self) -> Told:
        self._power = None
        try:
            if self._line is None:
                self._line = self._connect()
            return self._told(self._line.variables(self._ups))
        except EnvironmentFault:
            self.close()
            raise

    def _told(self, answer: Variables | Error | Nonsense) -> Told:
        match answer:
            case Variables():
                self._power = power(answer)
                if self._power is None:
                    raise EnvironmentFault(FaultCode.UPS_DATA_STALE, "no ups.status yet")
                return Told(self._power.condition, str(self._power))
            case Error(word) if word in _STALE:
                raise EnvironmentFault(FaultCode.UPS_DATA_STALE, word)
            case Error(word):
                return Told(Faulty(FaultCode.UPS_REFUSED), word[:40])
            case Nonsense():
                raise EnvironmentFault(FaultCode.UPS_GARBLED)
            case _ as never:
                assert_never(never)


@contextlib.contextmanager
def _unreachable_on_failure() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(FaultCode.UPS_UNREACHABLE, type(error).__name__) from error
