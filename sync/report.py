"""What one round of sync did, in numbers: for the command line, the log and the fleet console."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from sync.link import Line


class Deed(StrEnum):
    """What can be counted."""

    RECEIPTED = "receipted"
    """The platform signed for every byte."""
    PURGED = "purged"
    """The sealed bytes were deleted."""
    DELAYED = "delayed"
    """To be tried again later."""
    NEEDS_CORRECTION = "needs_correction"
    NEEDS_STAFF = "needs_staff"
    CASE_ASKED = "case_asked"
    RATED = "rated"


Tally = Counter[Deed]


@dataclass(frozen=True, slots=True)
class SyncReport:
    """One round. ``unsent`` is what is still on this machine without the platform's signature."""

    line: Line
    receipted: int
    purged: int
    delayed: int
    needs_correction: int
    needs_staff: int
    cases_asked: int
    rated: int
    unsent: int

    @property
    def is_well(self) -> bool:
        """Whether everything is where it should be."""
        return self.line is Line.ONLINE and self.unsent == 0


def report_of(tally: Tally, line: Line, unsent: int) -> SyncReport:
    return SyncReport(
        line=line,
        receipted=tally[Deed.RECEIPTED],
        purged=tally[Deed.PURGED],
        delayed=tally[Deed.DELAYED],
        needs_correction=tally[Deed.NEEDS_CORRECTION],
        needs_staff=tally[Deed.NEEDS_STAFF],
        cases_asked=tally[Deed.CASE_ASKED],
        rated=tally[Deed.RATED],
        unsent=unsent,
    )
