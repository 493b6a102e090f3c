"""The service content as files: which there are, their fingerprint, and what is said of mistakes in them.

A station compares fingerprints at every start; the readers of YAML and rules are loaded only when it has to build.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import config

FORMAT = 5
"""Raised when the tables or the item's shape change; an older compiled file is built anew."""

SHIPPED = Path(config.__file__).parent

REFERENCE_FILES = ("certificates.yaml", "city_figures.yaml", "places.yaml", "proofs.yaml", "themes.yaml")
"""What items refer to. ``synonyms.yaml`` stands beside them and belongs to the search."""


SYNONYMS = "synonyms.yaml"


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
    if folder.suffix == ".yaml" and not folder.is_dir():
        return [folder]
    return sorted(folder.rglob("*.yaml"))


def synonyms_file(folder: Path) -> Path:
    """Residents' words that go with this content: ``synonyms.yaml`` beside the folder, else the one that is shipped."""
    beside = folder.parent / SYNONYMS
    return beside if beside.exists() else Path(config.__file__).parent / SYNONYMS


def reference_files(folder: Path) -> dict[str, Path]:
    """What the items below the folder (or in one file) refer to: beside them, else as shipped; what is nowhere is left
    out."""
    beside = folder.absolute().parents[:1] if folder.suffix != ".yaml" else folder.absolute().parents[:3]
    found: dict[str, Path] = {}
    for name in REFERENCE_FILES:
        for place in (*beside, SHIPPED):
            if (place / name).is_file():
                found[name] = place / name
                break
    return found


def fingerprint(folder: Path) -> str:
    """SHA-256 (hex) over every file's name and bytes: whether a compiled catalogue is that of this content."""
    digest = hashlib.sha256(str(FORMAT).encode())
    files = [(str(path.relative_to(folder)), path) for path in item_files(folder)] if folder.is_dir() else []
    beside = {**reference_files(folder), SYNONYMS: synonyms_file(folder)}
    for name, path in (*files, *beside.items()):
        digest.update(name.encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
