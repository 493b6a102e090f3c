"""The bench: the real PC/SC service with a virtual reader, made-up cards, and our reader at its other end."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from smartcard import scard

from devices.social_card.drawer import DRAWER, DrawerCard
from devices.social_card.pcsc import Context
from devices.social_card.reader import SocialCardReader
from devices.social_card.simulator import SimulatedSocialCards
from devices.social_card.slot import ReaderAddress

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
PATIENCE_S = 10.0


class Hall:
    """A hall with one simulated reader; what is done there has been noticed by the service when the verb returns."""

    def __init__(self, simulator: SimulatedSocialCards) -> None:
        self.simulator = simulator

    @property
    def address(self) -> ReaderAddress:
        address = self.simulator.address()
        return ReaderAddress(str(address["reader"]), str(address["socket"]))

    def insert(self, card: str | DrawerCard) -> None:
        before = self._state() >> 16
        self.simulator.insert(card)
        self._wait(lambda state: bool(state & scard.SCARD_STATE_PRESENT) and state >> 16 != before)

    def remove(self) -> None:
        self.simulator.remove()
        self.notices_vacancy()

    def notices_vacancy(self) -> None:
        self._wait(lambda state: not state & scard.SCARD_STATE_PRESENT)

    def notices_card(self) -> None:
        self._wait(lambda state: bool(state & scard.SCARD_STATE_PRESENT))

    def _state(self) -> int:
        context = Context(self.address.socket)
        try:
            return context.state(f"{self.address.reader} 00 00")
        finally:
            context.release()

    def _wait(self, is_right: Callable[[int], bool]) -> None:
        """Waits on the service's own events."""
        until = time.monotonic() + PATIENCE_S
        context = Context(self.address.socket)
        try:
            state = 0
            while not is_right(
                state := context.state(self._name(context), state & ~scard.SCARD_STATE_CHANGED, 1000)
            ):
                assert time.monotonic() < until, "the service never noticed"
        finally:
            context.release()

    def _name(self, context: Context) -> str:
        return next(name for name in context.readers() if self.address.reader in name)


class Clock:
    """The monotonic clock of the back-off: real, and it can be put forward."""

    def __init__(self) -> None:
        self._ahead_s = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self._ahead_s

    def put_forward(self, seconds: float) -> None:
        self._ahead_s += seconds


@pytest.fixture(scope="session")
def standing_simulator() -> Iterator[SimulatedSocialCards]:
    """One service for all tests of a worker: what a test leaves behind is cleared away before the next."""
    simulator = SimulatedSocialCards()
    yield simulator
    simulator.close()


@pytest.fixture
def hall(standing_simulator: SimulatedSocialCards) -> Hall:
    simulator = standing_simulator
    simulator.clear()
    simulator.remove()
    simulator.plug()
    simulator.set_neighbour(False)
    simulator.restart_service()
    return Hall(simulator)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limit_s() -> float:
    return 6.0


@pytest.fixture
def reader(hall: Hall, clock: Clock, limit_s: float) -> Iterator[SocialCardReader]:
    reader = SocialCardReader(lambda: hall.address, clock, lambda: NOON, limit_s=limit_s)
    yield reader
    hall.simulator.clear()
    reader.close()


def secrets_of(name: str) -> list[str]:
    """What must never be seen of this person outside the card itself."""
    card = DRAWER[name].card
    return [card.name, card.number, card.card_number, card.card_id_code, card.birth.isoformat()]
