"""How each device did when it was last tested, by a technician at the screen or by the station itself.

Which result is the latest is told by the order in which they were recorded, never by the clock, which may be wrong.
The last 200 of each device are kept. Tests by a person are in the audit log too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, delete, func, insert, select

from config.faults import FaultCode
from kiosk.staff.account import AccountName, Actor, Role, Unattended, told_by
from kiosk.staff.audit_event import Action, DeviceName, Event, Word, device_name
from kiosk.staff.records import Records
from kiosk.staff.tables import device_test
from kiosk.store.row import Columns, is_intact, milliseconds, moment, signed

KEPT_OF_EACH = 200
_LONGEST_DETAIL = 80
_PERSONS_NUMBER = re.compile(r"[0-9]{11,}[Xx]?")
_STRANGE = re.compile(r"[^ -~]")


class Outcome(StrEnum):
    """``passed`` and ``failed`` is what the device found; ``confirmed`` and ``denied`` what a person saw or heard."""

    PASSED = "passed"
    FAILED = "failed"
    CONFIRMED = "confirmed"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class TestResult:
    """One test. ``detail`` is for staff: a module's number, a model."""

    __test__ = False  # a name that pytest would collect

    device: DeviceName
    outcome: Outcome
    fault: FaultCode | None
    detail: str
    by: AccountName | Unattended
    at: datetime


class DeviceTests:
    """The results on this station; any thread. All raise EnvironmentFault when the disk or the database fails."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def record(
        self, device: str, outcome: Outcome, fault: FaultCode | None, detail: str, by: Actor, at: datetime
    ) -> TestResult:
        """Keeps one result, durable on return. ``by`` is ``STATION`` for a test that the station made by itself.

        Raises ValueError (a defect) for a device that no settings can name.
        """
        result = TestResult(device_name(device), outcome, fault, harmless(detail), by.name, at)
        columns: Columns = {
            "device": result.device,
            "outcome": str(outcome),
            "fault": None if fault is None else str(fault),
            "detail": result.detail,
            "tested_by": str(by.name),
            "at": milliseconds(at),
        }
        this = device_test.c.device == result.device
        oldest_kept = select(device_test.c.id).where(this).order_by(device_test.c.id.desc())
        with self._records.writing() as writing:
            last = writing.connection.execute(select(func.max(device_test.c.id))).scalar()
            writing.connection.execute(insert(device_test), signed({**columns, "id": int(last or 0) + 1}))
            surplus = oldest_kept.offset(KEPT_OF_EACH).limit(1)
            found = writing.connection.execute(surplus).scalar()
            if found is not None:
                writing.connection.execute(delete(device_test).where(this, device_test.c.id <= found))
            if isinstance(by.role, Role):
                told: dict[Word, int | StrEnum] = {Word.OUTCOME: outcome}
                if fault is not None:
                    told[Word.FAULT] = fault
                writing.tell(Event(Action.DEVICE_TESTED, by, at, result.device, told))
        return result

    def latest(self) -> Mapping[DeviceName, TestResult]:
        """The last result of each device that was ever tested; a damaged row counts as never."""
        last_of_each = select(func.max(device_test.c.id)).group_by(device_test.c.device)
        found = self._results(select(device_test).where(device_test.c.id.in_(last_of_each)))
        return {result.device: result for result in found}

    def history(self, device: str, limit: int = KEPT_OF_EACH) -> list[TestResult]:
        """The results of one device, the latest first."""
        this = device_test.c.device == device_name(device)
        return self._results(select(device_test).where(this).order_by(device_test.c.id.desc()).limit(limit))

    def _results(self, wanted: Select[tuple[Any, ...]]) -> list[TestResult]:
        with self._records.reading() as connection:
            rows = [dict(row) for row in connection.execute(wanted).mappings()]
        return [_result(row) for row in rows if is_intact(row)]


def harmless(detail: str) -> str:
    """A device's words for staff: printable ASCII, 80 characters at most, and no number as long as a person's."""
    return _PERSONS_NUMBER.sub("#", _STRANGE.sub("?", detail))[:_LONGEST_DETAIL]


def _result(row: Mapping[str, Any]) -> TestResult:
    return TestResult(
        device=DeviceName(row["device"]),
        outcome=Outcome(row["outcome"]),
        fault=None if row["fault"] is None else FaultCode(row["fault"]),
        detail=row["detail"],
        by=told_by(row["tested_by"]),
        at=moment(row["at"]),
    )
