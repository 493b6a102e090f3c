"""What a search shows while somebody types: the text, the rows, and at most one question. Values; any thread."""

from dataclasses import dataclass

from kiosk.catalogue.listing import Listed
from kiosk.catalogue.words import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to the question that an ambiguous search asks, and the services that it leads to."""

    label: Text
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """``question`` None: the text is plain enough. ``department``: the text names one, whose page can be opened.

    ``sure`` False: the rows are merely the nearest.
    """

    text: str = ""
    rows: tuple[Listed, ...] = ()
    question: Text | None = None
    choices: tuple[Choice, ...] = ()
    department: str = ""
    place: str = ""
    sure: bool = True

    @property
    def doubtful(self) -> bool:
        """Something was found, and nothing that fits; one letter is not yet a word."""
        return bool(self.rows) and not self.sure and len(self.text.strip()) > 1
