"""One sealed application, opened in memory. What is opened here is never written anywhere. Pure; any thread."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from central.keys import PlatformKeys
from kiosk.application import Application, Attachment, Draft
from kiosk.envelope import open_application, open_attachment

CHINA = timezone(timedelta(hours=8))
"""Asia/Shanghai: one zone, no summer time since 1991."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An application as the resident filed it. Memory only."""

    application: Application
    attachments: tuple[bytes, ...]

    def __repr__(self) -> str:
        return f"Opened({self.application.id})"


def open_sealed(
    application_id: str, envelope: bytes, attachments: Sequence[bytes], keys: PlatformKeys
) -> Opened:
    """Everything of one application. Raises CannotOpen, and ValidationError (without values) for another shape."""
    plaintext = open_application(envelope, application_id, keys.sealing)
    opened = tuple(
        open_attachment(content, application_id, position, keys.sealing)
        for position, content in enumerate(attachments)
    )
    return Opened(Application.model_validate_json(plaintext), opened)


def application_date(application: Application) -> date:
    """The day whose ages and dates count: that of the application, in China."""
    return china_day(application.created_at)


def china_day(moment: datetime) -> date:
    return moment.astimezone(CHINA).date()


def draft_of(opened: Opened) -> Draft:
    """What the resident gave, for the checks of the kiosk."""
    application = opened.application
    attachments = tuple(
        Attachment(material=note.material, name=note.name, media_type=note.media_type, content=content)
        for note, content in zip(application.attachments, opened.attachments, strict=True)
    )
    return Draft(
        item=application.item,
        situation=application.situation,
        applicant=application.applicant,
        agent=application.agent,
        company=application.company,
        form=application.form,
        attachments=attachments,
        certificates=application.certificates,
        later=application.later,
        language=application.language,
    )


def mismatched_attachments(opened: Opened) -> tuple[str, ...]:
    """Each note must name exactly the bytes at its position."""
    notes = opened.application.attachments
    if len(notes) != len(opened.attachments):
        return ("attachments",)
    return tuple(
        f"attachments.{position}"
        for position, (note, content) in enumerate(zip(notes, opened.attachments, strict=True))
        if (note.size, note.sha256) != (len(content), hashlib.sha256(content).hexdigest())
    )
