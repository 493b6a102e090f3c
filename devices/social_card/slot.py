"""Our reader's slot: is a card in it, which insertion is it, and what does the card say.

The service may be restarted at any moment: a context that turns out stale is thrown away, and made anew once in the
same look. Which reader is ours is asked anew at every look, by name; others may come and go.

Belongs to one thread at a time. May block as long as the reader's driver does; see ``errand.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from smartcard import scard

from config.faults import FaultCode
from devices.social_card.conversation import NotSocialCard, Unreadable, Values, read_values
from devices.social_card.pcsc import Context, PcscFault

_GOING_S = 0.6
"""The service looks at its readers every 0.4 s: so long it may take a card for present that is not."""

_COMING_S = 1.0
"""So long after a reader has come (back) its slot may seem vacant though a card is in it."""


@dataclass(frozen=True, slots=True)
class ReaderAddress:
    """Which reader is ours: part of its name as the service lists it (empty: the first), and the service's socket where
    that is not the system's own."""

    reader: str = ""
    socket: str = ""


@dataclass(frozen=True, slots=True)
class Vacant:
    """No card is in the slot; or, while not yet ``is_settled``, none was found so far."""

    era: int
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Holds:
    """A card is in the slot. ``count`` counts insertions and removals; it starts anew with each ``era``, which is one
    stay of the reader in the list of one run of the service."""

    era: int
    count: int


class CardSlot:
    """``address`` is asked whenever a context is made; it may raise EnvironmentFault. ``clock`` counts seconds."""

    def __init__(self, address: Callable[[], ReaderAddress], clock: Callable[[], float]) -> None:
        self._find_address = address
        self._clock = clock
        self._address = ReaderAddress()
        self._context: Context | None = None
        self._reader = ""
        self._era = 0
        self._era_began = 0.0

    @property
    def reader(self) -> str:
        """The name of the reader that the last look found."""
        return self._reader

    def look(self) -> Vacant | Holds:
        """Takes 1 ms; 0.4 s with a mute card, for which the library itself waits. Raises EnvironmentFault."""
        if self._context is not None:
            try:
                return self._look(self._context)
            except PcscFault as fault:
                if not fault.is_stale:
                    raise
        self._address = self._find_address()
        self._context = Context(self._address.socket)
        return self._look(self._context)

    def read(self) -> Values | NotSocialCard | Unreadable:
        """Powers and reads the card that the look before found; about 0.5 s. Raises EnvironmentFault."""
        context = self._context
        if context is None:
            raise PcscFault(scard.SCARD_E_INVALID_HANDLE)
        try:
            return self._read(context)
        except PcscFault as fault:
            if fault.code == FaultCode.SOCIAL_CARD_UNREADABLE and self._is_pulled(context):
                raise PcscFault(scard.SCARD_W_REMOVED_CARD) from fault
            self._forget_if_stale(fault)
            raise

    def release(self) -> None:
        """Lets the context go; the next look makes another. May be called twice."""
        self._reader = ""
        if self._context is not None:
            self._context.release()
            self._context = None

    def _look(self, context: Context) -> Vacant | Holds:
        try:
            reader, state = self._find(context)
        except PcscFault as fault:
            self._reader = ""
            self._forget_if_stale(fault)
            raise
        if reader != self._reader:
            self._reader = reader
            self._era += 1
            self._era_began = self._clock()
        if state & scard.SCARD_STATE_PRESENT:
            return Holds(self._era, state >> 16)
        return Vacant(self._era, self._clock() - self._era_began >= _COMING_S)

    def _find(self, context: Context) -> tuple[str, int]:
        """Our reader's name and state."""
        reader = next((name for name in context.readers() if self._address.reader in name), "")
        if not reader:
            raise PcscFault(scard.SCARD_E_UNKNOWN_READER)
        state = context.state(reader)
        if state & (scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE):
            raise PcscFault(scard.SCARD_E_NOT_READY)
        return reader, state

    def _read(self, context: Context) -> Values | NotSocialCard | Unreadable:
        card = context.connect(self._reader)
        try:
            return read_values(card.transmit)
        finally:
            card.release()

    def _forget_if_stale(self, fault: PcscFault) -> None:
        if fault.is_stale:
            self.release()

    def _is_pulled(self, context: Context) -> bool:
        """Whether the card that stopped answering is about to be found gone."""
        until = self._clock() + _GOING_S
        state = context.state(self._reader)
        while state & scard.SCARD_STATE_PRESENT and (left := until - self._clock()) > 0:
            state = context.state(self._reader, state & ~scard.SCARD_STATE_CHANGED, int(left * 1000) + 1)
        return not state & scard.SCARD_STATE_PRESENT
