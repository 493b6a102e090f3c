"""Is it the card or the reader? Three different cards in a row that could not be read blame the reader.

A card that cannot be read cannot be told from another one either (its chip's number comes back as zeros), so what is
counted is residents: one who lays the same bad card down ten times counts once.
"""

from config.faults import FaultCode

CARDS_UNTIL_BLAMED = 3

_READING_FAILED = (FaultCode.CARD_UNREADABLE, FaultCode.READER_GARBLED)
"""A card lifted too early or of another kind says nothing about the reader."""


class Blame:
    """Belongs to the device's own thread."""

    def __init__(self) -> None:
        self._failed_cards = 0
        self._this_failed = False

    @property
    def is_reader_blamed(self) -> bool:
        return self._failed_cards + self._this_failed >= CARDS_UNTIL_BLAMED

    def next_resident(self) -> None:
        """A card is asked for anew: another resident, or another person's card."""
        self._failed_cards += self._this_failed
        self._this_failed = False

    def failed(self, fault: FaultCode) -> None:
        """The card lying there could not be read, for good."""
        self._this_failed = self._this_failed or fault in _READING_FAILED

    def read(self) -> None:
        """A card was read: the reader is well."""
        self._failed_cards = 0
        self._this_failed = False
