"""What the PC/SC library answers only with real readers: one pulled from a running service, a driver's every code."""

from collections.abc import Iterator, Sequence

import pytest
from smartcard import scard

from config.faults import FaultCode
from devices.social_card import pcsc
from devices.social_card.answer import CardPresent, CardRead, CardRemoved, NoCard, ReaderFault, ReadFailed
from devices.social_card.drawer import DRAWER
from devices.social_card.pcsc import fault_of
from devices.social_card.reader import SocialCardReader
from devices.social_card.simulated_chip import SimulatedChip
from devices.social_card.slot import ReaderAddress

from .conftest import NOON, Clock

NAME = "Contact Reader 00 00"
UNPLUGGED = ReaderFault(FaultCode.SOCIAL_READER_UNPLUGGED)


class MemoryLibrary:
    """The library without a service: one reader, answering from memory."""

    SCARD_S_SUCCESS = 0

    def __init__(self) -> None:
        self.readers = [NAME]
        self.state = scard.SCARD_STATE_EMPTY
        self.later_state: int | None = None
        self.chip: SimulatedChip | None = None
        self.establishing = 0
        self.connecting = 0
        self.transmitting = 0
        self.contexts = 0

    def insert(self, name: str, count: int) -> None:
        self.chip = SimulatedChip(DRAWER[name])
        self.state = scard.SCARD_STATE_PRESENT | count << 16

    def SCardEstablishContext(self, scope: int) -> tuple[int, int]:  # noqa: ARG002, N802
        self.contexts += 1
        return self.establishing, self.contexts

    def SCardReleaseContext(self, context: int) -> int:  # noqa: ARG002, N802
        return 0

    def SCardIsValidContext(self, context: int) -> int:  # noqa: ARG002, N802
        return 0

    def SCardListReaders(self, context: int, groups: Sequence[str]) -> tuple[int, Sequence[str]]:  # noqa: ARG002, N802
        return (0, self.readers) if self.readers else (scard.SCARD_E_NO_READERS_AVAILABLE, [])

    def SCardGetStatusChange(  # noqa: N802
        self,
        context: int,  # noqa: ARG002
        timeout_ms: int,
        states: Sequence[tuple[str, int]],
    ) -> tuple[int, Sequence[pcsc.State]]:
        if timeout_ms:
            if self.later_state is None:
                return scard.SCARD_E_TIMEOUT, [(NAME, self.state, [])]
            self.state = self.later_state
        return 0, [(states[0][0], self.state | scard.SCARD_STATE_CHANGED, [])]

    def SCardConnect(  # noqa: N802
        self,
        context: int,  # noqa: ARG002
        reader: str,  # noqa: ARG002
        share: int,  # noqa: ARG002
        protocols: int,  # noqa: ARG002
    ) -> tuple[int, int, int]:
        return self.connecting, 1, scard.SCARD_PROTOCOL_T1

    def SCardTransmit(  # noqa: N802
        self,
        card: int,  # noqa: ARG002
        protocol: int,  # noqa: ARG002
        command: Sequence[int],
    ) -> tuple[int, Sequence[int]]:
        assert self.chip is not None
        return self.transmitting, list(self.chip.answer(bytes(command)))

    def SCardDisconnect(self, card: int, disposition: int) -> int:  # noqa: ARG002, N802
        return 0


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> MemoryLibrary:
    library = MemoryLibrary()
    monkeypatch.setattr(pcsc, "_library", library)
    return library


class _StillClock(Clock):
    """Every look at it takes 0.25 s, so that what waits by it comes to an end."""

    def __call__(self) -> float:
        self.put_forward(0.25)
        return self._ahead_s


@pytest.fixture
def reader(library: MemoryLibrary) -> Iterator[SocialCardReader]:
    assert library.contexts == 0
    reader = SocialCardReader(lambda: ReaderAddress("Contact"), _StillClock(), lambda: NOON)
    yield reader
    reader.close()


def test_a_reader_pulled_from_a_running_service_is_found_again(
    library: MemoryLibrary, reader: SocialCardReader
) -> None:
    assert reader.poll() == NoCard()
    library.readers = []
    assert [reader.poll(), reader.poll()] == [UNPLUGGED] * 2
    library.readers = ["Some Other Reader 00 00"]
    assert reader.poll() == UNPLUGGED
    library.readers = ["Some Other Reader 00 00", NAME]
    assert reader.poll() == NoCard()
    assert library.contexts == 1, "the service was there all the time"


def test_another_card_in_a_reader_that_was_away_is_never_taken_for_the_first(
    library: MemoryLibrary, reader: SocialCardReader
) -> None:
    library.insert("son", count=1)
    assert isinstance(reader.poll(), CardRead)
    library.readers = []
    assert reader.poll() == UNPLUGGED
    library.readers = [NAME]
    library.insert("aunt", count=1)
    assert reader.poll() == CardRemoved()
    assert reader.poll() == CardRead(DRAWER["aunt"].card)


