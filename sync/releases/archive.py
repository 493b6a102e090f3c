"""A release as one file for a USB stick: a ZIP archive with ``manifest.jws`` and the files that it names.

An archive comes from outside: no name in it is used as a path before the signed manifest has named it, nothing is read
past the size that was signed, and what is there twice or was not named is refused.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sync.releases.manifest import FileEntry, Manifest
from sync.releases.refusal import Reason, ReleaseRefused

MANIFEST = "manifest.jws"
LARGEST_MANIFEST = 8 * 1024 * 1024
LARGEST_RELEASE = 256 * 1024 * 1024
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError)


class Archive:
    """Open for reading; see `open_archive`."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    def signed_manifest(self) -> bytes:
        """Raises ReleaseRefused."""
        return self._read(MANIFEST, LARGEST_MANIFEST)

    def contents(self, manifest: Manifest) -> Iterator[tuple[str, bytes]]:
        """Every file of the manifest, each as it was signed. Raises ReleaseRefused."""
        names = self._file.namelist()
        if len(names) != len(set(names)):
            raise ReleaseRefused(Reason.MIXED, "a file is there twice")
        strange = sorted(set(names) - set(manifest.files) - {MANIFEST})
        if strange:
            raise ReleaseRefused(Reason.MIXED, f"{_plain(strange[0])} was not signed with the others")
        if manifest.size() > LARGEST_RELEASE:
            raise ReleaseRefused(Reason.TOO_LARGE, f"more than {LARGEST_RELEASE >> 20} MB")
        for name, entry in manifest.files.items():
            content = self._read(name, entry.size)
            if file_entry(content) != entry:
                raise ReleaseRefused(Reason.MIXED, f"{name} is not as it was signed")
            yield name, content

    def _read(self, name: str, longest: int) -> bytes:
        try:
            with self._file.open(name) as file:
                content = file.read(longest + 1)
        except KeyError:
            raise ReleaseRefused(Reason.DAMAGED, f"{name} is missing") from None
        except _BROKEN:
            raise ReleaseRefused(Reason.DAMAGED, f"{name} cannot be read") from None
        if len(content) > longest:
            raise ReleaseRefused(Reason.TOO_LARGE, f"{name} is longer than it may be")
        return content


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Raises ReleaseRefused when it is no archive."""
    try:
        file = zipfile.ZipFile(path)
    except _BROKEN:
        raise ReleaseRefused(Reason.DAMAGED, "is no release, or was cut off") from None
    except OSError as error:
        raise ReleaseRefused(Reason.DAMAGED, f"cannot be read: {error.strerror}") from None
    with file:
        yield Archive(file)


def write_archive(path: Path, signed_manifest: bytes, contents: Mapping[str, bytes]) -> None:
    """The same files give the same bytes. Raises OSError."""
    draft = path.with_name(path.name + ".new")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in ((MANIFEST, signed_manifest), *sorted(contents.items())):
            member = zipfile.ZipInfo(name, _FIXED_DATE)
            member.external_attr = 0o600 << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(member, content)
    draft.replace(path)


def file_entry(content: bytes) -> FileEntry:
    return FileEntry(sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def _plain(name: str) -> str:
    """A name from outside, fit to be printed."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:60]
