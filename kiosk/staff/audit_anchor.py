"""The audit log's end, kept in a second place: the number and hash of the last entry in ``audit.head``.

It is written after every transaction that added entries, when that is durable; after a crash in between it is a
little behind, never ahead. What it brings to light: entries taken from the log's end, a log replaced by an older
copy, a log written anew. What it cannot: somebody who may write both files and makes them agree, or who takes off no
more than the few entries that the anchor had not followed yet. Against that, carry the export, or the last number
and hash of ``jinban audit verify``, to another place from time to time.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from kiosk.store.data_folder import sync_folder, write_file


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the log: its number and its hash (SHA-256, hex)."""

    id: int
    hash: str


BEGINNING = Link(0, "0" * 64)
"""Before the first entry."""


@dataclass(frozen=True, slots=True)
class Anchor:
    path: Path

    def read(self) -> Link | None:
        """None when it is gone or cannot be read as an anchor. Raises OSError for any other failure of the disk."""
        try:
            told = json.loads(self.path.read_bytes())
        except (FileNotFoundError, IsADirectoryError, ValueError):
            return None
        match told:
            case {"id": int(number), "hash": str(digest)} if number >= 0:
                return Link(number, digest)
            case _:
                return None

    def write(self, link: Link) -> None:
        """Durable, all or nothing. Raises OSError."""
        temporary = self.path.with_name(f"{self.path.name}.new")
        write_file(temporary, json.dumps({"id": link.id, "hash": link.hash}).encode() + b"\n")
        temporary.replace(self.path)
        sync_folder(self.path.parent)
