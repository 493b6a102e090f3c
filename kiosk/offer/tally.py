"""What is counted of visits: outcomes by item, never a person. Values; without the libraries of the store."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What can come of a visit to an item."""

    LOOKED_AT = "looked_at"
    BEGUN = "begun"
    FILED = "filed"
    GRANTED = "granted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    PRINTED = "printed"
    NOT_ENTITLED = "not_entitled"
    """Told before filing that a rule does not hold."""
    ABANDONED = "abandoned"
    """Left before the end; ``screen`` says where."""


@dataclass(frozen=True, slots=True)
class Tally:
    """So often on these days; ``screen`` is empty unless the visit was abandoned."""

    code: str
    outcome: Outcome
    count: int
    screen: str = ""


def sum_of(tallies: Iterable[Tally], outcome: Outcome, code: str | None = None) -> int:
    """All of one outcome, of one item or of all."""
    return sum(each.count for each in tallies if each.outcome is outcome and code in (None, each.code))
