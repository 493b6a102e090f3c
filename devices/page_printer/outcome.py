"""What comes of a document, and what it is doing meanwhile.

| outcome | on paper | same id again |
|---|---|---|
| ``Printed`` | all of it | ``AlreadyPrinted`` |
| ``AlreadyPrinted`` | nothing new | ``AlreadyPrinted`` |
| ``NotPrinted`` | nothing, and nothing will come later | tries again |
| ``PrintUncertain`` | nothing, a part, or all | ``PrintUncertain``: another copy is a decision, under a new id |
"""

from dataclasses import dataclass

from config.faults import FaultCode


@dataclass(frozen=True, slots=True)
class Printed:
    """The printer says that every page is out."""

    job: str


@dataclass(frozen=True, slots=True)
class AlreadyPrinted:
    """This document was printed before; nothing was sent."""

    job: str


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """No page came out and none will: nothing was sent, or the printer confirmed that it dropped the job in time."""

    fault: FaultCode


@dataclass(frozen=True, slots=True)
class PrintUncertain:
    """Pages may be in the tray or in the printer: staff must look, and the resident must be told."""

    fault: FaultCode


PrintOutcome = Printed | AlreadyPrinted | NotPrinted | PrintUncertain


@dataclass(frozen=True, slots=True)
class Sending:
    """The document is on its way to the printer."""


@dataclass(frozen=True, slots=True)
class Printing:
    """Paper moves; ``pages_done`` is 0 as long as the printer does not count."""

    pages_done: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """The printer holds the document and waits for somebody; it goes on by itself once the fault is gone."""

    fault: FaultCode


Progress = Sending | Printing | Waiting
