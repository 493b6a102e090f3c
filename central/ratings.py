"""Residents' ratings (好差评): one for each service occurrence, the first one counts; bad ones are called back.

An occurrence is an application, or a query or print that drew a number for itself. Dissatisfied (1, 2) means: called
back and mended within 15 working days (国办发〔2019〕51号).
"""

import json
from collections.abc import Sequence
from datetime import date, datetime

from pydantic import AwareDatetime
from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.exc import IntegrityError

from central.database import Database
from central.opened import china_day
from central.tables import rating
from central.workdays import Workdays
from kiosk.application import ApplicationId
from kiosk.rating import RatingAspect
from kiosk.store.row import milliseconds, moment
from sync.contract import Rating, StationId, Wire

WORST_LEVEL_NOT_CALLED_BACK = 3


class CallBack(Wire):
    """One bad rating, for officers; who it was stands in the application, if there is one."""

    id: ApplicationId
    level: int
    aspects: tuple[RatingAspect, ...]
    item: str
    station: StationId
    received_at: AwareDatetime
    call_back_by: date
    called_back_at: AwareDatetime | None = None


class Ratings:
    """May be used from any thread; raises EnvironmentFault as the disk fails."""

    def __init__(self, database: Database, workdays: Workdays) -> None:
        self._database = database
        self._workdays = workdays

    def take(self, ratings: Sequence[Rating], station: str, at: datetime) -> tuple[str, ...]:
        """The ids whose rating is durably here, now or since before."""
        with self._database.writing() as connection:
            for one in ratings:
                try:
                    with connection.begin_nested():
                        connection.execute(
                            insert(rating).values(
                                case_id=one.id,
                                level=one.level,
                                station=station,
                                received_at=milliseconds(at),
                                aspects=json.dumps([aspect.value for aspect in dict.fromkeys(one.aspects)]),
                                item=one.item,
                                call_back_by=self._call_back_by(one.level, at),
                            )
                        )
                except IntegrityError:
                    continue  # a repeat
        return tuple(one.id for one in ratings)

    def call_backs(self, limit: int) -> tuple[CallBack, ...]:
        """The bad ratings that nobody has called back yet, the most urgent first."""
        due = (
            select(rating)
            .where(rating.c.call_back_by.is_not(None), rating.c.called_back_at.is_(None))
            .order_by(rating.c.call_back_by, rating.c.received_at, rating.c.case_id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple(_call_back(row) for row in connection.execute(due).mappings())

    def called_back(self, occurrence: str, at: datetime) -> CallBack | None:
        """It was called back; the first time stands. None when no bad rating has this number."""
        this = (rating.c.case_id == occurrence, rating.c.call_back_by.is_not(None))
        with self._database.writing() as connection:
            connection.execute(
                update(rating)
                .where(*this, rating.c.called_back_at.is_(None))
                .values(called_back_at=milliseconds(at))
            )
            row = connection.execute(select(rating).where(*this)).mappings().first()
        return None if row is None else _call_back(row)

    def _call_back_by(self, level: int, at: datetime) -> str | None:
        if level >= WORST_LEVEL_NOT_CALLED_BACK:
            return None
        return self._workdays.after(china_day(at), self._workdays.call_back_days).isoformat()


def _call_back(row: RowMapping) -> CallBack:
    called_back_at = row["called_back_at"]
    return CallBack(
        id=row["case_id"],
        level=row["level"],
        aspects=json.loads(row["aspects"]),
        item=row["item"],
        station=row["station"],
        received_at=moment(row["received_at"]),
        call_back_by=date.fromisoformat(row["call_back_by"]),
        called_back_at=None if called_back_at is None else moment(called_back_at),
    )
