"""The slot of the simulated reader: brings a made-up chip to the driver of Debian's virtual reader, and spoils what is
to be spoiled.

The driver's line (vsmartcard, vpcd): each message is two bytes of length, big-endian, and so many bytes. One byte 00,
01 or 02 switches the chip off, on, or resets it, and has no answer; 04 asks for the ATR; anything longer is a command.
A card in the slot is a connection; without one the slot is empty.
"""

import contextlib
import hashlib
import socket
import threading
from collections.abc import Callable
from enum import IntEnum

from devices.drills import Drills
from devices.social_card.apdu import select_by_name
from devices.social_card.drawer import DrawerCard
from devices.social_card.drill import Drill
from devices.social_card.layout import ENVIRONMENT
from devices.social_card.simulated_chip import ATR, SimulatedChip

Connect = Callable[[], socket.socket | None]
"""A connection to the driver; None when the reader is not there just now."""

_RETRY_S = 0.05
_SLOWNESS_S = 0.05
_HANGS_AT, _PULLED_AT = 3, 6
"""Which command of a reading is the last that is answered."""
_TOO_LONG_ATR = bytes(40)
"""No ATR has more than 33 bytes: the driver finds a card there, and power brings nothing that it can use."""


class _Control(IntEnum):
    OFF = 0
    ON = 1
    RESET = 2
    ATR = 4


class SimulatedSlot:
    """``stop_service`` kills the service. May be used from any thread."""

    def __init__(self, connect: Connect, drills: Drills[Drill], stop_service: Callable[[], None]) -> None:
        self._connect = connect
        self._drills = drills
        self._stop_service = stop_service
        self._lock = threading.Lock()
        self._inserted: _Insertion | None = None

    @property
    def card(self) -> DrawerCard | None:
        with self._lock:
            inserted = self._inserted
        return inserted.card if inserted and not inserted.has_slipped_out else None

    def insert(self, card: DrawerCard) -> None:
        """Puts a card in, in the place of any other."""
        with self._lock:
            self._take_out()
            self._inserted = _Insertion(card, self._connect, self._drills, self._stop_service)

    def remove(self) -> None:
        """Takes the card out."""
        with self._lock:
            self._take_out()

    def _take_out(self) -> None:
        if self._inserted:
            self._inserted.end()
            self._inserted = None


class _Insertion:
    """One card from its insertion to its removal; connects again whenever the reader comes back."""

    def __init__(
        self,
        card: DrawerCard,
        connect: Connect,
        drills: Drills[Drill],
        stop_service: Callable[[], None],
    ) -> None:
        self.card = card
        self._connect = connect
        self._drills = drills
        self._stop_service = stop_service
        self.has_slipped_out = False
        self._chip = SimulatedChip(card)
        self._is_mute = drills.strikes(Drill.MUTE)
        self._planned: frozenset[Drill] = frozenset()
        self._commands = 0
        self._clearings = 0
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._thread = threading.Thread(target=self._run, name="simulated-social-card", daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        with self._lock, contextlib.suppress(OSError):
            if self._line is not None:
                self._line.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            line = self._connect()
            if line is None:
                self._ended.wait(_RETRY_S)
                continue
            with line:
                with self._lock:
                    self._line = line
                # However the line breaks: we are removed, or the service is gone and may come back.
                with contextlib.suppress(OSError):
                    self._serve(line)
                with self._lock:
                    self._line = None

    def _serve(self, line: socket.socket) -> None:
        while not self._ended.is_set() and (message := _receive(line)):
            answer = self._answer(message)
            if answer is not None:
                line.sendall(len(answer).to_bytes(2, "big") + answer)

    def _answer(self, message: bytes) -> bytes | None:
        """None to what has no answer."""
        if len(message) > 1:
            return self._spoiled(message)
        if message[0] == _Control.ATR:
            return _TOO_LONG_ATR if self._is_mute else ATR
        self._chip.power()
        return None

    def _spoiled(self, command: bytes) -> bytes | None:
        """The chip's answer after what the drills make of it; None when none will come."""
        if command == select_by_name(ENVIRONMENT):
            self._plan()
        self._commands += 1
        if Drill.SLOW in self._planned:
            self._ended.wait(_SLOWNESS_S)
        if Drill.HANGING in self._planned and self._commands > _HANGS_AT:
            while self._drills.clearings == self._clearings and not self._ended.wait(_RETRY_S):
                pass
        if self._commands > _PULLED_AT:
            if Drill.PULLED_MID_READ in self._planned:
                self.has_slipped_out = True
                self._ended.set()
                return None
            if Drill.SERVICE_STOPPED in self._planned:
                self._stop_service()
                return None
        answer = self._chip.answer(command)
        if self._commands > 1 and Drill.GARBAGE in self._planned:
            seed = bytes((self._commands,)) + command
            return hashlib.shake_128(seed).digest(1 + self._commands * 7 % 40)
        if self._commands > 1 and Drill.UNREADABLE in self._planned:
            return b"\x6f\x00"
        return answer

    def _plan(self) -> None:
        """Which faults this reading will have."""
        self._commands = 0
        self._clearings = self._drills.clearings
        self._planned = frozenset(
            drill for drill in Drill if drill != Drill.MUTE and self._drills.strikes(drill)
        )
        self._chip.has_environment = Drill.WRONG_APPLICATION not in self._planned
        self._chip.spoils_number = Drill.INVALID_DATA in self._planned


def _receive(line: socket.socket) -> bytes:
    """The next message; empty at the end of the line."""
    header = _exactly(line, 2)
    return _exactly(line, int.from_bytes(header, "big")) if header else b""


def _exactly(line: socket.socket, length: int) -> bytes:
    received = line.recv(length, socket.MSG_WAITALL)
    # Without it the driver's next message waits 40 ms for our acknowledgement; it holds for one receive only.
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
    return received if len(received) == length else b""
