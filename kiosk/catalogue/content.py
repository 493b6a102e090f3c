"""The service content as files: which there are, their fingerprint, and what is said of mistakes in them.

A station compares fingerprints at every start; the readers of YAML and rules are loaded only when it has to build.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

FORMAT = 2
"""Raised when the tables or the item's shape change; an older compiled file is built anew."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend in the content. ``line`` counts from 1; ``field`` is dotted (``service.form.0.title``)."""

    file: Path
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.line}: {self.field}: {self.message}"
            if self.field
            else (f"{self.file}:{self.line}: {self.message}")
        )


class ContentRefused(Exception):
    """The content has mistakes; nothing was built. ``mistakes`` names each by file and line."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(f"{len(mistakes)} mistakes in the content")
        self.mistakes = mistakes


def item_files(folder: Path) -> list[Path]:
    """Every item file below the folder, in a fixed order."""
    return sorted(folder.rglob("*.yaml"))


def fingerprint(folder: Path) -> str:
    """SHA-256 (hex) over every item file's name and bytes: whether a compiled catalogue is that of this content."""
    digest = hashlib.sha256(str(FORMAT).encode())
    for path in item_files(folder):
        digest.update(str(path.relative_to(folder)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
