"""`apdu`: one command to a social-security card and its answer, through our channel, against pyscard's bare call."""

import time

from smartcard import scard

from app.station_context import StationContext
from benchmarks.figure import Figure, Held, Target, interleaved, median, spread
from devices.social_card.apdu import Answer, Status, exchange, read_record_of, select_by_name
from devices.social_card.layout import ENVIRONMENT, File
from devices.social_card.pcsc import Card, Context
from devices.social_card.simulator import SimulatedSocialCards

TARGET = Target(Held.RATIO, 1.3)
_SELECT = select_by_name(ENVIRONMENT)
_READ = read_record_of(File.HOLDER, 1, 0x14)
_NOTICED_S = 10.0


def measure(_: StationContext, *, quick: bool = False) -> Figure:
    """Both speak in turn, over one connection to the service, with one simulated card."""
    rounds, commands = (20, 20) if quick else (200, 50)
    simulator = SimulatedSocialCards()
    try:
        address = simulator.address()
        context = Context(str(address["socket"]))
        reader = f"{address['reader']} 00 00"
        simulator.insert("son")
        _wait_for_card(context, reader)
        context.release()
        # The service is from now on the one that the context has just found.
        _, bare_context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        _, handle, protocol = scard.SCardConnect(
            bare_context, reader, scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_PROTOCOL_T0
        )
        card = Card(handle, protocol)
        exchange(card.transmit, _SELECT)
        ours, bare = interleaved(rounds, lambda: _ours(card, commands), lambda: _bare(handle, commands))
        card.release()
        scard.SCardReleaseContext(bare_context)
    finally:
        simulator.close()
    return Figure(
        "apdu",
        median(ours),
        "us",
        median(bare),
        TARGET,
        f"{commands} commands of 5 bytes, 22 back, {rounds} times; ours {spread(ours, 0)}, bare {spread(bare, 0)}",
    )


def _ours(card: Card, commands: int) -> float:
    """Microseconds a command, with answers put together and checked."""
    begun = time.perf_counter()
    for _ in range(commands):
        answer = exchange(card.transmit, _READ)
        assert isinstance(answer, Answer)
        assert answer.status == Status.OK
    return (time.perf_counter() - begun) / commands * 1e6


def _bare(handle: int, commands: int) -> float:
    """Microseconds a command."""
    command = list(_READ)
    begun = time.perf_counter()
    for _ in range(commands):
        code, answer = scard.SCardTransmit(handle, scard.SCARD_PCI_T0, command)
        assert code == 0
    spent = time.perf_counter() - begun
    assert answer[-2:] == [0x90, 0x00]
    return spent / commands * 1e6


def _wait_for_card(context: Context, reader: str) -> None:
    until = time.monotonic() + _NOTICED_S
    state = 0
    while (
        not (state := context.state(reader, state & ~scard.SCARD_STATE_CHANGED, 1000))
        & scard.SCARD_STATE_PRESENT
    ):
        if time.monotonic() > until:
            raise TimeoutError("the service never noticed the card")
