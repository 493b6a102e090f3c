"""The rows that a sealed application gets, made from its header alone: at first, and when they have to be made anew."""

from datetime import datetime

from kiosk.store.row import Columns, milliseconds, signed
from kiosk.store.sealed_files import Damage, SealedHeader
from kiosk.store.states import OutboxState


def application_row(header: SealedHeader, now: datetime, damage: Damage | None = None) -> Columns:
    """The row of ``outbox``: queued and due at once, or for staff where the files have a ``damage``."""
    now_ms = milliseconds(now)
    state = OutboxState.QUEUED if damage is None else OutboxState.NEEDS_STAFF
    return signed(
        {
            "id": header.id,
            "item": header.item,
            "state": state.value,
            "envelope_sha256": header.envelope_sha256,
            "manifest_hash": header.manifest_hash,
            "attempts": 0,
            "next_attempt_at": now_ms if damage is None else None,
            "created_at": header.created_at,
            "updated_at": now_ms,
            "last_error": None if damage is None else damage.value,
            "acceptance_number": None,
            "case_state": None,
            "case_detail": None,
            "receipt": None,
        }
    )


def attachment_rows(header: SealedHeader) -> list[Columns]:
    """The rows of ``outbox_attachment``, in the order of the attachments."""
    return [
        {"application_id": header.id, "position": position, "sha256": named.sha256, "size": named.size}
        for position, named in enumerate(header.attachments)
    ]