def test_the_same_card_in_a_reader_that_was_away_is_not_reported_twice(
    library: MemoryLibrary, reader: SocialCardReader
) -> None:
    library.insert("son", count=1)
    assert isinstance(reader.poll(), CardRead)
    library.readers = []
    assert reader.poll() == UNPLUGGED
    library.readers = [NAME]
    assert [reader.poll(), reader.poll()] == [CardPresent()] * 2


def test_a_reader_that_its_driver_cannot_reach_is_silent(
    library: MemoryLibrary, reader: SocialCardReader
) -> None:
    library.state = scard.SCARD_STATE_UNAVAILABLE
    assert reader.poll() == ReaderFault(FaultCode.SOCIAL_READER_SILENT)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("E_SHARING_VIOLATION", FaultCode.SOCIAL_READER_BUSY),
        ("E_READER_UNAVAILABLE", FaultCode.SOCIAL_READER_UNPLUGGED),
        ("E_TIMEOUT", FaultCode.SOCIAL_READER_SILENT),
        ("E_NO_SERVICE", FaultCode.SOCIAL_SERVICE_DOWN),
        ("E_SERVICE_STOPPED", FaultCode.SOCIAL_SERVICE_DOWN),
        ("E_INVALID_HANDLE", FaultCode.SOCIAL_SERVICE_DOWN),
        ("F_COMM_ERROR", FaultCode.SOCIAL_SERVICE_DOWN),
    ],
)
@pytest.mark.parametrize("step", ["connecting", "transmitting"])
def test_what_concerns_the_reader_is_told_of_the_reader(
    library: MemoryLibrary, reader: SocialCardReader, step: str, code: str, fault: FaultCode
) -> None:
    library.insert("son", count=1)
    setattr(library, step, getattr(scard, f"SCARD_{code}"))
    assert reader.poll() == ReaderFault(fault)
    setattr(library, step, 0)
    assert reader.poll() == CardRead(DRAWER["son"].card), "whoever is back is asked anew"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("W_UNRESPONSIVE_CARD", ReadFailed(FaultCode.SOCIAL_CARD_MUTE, again=False)),
        ("W_UNPOWERED_CARD", ReadFailed(FaultCode.SOCIAL_CARD_MUTE, again=False)),
        ("E_NO_SMARTCARD", ReadFailed(FaultCode.SOCIAL_CARD_PULLED, again=False)),
        ("W_REMOVED_CARD", ReadFailed(FaultCode.SOCIAL_CARD_PULLED, again=False)),
        ("W_RESET_CARD", ReadFailed(FaultCode.SOCIAL_CARD_UNREADABLE, again=True)),
        ("E_NOT_TRANSACTED", ReadFailed(FaultCode.SOCIAL_CARD_UNREADABLE, again=True)),
        ("E_PROTO_MISMATCH", ReadFailed(FaultCode.SOCIAL_CARD_UNREADABLE, again=True)),
    ],
)
@pytest.mark.parametrize("step", ["connecting", "transmitting"])
def test_what_concerns_the_card_is_told_of_the_card(
    library: MemoryLibrary, reader: SocialCardReader, step: str, code: str, told: ReadFailed
) -> None:
    library.insert("son", count=1)
    setattr(library, step, getattr(scard, f"SCARD_{code}"))
    assert reader.poll() == told


def test_a_transfer_that_failed_because_the_card_is_going_is_a_pulled_card(
    library: MemoryLibrary, reader: SocialCardReader
) -> None:
    library.insert("son", count=1)
    library.transmitting = scard.SCARD_E_NOT_TRANSACTED
    library.later_state = scard.SCARD_STATE_EMPTY | 2 << 16
    assert reader.poll() == ReadFailed(FaultCode.SOCIAL_CARD_PULLED, again=False)
    assert [reader.poll(), reader.poll()] == [CardRemoved(), NoCard()]


def test_a_service_that_lets_us_not_in_is_told_apart_from_one_that_is_down(
    library: MemoryLibrary, reader: SocialCardReader
) -> None:
    library.establishing = scard.SCARD_W_SECURITY_VIOLATION
    refused = ReaderFault(FaultCode.SOCIAL_SERVICE_REFUSED)
    assert [reader.poll() for _ in range(5)] == [refused] * 5
    assert library.contexts < 5, "it is not asked at every look"


def test_whatever_else_goes_wrong_without_a_card_is_the_readers(
    library: MemoryLibrary, reader: SocialCardReader
) -> None:
    library.establishing = scard.SCARD_E_UNEXPECTED
    assert reader.poll() == ReaderFault(FaultCode.SOCIAL_READER_SILENT)


def test_every_code_of_the_library_means_something_of_ours() -> None:
    codes = [
        value for name, value in vars(scard).items() if name.startswith(("SCARD_E_", "SCARD_W_", "SCARD_F_"))
    ]
    assert len(codes) > 40
    assert all(fault_of(code).value.startswith("social_") for code in codes)
