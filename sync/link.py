"""How the line to the platform is, as the sync process last saw it, for the shell to show.

The sync process writes ``link.json`` in the data folder: on every change, and every 2 s at most while it stays the
same. A file whose news is older than 10 s (or from the future: the clock was set back) means that nobody watches the
line, which for a resident is the same as no line. The file is not synced to the disk: after a power cut it is stale.
"""

import errno
import json
import logging
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

FILE_NAME = "link.json"
STALE_AFTER = timedelta(seconds=10)
_REWRITE_AFTER = timedelta(seconds=2)

_log = logging.getLogger("sync")


class Line(StrEnum):
    ONLINE = "online"
    """Our platform answers and knows this station."""
    OFFLINE = "offline"
    """Nobody answers."""
    UNTRUSTED = "untrusted"
    """Somebody answers who cannot prove to be our platform: a captive portal, a wrong certificate, a wrong key."""
    REFUSED = "refused"
    """Our platform answers, but does not accept this station."""


@dataclass(frozen=True, slots=True)
class LinkState:
    """The line, since when it is like that, and when that was last seen to be so."""

    line: Line
    since: datetime
    checked_at: datetime
    departments_down: tuple[str, ...] = ()
    """Departments whose own systems the platform cannot reach."""


class LinkLog:
    """The sync process's side; one thread."""

    def __init__(self, data: Path) -> None:
        self._path = data / FILE_NAME
        self._state: LinkState | None = None
        self._written_at: datetime | None = None
        self._write_failed = False

    @property
    def state(self) -> LinkState | None:
        """None before anything was noted."""
        return self._state

    def note(self, line: Line, now: datetime, departments_down: tuple[str, ...] = ()) -> bool:
        """Notes how the line was found just now; True when that is a change of the line.

        A full disk does not keep the worker from sending: the news gets stale then, and the shell shows no line.
        """
        before = self._state
        changed = before is None or before.line is not line
        since = now if before is None or changed else before.since
        told_otherwise = before is not None and before.departments_down != departments_down
        self._state = LinkState(line, since, now, departments_down)
        if (
            changed
            or told_otherwise
            or self._written_at is None
            or abs(now - self._written_at) >= _REWRITE_AFTER
        ):
            self._write(self._state)
            self._written_at = now
        return changed

    def _write(self, state: LinkState) -> None:
        news = {
            "state": state.line.value,
            "since": state.since.isoformat(),
            "checked_at": state.checked_at.isoformat(),
            "departments_down": list(state.departments_down),
        }
        draft = self._path.with_name(f".{FILE_NAME}.{os.getpid()}")
        try:
            _write_private(draft, json.dumps(news))
            draft.replace(self._path)
        except OSError as error:
            if not self._write_failed:
                _log.warning(
                    "link.json cannot be written: %s", errno.errorcode.get(error.errno or 0, "unknown")
                )
            self._write_failed = True
        else:
            self._write_failed = False


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def read_link(data: Path, now: datetime) -> LinkState:
    """How the line is, for any thread of any process: offline when the news is missing, stale or unreadable."""
    try:
        news = _News.model_validate_json((data / FILE_NAME).read_bytes())
    except (OSError, ValidationError):
        return LinkState(Line.OFFLINE, now, now)
    if abs(now - news.checked_at) > STALE_AFTER:
        return LinkState(Line.OFFLINE, news.checked_at, news.checked_at)
    return LinkState(news.state, news.since, news.checked_at, news.departments_down)


class _News(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    state: Line
    since: AwareDatetime
    checked_at: AwareDatetime
    departments_down: tuple[str, ...] = ()
