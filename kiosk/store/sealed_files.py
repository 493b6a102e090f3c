"""Sealed applications as files, so that they outlive the database.

``sealed/<id>`` is one line ``jinban-sealed-1 <SHA-256 of the header> <header as JSON>`` and then the sealed envelope;
``attachments/<sha256>`` are the sealed attachments. Every byte can be checked from the files alone.

A file is first ``<id>.pending``, and loses that ending once its row is committed, before anybody is told "saved":

==================  =======  =================================================================
file                row      means
==================  =======  =================================================================
``<id>.pending``    none     a crash came before "saved" was said; nobody was promised anything
``<id>.pending``    there    the power went before the new name reached the platter: settled
``<id>``            there    as it should be
``<id>``            none     the row was lost (a damaged WAL): it was promised, so it is queued
==================  =======  =================================================================
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from kiosk.envelope import SealedApplication, SealedAttachment, manifest_hash
from kiosk.store.data_folder import DataFolder, sync_folder, write_file
from kiosk.store.row import milliseconds, moment

PENDING = ".pending"
_TEMPORARY = ".tmp"
_MAGIC = b"jinban-sealed-1"
_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
_SHA256 = r"^[0-9a-f]{64}$"
_LATEST_MS = 253_402_300_799_999  # the last millisecond that a calendar date can have


class Damage(StrEnum):
    """What is wrong with an application that lies here; also the ``last_error`` of its row."""

    ROW_DAMAGED = "row_damaged"
    SEALED_MISSING = "sealed_missing"
    SEALED_DAMAGED = "sealed_damaged"
    HEADER_DAMAGED = "header_damaged"
    ATTACHMENT_MISSING = "attachment_missing"
    ATTACHMENT_DAMAGED = "attachment_damaged"


class _Attachment(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    sha256: StrictStr = Field(pattern=_SHA256)
    size: StrictInt = Field(ge=0)


class SealedHeader(BaseModel):
    """What a sealed file says of itself; nothing in it says who applied."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: StrictStr
    item: StrictStr
    created_at: StrictInt = Field(ge=0, le=_LATEST_MS)
    attachments: tuple[_Attachment, ...]
    envelope_sha256: StrictStr = Field(pattern=_SHA256)
    manifest_hash: StrictStr = Field(pattern=_SHA256)


@dataclass(frozen=True, slots=True)
class SealedFile:
    """One sealed file, read and unpacked. ``damage`` is None or SEALED_DAMAGED: header right, envelope not."""

    header: SealedHeader
    envelope: bytes
    damage: Damage | None


@dataclass(frozen=True, slots=True)
class SealedFiles:
    """The ``sealed`` and ``attachments`` folders. May be used from any thread; raises OSError as the disk fails."""

    folder: DataFolder

    def write(self, file: SealedFile, attachments: Sequence[SealedAttachment]) -> tuple[Path, ...]:
        """Everything durably on the platter, the application itself still pending. Returns the files made.

        Nothing is left behind when it fails, unless the disk refuses even that; then the next start clears it away.
        FileExistsError when the same application is being written elsewhere.
        """
        content = pack(file)
        made: list[Path] = []
        try:
            for attachment in attachments:
                path = self.folder.attachments / attachment.sha256
                if path.exists():
                    continue
                temporary = path.with_name(f"{path.name}.{file.header.id}{_TEMPORARY}")
                made.append(temporary)
                write_file(temporary, attachment.content)
                temporary.rename(path)
                made[-1] = path
            pending = self._pending(file.header.id)
            pending.touch(mode=0o600, exist_ok=False)
            made.append(pending)
            write_file(pending, content)
            if attachments:
                sync_folder(self.folder.attachments)
            sync_folder(self.folder.sealed)
        except BaseException:
            self.discard(made)
            raise
        return tuple(made)

    def settle(self, application_id: str) -> None:
        """The row is committed: the application is pending no more. Should this fail, the next start does it."""
        _unless_the_disk_refuses(lambda: self._pending(application_id).rename(self._settled(application_id)))

    def discard(self, made: Sequence[Path]) -> None:
        """Takes back what ``write`` made. What the disk will not let go is cleared away at the next start."""
        for path in reversed(made):
            _unless_the_disk_refuses(path.unlink)

    def open(self, application_id: str) -> SealedFile | Damage:
        """The sealed file of one application, without its attachments."""
        # A writer may be taking the ending off at this moment, hence the settled name twice.
        settled, pending = self._settled(application_id), self._pending(application_id)
        for path in (settled, pending, settled):
            try:
                return unpack(path.read_bytes(), application_id)
            except FileNotFoundError:
                continue
        return Damage.SEALED_MISSING

    def load(self, application_id: str) -> SealedApplication | Damage:
        """The whole application, every byte checked."""
        file = self.open(application_id)
        if isinstance(file, Damage):
            return file
        if file.damage is not None:
            return file.damage
        attachments: list[SealedAttachment] = []
        for named in file.header.attachments:
            try:
                content = (self.folder.attachments / named.sha256).read_bytes()
            except FileNotFoundError:
                return Damage.ATTACHMENT_MISSING
            if hashlib.sha256(content).hexdigest() != named.sha256:
                return Damage.ATTACHMENT_DAMAGED
            attachments.append(SealedAttachment(named.sha256, content))
        return application_of(file, attachments)

    def missing_attachment(self, header: SealedHeader) -> Damage | None:
        """Whether all attachments lie here with the right size (their content is checked when they are sent)."""
        for named in header.attachments:
            path = self.folder.attachments / named.sha256
            if not path.is_file():
                return Damage.ATTACHMENT_MISSING
            if path.stat().st_size != named.size:
                return Damage.ATTACHMENT_DAMAGED
        return None

    def remove(self, application_id: str, attachments: Sequence[str]) -> None:
        """Deletes one application, then the attachments named (SHA-256), durably. Missing ones are no matter."""
        self._pending(application_id).unlink(missing_ok=True)
        self._settled(application_id).unlink(missing_ok=True)
        sync_folder(self.folder.sealed)
        for sha256 in attachments:
            (self.folder.attachments / sha256).unlink(missing_ok=True)
        if attachments:
            sync_folder(self.folder.attachments)

    def settled_ids(self) -> Iterator[str]:
        return (path.name for path in self.folder.sealed.iterdir() if path.suffix != PENDING)

    def pending_ids(self) -> Iterator[str]:
        return (path.stem for path in self.folder.sealed.iterdir() if path.suffix == PENDING)

    def _settled(self, application_id: str) -> Path:
        return self.folder.sealed / application_id

    def _pending(self, application_id: str) -> Path:
        return self.folder.sealed / f"{application_id}{PENDING}"


