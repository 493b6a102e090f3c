"""The stations that the platform knows, each by its public key."""

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from central.database import Database
from central.tables import station
from kiosk.store.row import milliseconds


class Stations:
    """May be used from any thread; raises EnvironmentFault as the disk fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enrol(self, station_id: str, name: str, public_key: bytes, at: datetime) -> bool:
        """Durable when it returns; the same again changes nothing. False: known with another key."""
        try:
            with self._database.writing() as connection:
                connection.execute(
                    insert(station).values(
                        id=station_id, name=name, public_key=public_key, enrolled_at=milliseconds(at)
                    )
                )
        except IntegrityError:
            known = self._public_key(station_id)
            if known is None:
                raise
            return known == public_key
        return True

    def key_of(self, station_id: str) -> Ed25519PublicKey | None:
        """None for a station that nobody enrolled."""
        public_key = self._public_key(station_id)
        return None if public_key is None else Ed25519PublicKey.from_public_bytes(public_key)

    def _public_key(self, station_id: str) -> bytes | None:
        with self._database.reading() as connection:
            return connection.execute(
                select(station.c.public_key).where(station.c.id == station_id)
            ).scalar_one_or_none()
