"""Installing a release: verified whole before it takes the place of the one in use, which is kept.

| attack or accident | what stops it |
|---|---|
| somebody else's release | signatures of trusted keys, as many as the trust file asks for |
| a file changed, added, left out, or taken from another release | one manifest with the hash of every file |
| an old release handed out again | the version is above every one that was ever here |
| newer ones held back | the release expires |
| an endless file, a name that leads elsewhere | sizes are signed and bounded, names are of one pattern |
| mistakes in content or settings | everything is read as the station would read it |
| the plug pulled at any moment | files are synced, then one small file is replaced |
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.store.data_folder import make_private_folder, sync_folder, write_file
from sync.releases.archive import open_archive
from sync.releases.check import TrySettings, check_files
from sync.releases.current import FOLDER, POINTER, Pointer, as_json, read_pointer
from sync.releases.make import lay_out
from sync.releases.manifest import Manifest, ReleaseTrust, verified
from sync.releases.refusal import Reason, ReleaseRefused

_INCOMING = "incoming"


@dataclass(frozen=True, slots=True)
class Installed:
    """``fresh`` False: this very release was installed already."""

    manifest: Manifest
    previous: int | None
    fresh: bool = True


def install(
    path: Path,
    data: Path,
    trust: ReleaseTrust,
    now: datetime,
    try_settings: TrySettings,
    tell: Callable[[Manifest], None],
    seen_before: int = 0,
) -> Installed:
    """Durable on return; the kiosk uses it from its next start. ``seen_before``: the highest version in the audit log.

    ``tell`` writes the audit entry, before the release is put to use: what is used was always told. Raises
    ReleaseRefused, then the one in use stands; OSError and whatever ``tell`` raises.
    """
    folder = data / FOLDER
    make_private_folder(folder)
    with _alone(folder), open_archive(path) as archive:
        signed_manifest = archive.signed_manifest()
        manifest = verified(signed_manifest, trust, now)
        digest = hashlib.sha256(manifest.model_dump_json().encode()).hexdigest()
        before = read_pointer(data)
        if before is not None and manifest.version == before.version and digest == before.manifest_sha256:
            return Installed(manifest, before.previous, fresh=False)
        highest = max(seen_before, before.highest if before is not None else 0)
        if manifest.version <= highest:
            raise ReleaseRefused(
                Reason.OLDER, f"release {manifest.version} is not above {highest}, which was here already"
            )
        incoming = folder / _INCOMING
        shutil.rmtree(incoming, ignore_errors=True)
        make_private_folder(incoming)
        try:
            lay_out(incoming, archive.contents(manifest))
            check_files(incoming, try_settings)
            write_file(incoming / "manifest.jws", signed_manifest)
            tell(manifest)
            _put_to_use(folder, incoming, manifest, digest, before)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)
    return Installed(manifest, None if before is None else before.version)


def _put_to_use(
    folder: Path, incoming: Path, manifest: Manifest, digest: str, before: Pointer | None
) -> None:
    room = folder / str(manifest.version)
    shutil.rmtree(room, ignore_errors=True)  # left by an installation that was cut off
    for below, _, _ in os.walk(incoming):
        sync_folder(Path(below))
    incoming.rename(room)
    sync_folder(folder)
    previous = None if before is None else before.version
    pointer = Pointer(manifest.version, digest, manifest.expires_at, manifest.version, previous)
    draft = folder / f"{POINTER}.new"
    write_file(draft, as_json(pointer))
    draft.replace(folder / POINTER)
    sync_folder(folder)
    for old in folder.iterdir():
        if old.name.isdecimal() and int(old.name) not in (manifest.version, previous):
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
