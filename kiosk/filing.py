"""Files an application: from what the resident gave to the sealed bytes that the outbox keeps.

In memory only: nothing readable is ever written. Pure; any thread.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from kiosk.application import Application, AttachmentNote, Draft
from kiosk.envelope import SealedApplication, seal_application, seal_attachment


@dataclass(frozen=True, slots=True)
class Filing:
    """By whom and under which rules: the station, the fingerprint of its catalogue, and the platform's sealing key."""

    station: str
    catalogue: str
    key: X25519PublicKey


def seal_draft(
    draft: Draft, application_id: str, filing: Filing, at: datetime, group: str | None = None
) -> SealedApplication:
    """The sealed application. ``at`` (aware) is the moment of filing: the rules hold as of that day.

    ``group``: the number on the receipt of the cart or bundle that it is a part of.
    """
    application = Application(
        id=application_id,
        item=draft.item,
        situation=draft.situation,
        applicant=draft.applicant,
        agent=draft.agent,
        company=draft.company,
        form=draft.form,
        attachments=tuple(
            AttachmentNote(
                material=attachment.material,
                name=attachment.name,
                media_type=attachment.media_type,
                size=len(attachment.content),
                sha256=hashlib.sha256(attachment.content).hexdigest(),
            )
            for attachment in draft.attachments
        ),
        certificates=draft.certificates,
        later=draft.later,
        language=draft.language,
        station=filing.station,
        catalogue=filing.catalogue,
        created_at=at,
        group=group,
    )
    return SealedApplication(
        id=application_id,
        item=draft.item,
        created_at=at,
        envelope=seal_application(application.model_dump_json().encode(), application_id, filing.key),
        attachments=tuple(
            seal_attachment(attachment.content, application_id, position, filing.key)
            for position, attachment in enumerate(draft.attachments)
        ),
    )
