"""Every sentence that the kiosk says, by name, in each language: what operators may reword without a programmer.

``zh.toml`` and ``en.toml`` hold the same names; a test fails when one lacks a name or a placeholder of the other.
Reading is cached; any thread.
"""

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("zh", "en")


@functools.cache
def texts(language: str) -> "Texts":
    """The sentences of one language (``zh`` or ``en``)."""
    return Texts(_read(Path(__file__).parent / f"{language}.toml"))


class Texts:
    """Sentences by dotted name: ``say("home.greeting", name="王*英")``; a missing name is a defect (KeyError)."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self._sentences = sentences

    def say(self, name: str, /, **words: object) -> str:
        return self._sentences[name].format(**words)

    def names(self) -> frozenset[str]:
        return frozenset(self._sentences)


def _read(path: Path) -> dict[str, str]:
    return dict(_flat("", tomllib.loads(path.read_text(encoding="utf-8"))))


def _flat(prefix: str, table: Mapping[str, object]) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            flat += _flat(f"{prefix}{name}.", value)
        else:
            flat.append((prefix + name, str(value)))
    return flat
