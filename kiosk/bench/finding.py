"""What an examination of the station found: one finding a thing, in any language, on screen, paper and command line.

Nothing in a finding is a resident's: its words come from the catalogue of sentences, its detail from devices.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from config.faults import FaultCode
from config.texts import Texts
from devices.device import Condition, DeviceStatus, Faulty, Lost, NeedsAttention, NotFitted, Ready, Unknown

PARTS = frozenset(
    {
        "store", "quarantine", "queue", "disk", "clock", "network", "platform_keys", "catalogue", "face_comparison",
        "portraits",
        "read_aloud",
        "unknown_usb",
        "release",
    }
)  # fmt: skip
"""What is no device: it is looked at, there is nothing to set off."""


class FindingState(StrEnum):
    READY = "ready"
    ATTENTION = "attention"
    FAULTY = "faulty"
    NOT_FITTED = "not_fitted"


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence by its name in ``config/texts``, with the words to fill in."""

    name: str
    words: tuple[tuple[str, str], ...] = ()

    def told(self, texts: Texts) -> str:
        return texts.say(self.name, **dict(self.words))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing of the station. ``last_test`` is when this was looked at; None where nothing is fitted.

    ``note`` is technical and the same in every language (a module's number, a path); a fault brings its own sentence
    and remedy, anything else names them.
    """

    name: str
    state: FindingState
    last_test: datetime | None
    fault: FaultCode | None = None
    saying: Saying | None = None
    remedy: Saying | None = None
    note: str = ""

    def detail(self, texts: Texts) -> str:
        sentence = texts.say(f"fault.{self.fault}.staff") if self.fault else ""
        if self.saying is not None:
            sentence = self.saying.told(texts)
        return f"{sentence} ({self.note})" if sentence and self.note else sentence or self.note

    def advice(self, texts: Texts) -> str:
        if self.remedy is not None:
            return self.remedy.told(texts)
        return texts.say(f"fault.{self.fault}.remedy") if self.fault else ""


def is_well(findings: list[Finding]) -> bool:
    """Whether the station can be left alone: attention is no fault yet."""
    return not any(finding.state is FindingState.FAULTY for finding in findings)


def finding_of(status: DeviceStatus, at: datetime | None, note: str = "") -> Finding:
    """A device's card as a finding."""
    condition: Condition = status.condition
    note = note or status.detail
    match condition:
        case Ready():
            return Finding(status.name, FindingState.READY, at, saying=Saying("doctor.answers"), note=note)
        case Unknown():
            saying = Saying("doctor.no_answer_yet")
            return Finding(status.name, FindingState.ATTENTION, at, status.last_fault, saying, note=note)
        case NeedsAttention(fault):
            return Finding(status.name, FindingState.ATTENTION, at, fault, note=note)
        case Faulty(fault) | Lost(fault):
            return Finding(status.name, FindingState.FAULTY, at, fault, note=note)
        case NotFitted():
            return not_fitted(status.name)
        case _ as never:
            assert_never(never)


def not_fitted(name: str) -> Finding:
    return Finding(
        name,
        FindingState.NOT_FITTED,
        None,
        saying=Saying("doctor.not_fitted"),
        remedy=Saying("doctor.fit", (("name", name),)),
    )
