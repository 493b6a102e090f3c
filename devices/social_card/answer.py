"""What one look at the social-security card reader can bring: no card, a card just read, a card in trouble, a reader in
trouble."""

from dataclasses import dataclass

from config.faults import FaultCode
from devices.social_card.card import SocialCard


@dataclass(frozen=True, slots=True)
class NoCard:
    """Nothing is in the slot."""


@dataclass(frozen=True, slots=True)
class CardPresent:
    """The card that was reported last, read or refused, is in the slot still."""


@dataclass(frozen=True, slots=True)
class CardRemoved:
    """The card that was reported last is no longer there; should another be in its place, the next look reads that."""


@dataclass(frozen=True, slots=True)
class CardRead:
    """A card was inserted and read."""

    card: SocialCard


@dataclass(frozen=True, slots=True)
class ReadFailed:
    """A card was inserted and could not be read.

    It is mute (SOCIAL_CARD_MUTE, mostly turned the wrong way), was pulled out in the middle (SOCIAL_CARD_PULLED), is no
    social-security card (SOCIAL_CARD_UNKNOWN), holds data that break the standard (SOCIAL_CARD_DATA_INVALID), or its
    answers make no sense (SOCIAL_CARD_UNREADABLE).

    ``again`` True: leave it there, the next look tries again. False: it has to be taken out and inserted again.
    """

    fault: FaultCode
    again: bool


@dataclass(frozen=True, slots=True)
class ReaderFault:
    """The reader itself is in trouble; whether a card is in it is not known.

    The service does not run (SOCIAL_SERVICE_DOWN) or does not let us in (SOCIAL_SERVICE_REFUSED); the reader is not
    there (SOCIAL_READER_UNPLUGGED), does not answer (SOCIAL_READER_SILENT) or belongs to another program just now
    (SOCIAL_READER_BUSY).
    """

    fault: FaultCode


SocialReaderAnswer = NoCard | CardPresent | CardRemoved | CardRead | ReadFailed | ReaderFault
