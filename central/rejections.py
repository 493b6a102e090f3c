"""What the platform turned away, for staff: which application, from which station, why. Never what was in it.

The station keeps the sealed bytes until they are mended or fetched; a repeat only renews the time.
"""

import json
from datetime import datetime

from pydantic import AwareDatetime
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from central.database import Database
from central.tables import rejection
from kiosk.application import ApplicationId
from kiosk.store.row import milliseconds, moment
from sync.contract import Rejected, Sha256, StationId, Wire


class Rejection(Wire):
    """One application as it was turned away."""

    id: ApplicationId
    manifest_hash: Sha256 | None
    """None when the submission itself could not be read."""
    code: str
    item: str
    """Empty when it is none of the catalogue."""
    fields: tuple[str, ...]
    station: StationId
    first_at: AwareDatetime
    last_at: AwareDatetime


class Rejections:
    """May be used from any thread; raises EnvironmentFault as the disk fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(
        self, rejected: Rejected, manifest_hash: str, item: str, station: str, received_at: datetime
    ) -> None:
        """``item`` must be one of the catalogue's or empty: what a stranger wrote is not kept."""
        key = {"id": rejected.id, "manifest_hash": manifest_hash, "code": rejected.code}
        now = milliseconds(received_at)
        seen = {"fields": json.dumps(rejected.fields), "station": station, "last_at": now}
        again = update(rejection).filter_by(**key).values(**seen)
        with self._database.writing() as connection:
            if connection.execute(again).rowcount:
                return
            try:
                with connection.begin_nested():
                    connection.execute(insert(rejection).values(**key, **seen, item=item, first_at=now))
            except IntegrityError:  # PostgreSQL: another process noted it in this very moment
                connection.execute(again)

    def latest(self, limit: int) -> tuple[Rejection, ...]:
        """The newest first."""
        page = select(rejection).order_by(rejection.c.last_at.desc(), rejection.c.id).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(page).all()
        return tuple(
            Rejection(
                id=row.id,
                manifest_hash=row.manifest_hash or None,
                code=row.code,
                item=row.item,
                fields=json.loads(row.fields),
                station=row.station,
                first_at=moment(row.first_at),
                last_at=moment(row.last_at),
            )
            for row in rows
        )
