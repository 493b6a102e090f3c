"""The PC/SC library (libpcsclite) as we use it: typed, and its many error codes told as few faults.

pyscard's own monitors are not used: they do not survive a restart of the service. All calls block as long as the driver
of the reader takes; see ``errand.py`` for how we bound that.
"""

import os
import threading
from collections.abc import Sequence
from typing import NamedTuple, Protocol, cast

from smartcard import scard

from config.faults import EnvironmentFault, FaultCode

State = tuple[str, int, Sequence[int]]
"""A reader's name, its state's bits with the count of insertions and removals above them, and the card's ATR."""


class _Library(Protocol):
    """The part of ``smartcard.scard`` that we call; the first thing returned is always the result code."""

    SCARD_S_SUCCESS: int

    def SCardEstablishContext(self, scope: int) -> tuple[int, int]: ...  # noqa: N802
    def SCardReleaseContext(self, context: int) -> int: ...  # noqa: N802
    def SCardIsValidContext(self, context: int) -> int: ...  # noqa: N802
    def SCardListReaders(self, context: int, groups: Sequence[str]) -> tuple[int, Sequence[str]]: ...  # noqa: N802
    def SCardGetStatusChange(  # noqa: N802
        self, context: int, timeout_ms: int, states: Sequence[tuple[str, int]]
    ) -> tuple[int, Sequence[State]]: ...
    def SCardConnect(  # noqa: N802
        self, context: int, reader: str, share: int, protocols: int
    ) -> tuple[int, int, int]: ...
    def SCardTransmit(  # noqa: N802
        self, card: int, protocol: int, command: Sequence[int]
    ) -> tuple[int, Sequence[int]]: ...
    def SCardDisconnect(self, card: int, disposition: int) -> int: ...  # noqa: N802


_library = cast("_Library", scard)


class _Codes(NamedTuple):
    codes: frozenset[int]
    fault: FaultCode


def _codes(fault: FaultCode, *names: str) -> _Codes:
    return _Codes(frozenset(int(getattr(scard, f"SCARD_{name}")) for name in names), fault)


STALE = _codes(
    FaultCode.SOCIAL_SERVICE_DOWN,
    "E_NO_SERVICE",
    "E_SERVICE_STOPPED",
    "E_INVALID_HANDLE",
    "E_CANCELLED",
    "E_SYSTEM_CANCELLED",
    "E_NO_MEMORY",
    "E_SERVER_TOO_BUSY",
    "F_COMM_ERROR",
    "F_INTERNAL_ERROR",
    "F_UNKNOWN_ERROR",
    "P_SHUTDOWN",
)
"""The context is worth nothing any more; a new one may be."""

_TOLD: tuple[_Codes, ...] = (
    STALE,
    _codes(
        FaultCode.SOCIAL_READER_UNPLUGGED,
        "E_NO_READERS_AVAILABLE",
        "E_UNKNOWN_READER",
        "E_READER_UNAVAILABLE",
    ),
    _codes(FaultCode.SOCIAL_SERVICE_REFUSED, "W_SECURITY_VIOLATION", "E_NO_ACCESS"),
    _codes(FaultCode.SOCIAL_READER_BUSY, "E_SHARING_VIOLATION"),
    _codes(FaultCode.SOCIAL_READER_SILENT, "E_TIMEOUT", "F_WAITED_TOO_LONG", "E_NOT_READY"),
    _codes(FaultCode.SOCIAL_CARD_PULLED, "E_NO_SMARTCARD", "W_REMOVED_CARD"),
    _codes(
        FaultCode.SOCIAL_CARD_MUTE,
        "W_UNRESPONSIVE_CARD",
        "W_UNPOWERED_CARD",
        "E_INVALID_ATR",
        "W_UNSUPPORTED_CARD",
    ),
)


def fault_of(code: int, otherwise: FaultCode = FaultCode.SOCIAL_CARD_UNREADABLE) -> FaultCode:
    """What a result code means to us; ``otherwise`` for whatever else can go wrong."""
    return next((told.fault for told in _TOLD if code in told.codes), otherwise)


