"""How a slip or a result document is doing on its way to paper."""

from dataclasses import dataclass
from enum import Enum

from config.faults import FaultCode
from kiosk.question import Silence


class Paper(Enum):
    """How something on paper is doing."""

    PRINTING = "printing"
    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNCERTAIN = "uncertain"

    @classmethod
    def failed(cls, *, on_paper: bool) -> "Paper":
        """After a print that failed; ``on_paper``: something may have come out."""
        return cls.UNCERTAIN if on_paper else cls.NOT_PRINTED


@dataclass(frozen=True, slots=True)
class DocumentPaper:
    """The result document of one application on its way to the page printer. ``paper`` None: it is being fetched.

    ``before``: the parts of a cart or bundle whose documents came out before it.
    """

    application_id: str
    paper: Paper | None = None
    fault: FaultCode | None = None
    silence: Silence | None = None
    before: tuple[str, ...] = ()
