"""One measured figure, the floor it is held against, and whether the target was met."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Held(StrEnum):
    """What the target is about: the figure itself, how often the floor goes into it, or what it adds to the floor."""

    FIGURE = "figure"
    RATIO = "ratio"
    ADDED = "figure - floor"


@dataclass(frozen=True, slots=True)
class Target:
    """``at_most`` in the figure's unit, or a plain number for a ratio."""

    held: Held
    at_most: float

    def __str__(self) -> str:
        return f"{self.held} <= {self.at_most:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """The median of a run. ``floor`` has the same unit; ``detail`` says what else was seen, in numbers and words."""

    name: str
    figure: float
    unit: str
    floor: float
    target: Target
    detail: str

    @property
    def ratio(self) -> float:
        return self.figure / self.floor

    @property
    def met(self) -> bool:
        match self.target.held:
            case Held.FIGURE:
                seen = self.figure
            case Held.RATIO:
                seen = self.ratio
            case Held.ADDED:
                seen = self.figure - self.floor
        return seen <= self.target.at_most

    def as_json(self) -> dict[str, str | float | bool]:
        """The documented object of ``jinban bench --json``."""
        return {
            "name": self.name,
            "figure": _rounded(self.figure),
            "unit": self.unit,
            "floor": _rounded(self.floor),
            "ratio": _rounded(self.ratio),
            "target": str(self.target),
            "met": self.met,
            "detail": self.detail,
        }


def interleaved(rounds: int, *measures: Callable[[], float]) -> list[list[float]]:
    """Each measured once a round, in turn, so that a slow minute of the machine falls on all alike. A list for each."""
    seen: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for measure, values in zip(measures, seen, strict=True):
            values.append(measure())
    return seen


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def spread(values: Sequence[float], digits: int = 3) -> str:
    """``least..most`` for the detail."""
    return f"{min(values):.{digits}f}..{max(values):.{digits}f}"


def _rounded(value: float) -> float:
    """Four digits that mean something."""
    return float(f"{value:.4g}")
