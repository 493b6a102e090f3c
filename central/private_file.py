"""A secret that is made once and kept: written whole, durable, readable by nobody else.

Two processes may start on one folder at the same moment; the first one's secret is everybody's.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from kiosk.store.data_folder import sync_folder, write_file


def kept_secret(path: Path, make: Callable[[], bytes]) -> bytes:
    """What ``path`` holds; made by ``make`` when there is no such file. The file is 0600. Raises OSError."""
    if not path.exists():
        _write_unless_there(path, make())
    path.chmod(0o600)
    return path.read_bytes()


def _write_unless_there(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    write_file(draft, content)
    try:
        os.link(draft, path)  # unlike a rename, never replaces what another process was quicker to make
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    sync_folder(path.parent)
