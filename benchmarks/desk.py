"""A desk at which one made-up resident files the same application again and again, as ``jinban apply -`` takes it."""

import secrets
from pathlib import Path

from app.intake import read_draft
from app.station_context import StationContext
from kiosk.application_id import RANDOM_BYTES, application_id
from kiosk.envelope import SealedApplication
from kiosk.filing import seal_draft
from kiosk.store.outbox import Outbox

EXAMPLE = Path(__file__).parent.parent / "docs" / "examples" / "application.json"


class Desk:
    """Over one station's own outbox."""

    def __init__(self, station: StationContext) -> None:
        self._station = station
        self._catalogue = station.open_catalogue()
        self._filing = station.filing(self._catalogue)
        self._text = EXAMPLE.read_bytes()
        self.outbox: Outbox = station.open_outbox()

    def seal(self) -> SealedApplication:
        """Read, checked and sealed, under a new number."""
        at = self._station.now()
        draft = read_draft(self._text, self._catalogue.item, at.date())
        return seal_draft(draft, application_id(secrets.token_bytes(RANDOM_BYTES)), self._filing, at)

    def file(self) -> SealedApplication:
        """The same, and durable when this returns."""
        sealed = self.seal()
        self.outbox.add(sealed, self._station.now())
        return sealed

    def close(self) -> None:
        self.outbox.database.close()
        self._catalogue.close()
