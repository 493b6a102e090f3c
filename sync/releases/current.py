"""The release that a station uses now, found again in a millisecond at every start.

``releases/`` of the data folder holds the release in use and the one before, each in a folder of its version, and
``current.json``, which says which is which. It is replaced as a whole, so a station pulled off its plug in the midst of
an installation has the old release or the new one. Where the one in use cannot be read, the one before is used.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FOLDER = "releases"
POINTER = "current.json"
CONTENT = "catalogue"
SETTINGS = "settings.toml"


@dataclass(frozen=True, slots=True)
class Pointer:
    """``highest`` is the highest version that was ever installed here: none below it is taken any more."""

    version: int
    manifest_sha256: str
    expires_at: datetime
    highest: int
    previous: int | None = None


@dataclass(frozen=True, slots=True)
class CurrentRelease:
    """``content`` is None for a release of settings alone. ``fallen_back``: it is the one before."""

    version: int
    folder: Path
    settings: Mapping[str, object]
    content: Path | None
    expires_at: datetime
    fallen_back: bool = False


def current_release(data: Path) -> CurrentRelease | None:
    """None where none was installed, or none can be read."""
    pointer = read_pointer(data)
    if pointer is None:
        return None
    found = _read(data, pointer.version, pointer)
    if found is None and pointer.previous is not None:
        found = _read(data, pointer.previous, pointer)
    return found


def read_pointer(data: Path) -> Pointer | None:
    """None where it is missing or is none."""
    try:
        told = json.loads((data / FOLDER / POINTER).read_bytes())
        expires_at = datetime.fromisoformat(told["expires_at"])
        version, highest, previous = told["version"], told["highest"], told["previous"]
        digest = str(told["manifest_sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not isinstance(version, int) or not isinstance(highest, int) or expires_at.tzinfo is None:
        return None
    return Pointer(version, digest, expires_at, highest, previous if isinstance(previous, int) else None)


def as_json(pointer: Pointer) -> bytes:
    told = {
        "version": pointer.version,
        "manifest_sha256": pointer.manifest_sha256,
        "expires_at": pointer.expires_at.isoformat(),
        "highest": pointer.highest,
        "previous": pointer.previous,
    }
    return json.dumps(told).encode() + b"\n"


def _read(data: Path, version: int, pointer: Pointer) -> CurrentRelease | None:
    folder = data / FOLDER / str(version)
    settings: dict[str, object] = {}
    if not folder.is_dir():
        return None
    try:
        settings = tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        pass  # a release of content alone
    except (OSError, ValueError):
        return None
    content = folder / CONTENT
    return CurrentRelease(
        version,
        folder,
        settings,
        content if content.is_dir() else None,
        pointer.expires_at,
        fallen_back=version != pointer.version,
    )