def is_application_id(text: str) -> bool:
    """Whether it can be the name of a file: letters, digits, ``-`` and ``_``, at most 100."""
    return _ID.fullmatch(text) is not None


def seal_up(application: SealedApplication) -> SealedFile:
    """The file of an application. Raises ValueError (a defect) where hashes or the id are not what they say."""
    if not is_application_id(application.id):
        raise ValueError("an application id is letters, digits, - and _")
    for attachment in application.attachments:
        if hashlib.sha256(attachment.content).hexdigest() != attachment.sha256:
            raise ValueError("an attachment is named by its SHA-256")
    header = SealedHeader(
        id=application.id,
        item=application.item,
        created_at=milliseconds(application.created_at),
        attachments=tuple(_Attachment(sha256=a.sha256, size=a.size) for a in application.attachments),
        envelope_sha256=hashlib.sha256(application.envelope).hexdigest(),
        manifest_hash=application.manifest_hash,
    )
    return SealedFile(header, application.envelope, None)


def pack(file: SealedFile) -> bytes:
    """The content of ``sealed/<id>``."""
    line = file.header.model_dump_json().encode()
    return b"%s %s %s\n" % (_MAGIC, hashlib.sha256(line).hexdigest().encode(), line) + file.envelope


def unpack(content: bytes, application_id: str) -> SealedFile | Damage:
    """The file again; HEADER_DAMAGED where not even its header can be trusted. Pure; bytes may come from anywhere."""
    first, _, envelope = content.partition(b"\n")
    magic, _, rest = first.partition(b" ")
    digest, _, line = rest.partition(b" ")
    if magic != _MAGIC or hashlib.sha256(line).hexdigest().encode() != digest:
        return Damage.HEADER_DAMAGED
    try:
        header = SealedHeader.model_validate_json(line)
    except ValidationError:
        return Damage.HEADER_DAMAGED
    named = [(a.sha256, a.size) for a in header.attachments]
    if (
        header.id != application_id
        or not is_application_id(header.id)
        or manifest_hash(header.id, header.item, header.envelope_sha256, named) != header.manifest_hash
    ):
        return Damage.HEADER_DAMAGED
    intact = hashlib.sha256(envelope).hexdigest() == header.envelope_sha256
    return SealedFile(header, envelope, None if intact else Damage.SEALED_DAMAGED)


def application_of(file: SealedFile, attachments: Sequence[SealedAttachment]) -> SealedApplication:
    """The application from its file and its attachments, in their order."""
    header = file.header
    created_at = moment(header.created_at)
    return SealedApplication(header.id, header.item, created_at, file.envelope, tuple(attachments))


def _unless_the_disk_refuses(change: Callable[[], object]) -> None:
    try:
        change()
    except OSError:
        # What a file name and its row mean together stays true (see the table above), and a start puts it in order.
        return
