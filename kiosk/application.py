"""An application: what a resident asks for, as it is filled in, checked, sealed and opened again at the platform.

Everything here crosses a border (a JSON file, the sealed envelope), so the models refuse what they do not know and
never repeat a value in an error. Pure; any thread.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from kiosk.catalogue.words import Language
from kiosk.person import Person
from kiosk.strict import Strict

MAX_ATTACHMENTS = 16
MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024
"""One sealed attachment; a scanned A4 page at 300 dpi is about 1 MB."""

ApplicationId = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}-[0-9A-Z]$")
]
MediaType = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.+-]+$", max_length=80)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class Attachment(Strict):
    """One file in memory, before sealing. ``material`` is the catalogue's material that it stands for."""

    material: Label
    name: Label
    media_type: MediaType
    content: bytes = Field(repr=False)


class AttachmentNote(Strict):
    """What the sealed application says of one attachment; its bytes travel beside, at the same position."""

    material: Label
    name: Label
    media_type: MediaType
    size: int
    sha256: str


class CertificateUse(Strict):
    """One electronic certificate that the resident handed over: which, and the data that the form took from it.

    Without ``identifier`` it was consented to while the line was cut: the platform takes it from the register itself.
    """

    key: Label
    """Of ``config/certificates.yaml``."""
    identifier: Annotated[str, StringConstraints(max_length=120)] = Field(default="", repr=False)
    """电子证照标识 (GB/T 36904)."""
    fields: Mapping[str, str] = Field(default={}, repr=False)


class Company(Strict):
    """The company for which a person acts."""

    uscc: Annotated[str, StringConstraints(pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$")]
    """Unified social credit code (GB 32100-2015)."""
    name: Label


class Draft(Strict):
    """What the resident gave, not yet filed. ``form`` holds answers by field id, and those of further questions."""

    item: str
    situation: str
    applicant: Person
    agent: Person | None = None
    company: Company | None = None
    form: Mapping[str, str] = Field(repr=False)
    attachments: tuple[Attachment, ...] = ()
    certificates: tuple[CertificateUse, ...] = ()
    later: tuple[Label, ...] = ()
    """Materials that will follow (容缺受理)."""
    language: Language = Language.ZH


class Application(Strict):
    """One filed application, as sealed."""

    id: ApplicationId
    item: str
    situation: str
    applicant: Person
    agent: Person | None
    company: Company | None = None
    form: Mapping[str, str] = Field(repr=False)
    attachments: tuple[AttachmentNote, ...]
    certificates: tuple[CertificateUse, ...] = ()
    later: tuple[Label, ...] = ()
    language: Language
    station: str
    catalogue: str
    """Fingerprint of the catalogue whose rules the resident saw."""
    created_at: AwareDatetime
    group: ApplicationId | None = None
    """The number on the one receipt of a cart or bundle; this application is one of its parts."""
