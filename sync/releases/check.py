"""Whether a station can live with a release's files, before it is signed and again before it is used.

Every mistake is named by file and line as in the release itself.
"""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from config.precedence import flat
from config.settings import NEVER_BY_RELEASE
from kiosk.catalogue.content import Mistake
from kiosk.catalogue.source import read_items
from sync.releases.current import CONTENT, SETTINGS
from sync.releases.refusal import Reason, ReleaseRefused

TrySettings = Callable[[Mapping[str, object]], str | None]
"""Lays a release's settings under the station's own; what is wrong with them, as ``key: sentence``, or None."""


def check_files(folder: Path, try_settings: TrySettings) -> None:
    """Looks at everything below ``folder``. Raises ReleaseRefused."""
    content = folder / CONTENT
    if content.is_dir():
        _, mistakes = read_items(content)
        if mistakes:
            told = [Mistake(_inside(m.file, folder), m.line, m.field, m.message) for m in mistakes]
            raise ReleaseRefused(Reason.CONTENT, f"{len(told)} mistakes in its services", told)
    settings = folder / SETTINGS
    if settings.is_file():
        mistake = _settings_mistake(settings, try_settings)
        if mistake is not None:
            raise ReleaseRefused(Reason.SETTINGS, "a mistake in its settings", [mistake])


def _settings_mistake(path: Path, try_settings: TrySettings) -> Mistake | None:
    name = Path(SETTINGS)
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError:
        return Mistake(name, 1, "", "is not UTF-8 text")
    except tomllib.TOMLDecodeError as error:
        return Mistake(name, _line_told(str(error)), "", f"is not TOML: {error}")
    for key in flat(table):
        if any(key == never or key.startswith(f"{never}.") for never in NEVER_BY_RELEASE):
            return Mistake(name, line_of(text, key), key, "belongs to one station; a release cannot set it")
    wrong = try_settings(table)
    if wrong is None:
        return None
    key, _, sentence = wrong.partition(": ")
    return Mistake(name, line_of(text, key), key, sentence)


def line_of(text: str, key: str) -> int:
    """The line of a TOML text where the dotted key stands, counted from 1; the nearest table's where it does not."""
    *path, last = key.split(".")
    table, nearest = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        told = line.split("#")[0].strip()
        if told.startswith("["):
            table = told.strip("[] ")
            if key == table or key.startswith(f"{table}."):
                nearest = number
        elif "=" in told:
            name = told.partition("=")[0].strip().strip("\"'")
            whole = f"{table}.{name}".strip(".")
            if whole == key or (table == ".".join(path) and name == last):
                return number
    return nearest


def _line_told(message: str) -> int:
    """tomllib says where only in words: ``(at line 3, column 7)``."""
    _, found, rest = message.partition("line ")
    digits = rest.split(",")[0] if found else ""
    return int(digits) if digits.isdecimal() else 1


def _inside(path: Path, folder: Path) -> Path:
    return path.relative_to(folder) if path.is_relative_to(folder) else path
