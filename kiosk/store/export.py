"""By USB stick: sealed applications in one file, for a hall whose line is down for days.

A ZIP archive, stored without compression: ``index.json`` (``{"format": "jinban-export-1", "applications": [{"id",
"manifest_hash"}]}``), ``sealed/<id>`` and ``attachments/<sha256>`` as they lie in the data folder. Nothing in it can be
read without the platform's key. Exported applications stay in the queue here: the platform makes one case of one id.

Importing trusts nothing: names, sizes and hashes are checked, each application by itself, and what is wrong is named.
"""

import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, StrictStr, ValidationError

from kiosk.envelope import SealedApplication, SealedAttachment
from kiosk.store.data_folder import sync_folder, write_file
from kiosk.store.disk_faults import disk_faults
from kiosk.store.outbox import Outbox
from kiosk.store.sealed_files import Damage, application_of, pack, seal_up, unpack
from kiosk.store.states import UNSENT

INDEX_BYTES = 16 << 20
SEALED_BYTES = 4 << 20
ATTACHMENT_BYTES = 64 << 20
APPLICATIONS = 100_000
"""Bounds on what an import reads of one file; far above what a hall makes, far below what would hurt it."""


class Refusal(StrEnum):
    """Why a file, or one application in it, was not taken."""

    NOT_AN_EXPORT = "not_an_export"
    INDEX_DAMAGED = "index_damaged"
    MISSING = "missing"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    OTHER_CONTENT = "other_content"
    """This id is here already, with another content."""


@dataclass(frozen=True, slots=True)
class Refused:
    """``name`` is the file's, or of what lies in it (``sealed/<id>``, ``attachments/<sha256>``)."""

    name: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Ids that were added and that were here already, and what was refused."""

    added: tuple[str, ...]
    already_here: tuple[str, ...]
    refused: tuple[Refused, ...]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    id: StrictStr
    manifest_hash: StrictStr


class _Index(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Literal["jinban-export-1"]
    applications: tuple[_Entry, ...]


def export_items(outbox: Outbox, path: Path, now: datetime) -> int:
    """Writes everything that the platform has not signed for to ``path``; how many applications that is.

    The file is there in full or not at all. An application with damaged files goes to staff instead. Raises
    EnvironmentFault.
    """
    temporary = path.with_name(f"{path.name}.part")
    with disk_faults():
        try:
            write_file(temporary, b"")
            with temporary.open("r+b") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                    entries = [_write(archive, application) for application in _unsent(outbox, now)]
                    index = _Index(format="jinban-export-1", applications=tuple(entries))
                    archive.writestr("index.json", index.model_dump_json())
                file.flush()
                os.fsync(file.fileno())
            temporary.rename(path)
            sync_folder(path.parent)
        finally:
            temporary.unlink(missing_ok=True)
    return len(entries)


def import_items(outbox: Outbox, path: Path, now: datetime) -> ImportReport:
    """Takes over the applications of an export, each durable before the next; the same file again adds nothing.

    Raises EnvironmentFault when this machine's disk fails or the file cannot be read at all.
    """
    with disk_faults():
        try:
            with path.open("rb") as file, zipfile.ZipFile(file) as archive:
                return _import(outbox, archive, path.name, now)
        except zipfile.BadZipFile:
            return ImportReport((), (), (Refused(path.name, Refusal.NOT_AN_EXPORT),))


def _import(outbox: Outbox, archive: zipfile.ZipFile, name: str, now: datetime) -> ImportReport:
    content = _read(archive, "index.json", INDEX_BYTES)
    if isinstance(content, Refused):
        return ImportReport((), (), (Refused(name, Refusal.NOT_AN_EXPORT),))
    try:
        index = _Index.model_validate_json(content)
    except ValidationError:
        return ImportReport((), (), (Refused(name, Refusal.INDEX_DAMAGED),))
    if len(index.applications) > APPLICATIONS:
        return ImportReport((), (), (Refused(name, Refusal.TOO_LARGE),))
    added: list[str] = []
    already_here: list[str] = []
    refused: list[Refused] = []
    for entry in index.applications:
        known = outbox.get(entry.id)
        if known is not None:
            if known.manifest_hash == entry.manifest_hash:
                already_here.append(entry.id)
            else:
                refused.append(Refused(f"sealed/{entry.id}", Refusal.OTHER_CONTENT))
            continue
        application = _read_application(archive, entry)
        if isinstance(application, Refused):
            refused.append(application)
            continue
        outbox.add(application, now)
        added.append(entry.id)
    return ImportReport(tuple(added), tuple(already_here), tuple(refused))


def _read_application(archive: zipfile.ZipFile, entry: _Entry) -> SealedApplication | Refused:
    name = f"sealed/{entry.id}"
    content = _read(archive, name, SEALED_BYTES)
    if isinstance(content, Refused):
        return content
    file = unpack(content, entry.id)
    if isinstance(file, Damage) or file.damage or file.header.manifest_hash != entry.manifest_hash:
        return Refused(name, Refusal.DAMAGED)
    attachments: list[SealedAttachment] = []
    for named in file.header.attachments:
        attachment = _read(archive, f"attachments/{named.sha256}", min(named.size, ATTACHMENT_BYTES))
        if isinstance(attachment, Refused):
            return attachment
        attachments.append(SealedAttachment(named.sha256, attachment))
    application = application_of(file, attachments)
    try:
        intact = seal_up(application).header == file.header
    except ValueError:
        intact = False
    return application if intact else Refused(name, Refusal.DAMAGED)


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes | Refused:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return Refused(name, Refusal.MISSING)
    # A ZIP's own word on the size is enough: the reader stops there, and then misses the checksum.
    if info.file_size > most:
        return Refused(name, Refusal.TOO_LARGE)
    try:
        with archive.open(info) as member:
            return member.read()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return Refused(name, Refusal.DAMAGED)


def _unsent(outbox: Outbox, now: datetime) -> Iterator[SealedApplication]:
    for row in outbox.list(*UNSENT, limit=APPLICATIONS):
        application = outbox.load(row.id, now)
        if isinstance(application, SealedApplication):
            yield application


def _write(archive: zipfile.ZipFile, application: SealedApplication) -> _Entry:
    file = seal_up(application)
    archive.writestr(f"sealed/{application.id}", pack(file))
    for attachment in application.attachments:
        name = f"attachments/{attachment.sha256}"
        if name not in archive.NameToInfo:
            archive.writestr(name, attachment.content)
    return _Entry(id=application.id, manifest_hash=application.manifest_hash)
