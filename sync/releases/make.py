"""Making a release, on the operator's desk machine: the only place that ever sees a signing key."""

import os
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from pydantic import ValidationError

from kiosk.catalogue.content import Mistake, item_files
from kiosk.store.data_folder import make_private_folder, write_file
from sync.releases.archive import file_entry, write_archive
from sync.releases.check import TrySettings, check_files
from sync.releases.current import CONTENT, SETTINGS
from sync.releases.manifest import Manifest, signed
from sync.releases.refusal import Reason, ReleaseRefused


def new_key(path: Path) -> Ed25519PrivateKey:
    """A signing key in a file of its own, 0600; an old one is never overwritten. Raises OSError."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    return key


def load_key(path: Path) -> Ed25519PrivateKey:
    """Raises OSError, and ValueError for what is no such key."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except TypeError:
        raise ValueError("is locked with a password") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("is no Ed25519 key")
    return key


def gather(content: Path | None, settings: Path | None) -> dict[str, bytes]:
    """The files of a release by their names in it. Raises OSError."""
    files: dict[str, bytes] = {}
    if content is not None:
        for path in item_files(content):
            files[f"{CONTENT}/{path.relative_to(content).as_posix()}"] = path.read_bytes()
        synonyms = content.parent / "synonyms.yaml"
        if synonyms.is_file():
            files[synonyms.name] = synonyms.read_bytes()
    if settings is not None:
        files[SETTINGS] = settings.read_bytes()
    return files


def make_release(
    target: Path,
    files: dict[str, bytes],
    keys: Sequence[Ed25519PrivateKey],
    version: int,
    made_at: datetime,
    valid_for: timedelta,
    try_settings: TrySettings,
) -> Manifest:
    """Checked as a station would, signed, and written to ``target``. Raises ReleaseRefused and OSError."""
    try:
        manifest = Manifest(
            version=version,
            made_at=made_at,
            expires_at=made_at + valid_for,
            files={name: file_entry(content) for name, content in files.items()},
        )
    except ValidationError as invalid:
        place = invalid.errors()[0]["loc"]
        name = str(place[1]) if len(place) > 1 else str(place[0])
        wrong = Mistake(
            Path(name), 1, "", "cannot be in a release: small letters, digits and - in a *.yaml name"
        )
        raise ReleaseRefused(Reason.CONTENT, "a file that a release cannot hold", [wrong]) from None
    with TemporaryDirectory(prefix="jinban-release-") as scratch:
        lay_out(Path(scratch), files.items())
        check_files(Path(scratch), try_settings)
    write_archive(target, signed(manifest, keys), files)
    return manifest


def lay_out(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Writes the files below a folder, each 0600, its folders 0700. Names are those of a manifest. Raises OSError."""
    for name, content in files:
        path = folder / name
        for below in reversed(path.relative_to(folder).parents[:-1]):
            make_private_folder(folder / below)
        write_file(path, content)
