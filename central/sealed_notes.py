"""What must be kept about people and read by nobody else: sealed to the platform's own key, one note each.

Which certificates were handed over, for which item and purpose; and appeals against a credit grade. A note is known by
the question that it came from, so a repeated question is noted once. May be used from any thread; raises
EnvironmentFault as the disk fails.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from central.database import Database
from central.keys import PlatformKeys
from central.tables import sealed_note
from kiosk.store.row import milliseconds

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_INFO = b"jinban/1/note/"


class NoteKind(StrEnum):
    CERTIFICATE_USE = "certificate_use"
    APPEAL = "appeal"


class SealedNotes:
    """The platform's own record of what residents let it do."""

    def __init__(self, database: Database, keys: PlatformKeys) -> None:
        self._database = database
        self._keys = keys

    def add(
        self, note_id: str, kind: NoteKind, station: str, content: Mapping[str, object], at: datetime
    ) -> None:
        """Durable when it returns; the same id again changes nothing."""
        plaintext = json.dumps(content, ensure_ascii=False).encode()
        envelope = _SUITE.encrypt(plaintext, self._keys.sealing.public_key(), info=_info(note_id))
        row = {
            "id": note_id,
            "kind": kind.value,
            "noted_at": milliseconds(at),
            "station": station,
            "envelope": envelope,
        }
        try:
            with self._database.writing() as connection:
                connection.execute(insert(sealed_note).values(**row))
        except IntegrityError:
            return  # a repeat

    def all(self, kind: NoteKind) -> tuple[dict[str, object], ...]:
        """The notes of a kind, opened, the oldest first; for audits and the credit office."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(sealed_note.c.id, sealed_note.c.envelope)
                .where(sealed_note.c.kind == kind.value)
                .order_by(sealed_note.c.noted_at, sealed_note.c.id)
            ).all()
        return tuple(
            json.loads(_SUITE.decrypt(envelope, self._keys.sealing, info=_info(note_id)))
            for note_id, envelope in rows
        )


def _info(note_id: str) -> bytes:
    return _INFO + note_id.encode()
