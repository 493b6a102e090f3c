"""Residents' ratings (好差评): one for each application, the first one counts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from central.database import Database
from central.tables import rating
from kiosk.store.row import milliseconds
from sync.contract import Rating


class Ratings:
    """May be used from any thread; raises EnvironmentFault as the disk fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, ratings: Sequence[Rating], station: str, at: datetime) -> tuple[str, ...]:
        """The ids whose rating is durably here, now or since before."""
        with self._database.writing() as connection:
            for one in ratings:
                try:
                    with connection.begin_nested():
                        connection.execute(
                            insert(rating).values(
                                case_id=one.id, level=one.level, station=station, received_at=milliseconds(at)
                            )
                        )
                except IntegrityError:
                    continue  # a repeat
        return tuple(one.id for one in ratings)
