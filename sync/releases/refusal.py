"""Why a release was not taken, in words for whoever carries it."""

from collections.abc import Sequence
from enum import StrEnum

from kiosk.catalogue.content import Mistake


class Reason(StrEnum):
    NO_TRUST = "no_trust"
    """This station was never told whose releases it may take."""
    DAMAGED = "damaged"
    """No archive, cut off, or with a file that is not as it was signed."""
    UNTRUSTED = "untrusted"
    EXPIRED = "expired"
    """Too old to be handed out: somebody may be holding back the newer ones."""
    CLOCK = "clock"
    OLDER = "older"
    """A version below one that was here already."""
    MIXED = "mixed"
    """Files that were not signed together."""
    TOO_LARGE = "too_large"
    CONTENT = "content"
    """The services have mistakes, each named by file and line."""
    SETTINGS = "settings"


class ReleaseRefused(Exception):
    """Nothing was changed. ``mistakes`` are in the release's own files."""

    def __init__(self, reason: Reason, message: str, mistakes: Sequence[Mistake] = ()) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.mistakes = tuple(mistakes)
