"""What one look at the reader can bring: no card, a card just read, a card that must be lifted, a reader in trouble."""

from dataclasses import dataclass, field

from config.faults import FaultCode
from devices.id_card.card import IdCard


@dataclass(frozen=True, slots=True)
class NoCard:
    """Nothing lies there."""


@dataclass(frozen=True, slots=True)
class CardPresent:
    """The card that was reported last, read or refused, lies there still, as far as the reader can tell."""


@dataclass(frozen=True, slots=True)
class CardRemoved:
    """Two looks in a row found no card where one had been reported.

    Most modules answer so about 0.6 s after **every** successful reading, although the card lies there still: they find
    a card only once. Some keep finding it. So this is a reason to remind of the card, never a reason to end a visit.
    """


@dataclass(frozen=True, slots=True)
class CardRead:
    """A card was read: one newly placed, or another than the one reported last.

    ``portrait_wlt`` is the portrait as the chip holds it, 1,024 bytes of closed WLT wavelet code (102 x 126 pixels);
    decoding it takes a licensed library and is not done here. ``newest_address`` is the address that the police
    appended last; None when the card has none or when the module would not tell.
    """

    card: IdCard
    portrait_wlt: bytes = field(repr=False)
    newest_address: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadFailed:
    """A card lies there and could not be read.

    ``again`` True: leave it there, the next look tries again. False: it has to be lifted and placed again.
    """

    fault: FaultCode
    again: bool


@dataclass(frozen=True, slots=True)
class ReaderFault:
    """The reader itself is in trouble; whether a card lies there is not known."""

    fault: FaultCode


ReaderAnswer = NoCard | CardPresent | CardRemoved | CardRead | ReadFailed | ReaderFault