class PcscFault(EnvironmentFault):
    """A call of the library failed; ``is_stale`` when its context has to be made anew."""

    def __init__(self, code: int, otherwise: FaultCode = FaultCode.SOCIAL_CARD_UNREADABLE) -> None:
        super().__init__(fault_of(code, otherwise), f"{code & 0xFFFFFFFF:08X}")
        self.is_stale = code in STALE.codes


class Context:
    """One connection to the service. Belongs to one thread at a time. Every call raises PcscFault."""

    def __init__(self, socket: str) -> None:
        with _naming:
            _name_socket(socket)
            code, self._handle = _library.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        _check(code)

    def readers(self) -> Sequence[str]:
        """The readers' names; none is no failure."""
        # WORKAROUND(pyscard 2.3): asked of a context that the library does not know, it ends in SystemError or worse.
        _check(_library.SCardIsValidContext(self._handle))
        code, names = _library.SCardListReaders(self._handle, [])
        if code == scard.SCARD_E_NO_READERS_AVAILABLE:
            return ()
        _check(code)
        return names

    def state(self, reader: str, known: int = 0, timeout_ms: int = 0) -> int:
        """The state's bits and, above them, the count of insertions and removals. Waits for them to become others than
        ``known``, 0 for not at all."""
        code, states = _library.SCardGetStatusChange(self._handle, timeout_ms, [(reader, known)])
        if code != scard.SCARD_E_TIMEOUT:
            _check(code)
        return states[0][1]

    def connect(self, reader: str) -> "Card":
        """Powers the card and keeps it for us alone until `Card.release`."""
        code, handle, protocol = _library.SCardConnect(
            self._handle,
            reader,
            scard.SCARD_SHARE_EXCLUSIVE,
            scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
        )
        if code != 0:
            raise PcscFault(code)
        return Card(handle, protocol)

    def release(self) -> None:
        """Never raises; of a stale context only our side is there to be freed."""
        _library.SCardReleaseContext(self._handle)


class Card:
    """The card in the slot, ours alone."""

    def __init__(self, handle: int, protocol: int) -> None:
        self._handle = handle
        self._protocol = scard.SCARD_PCI_T0 if protocol == scard.SCARD_PROTOCOL_T0 else scard.SCARD_PCI_T1

    def transmit(self, command: bytes) -> bytes:
        """One command, one answer of two bytes at least. Raises PcscFault."""
        code, answer = _library.SCardTransmit(self._handle, self._protocol, list(command))
        if code != 0:
            raise PcscFault(code)
        if len(answer) < 2:
            # Some drivers take a card that left in the middle for one with nothing to say.
            raise PcscFault(scard.SCARD_E_NOT_TRANSACTED)
        return bytes(answer)

    def release(self) -> None:
        """Leaves the card to others; the service switches it off after a while. Never raises.

        WORKAROUND(pcsc-lite 1.9): no reset, tidier as it would be. Told to reset a card that has just left, pcscd takes
        the slot for empty before it has seen it empty, and never notices a card inserted within 0.4 s.
        """
        _library.SCardDisconnect(self._handle, scard.SCARD_LEAVE_CARD)


_VARIABLE = "PCSCLITE_CSOCK_NAME"
_naming = threading.Lock()
_place = -1


def _name_socket(path: str) -> None:
    """Makes the library find the service on this socket; empty: where the system has it.

    The library looks its socket's name up once in a process's life. So what we name is a descriptor, and what that
    stands for may change. Raises PcscFault when there is no such socket.
    """
    global _place  # noqa: PLW0603  the library's name for it is as global
    if not path:
        return
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        raise PcscFault(scard.SCARD_E_NO_SERVICE) from None
    if _place < 0:
        _place = opened
        os.environ[_VARIABLE] = f"/proc/self/fd/{_place}"
    else:
        os.dup2(opened, _place, inheritable=False)
        os.close(opened)


def _check(code: int) -> None:
    """For calls that concern no card."""
    if code != 0:
        raise PcscFault(code, FaultCode.SOCIAL_READER_SILENT)
