"""How every device is now, told by the devices' threads: for the log, the bench, and for doctor in another process.

The kiosk holds ``shell.lock`` of the data folder while it runs, and writes ``devices.json`` beside it on every change.
"""

import contextlib
import fcntl
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import assert_never

from pydantic import AwareDatetime, BaseModel, ConfigDict, TypeAdapter, ValidationError

from config.faults import FaultCode
from devices.device import Condition, DeviceStatus, Faulty, Lost, NeedsAttention, NotFitted, Ready, Unknown

LOCK_NAME = "shell.lock"
FILE_NAME = "devices.json"

_log = logging.getLogger("devices")


class _Told(BaseModel):
    """One device in the file; the condition by name."""

    model_config = ConfigDict(extra="forbid")

    name: str
    driver: str
    condition: str
    fault: FaultCode | None
    last_fault: FaultCode | None
    detail: str
    checked_at: AwareDatetime | None


_FILE = TypeAdapter(list[_Told])


class ShellRuns(Exception):
    """Another kiosk runs on this data folder."""


class LiveStatus:
    """Any thread. Opened by the kiosk alone; `close` when it ends. Raises ShellRuns."""

    def __init__(self, data: Path) -> None:
        self._path = data / FILE_NAME
        self._lock = threading.Lock()
        self._statuses: dict[str, DeviceStatus] = {}
        self._changed: list[Callable[[DeviceStatus], None]] = []
        self._held = os.open(data / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._held)
            raise ShellRuns from None

    def on_change(self, tell: Callable[[DeviceStatus], None]) -> None:
        """``tell`` is called on the device's thread and must return at once."""
        self._changed.append(tell)

    def put(self, status: DeviceStatus) -> None:
        """A device's card as it is now. Another condition is logged, written and told; another time alone is not."""
        with self._lock:
            before = self._statuses.get(status.name)
            self._statuses[status.name] = status
            if before is not None and before.condition == status.condition:
                return
            self._write(list(self._statuses.values()))
        _log.info("%s %s", status.name, _named(status.condition))
        for tell in self._changed:
            tell(status)

    def all(self) -> tuple[DeviceStatus, ...]:
        with self._lock:
            return tuple(self._statuses.values())

    def close(self) -> None:
        with self._lock:
            self._path.unlink(missing_ok=True)
            os.close(self._held)

    def _write(self, statuses: list[DeviceStatus]) -> None:
        # A full disk must not stop a device: doctor then sees an older picture.
        with contextlib.suppress(OSError):
            draft = self._path.with_suffix(".new")
            draft.touch(0o600)
            draft.write_bytes(_FILE.dump_json([_told(status) for status in statuses]))
            draft.rename(self._path)


def statuses_of_running_shell(data: Path) -> tuple[DeviceStatus, ...] | None:
    """What the running kiosk last wrote; None where no kiosk runs."""
    try:
        descriptor = os.open(data / LOCK_NAME, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        try:
            told = _FILE.validate_json((data / FILE_NAME).read_bytes())
        except (OSError, ValidationError):
            return ()
        return tuple(_status(device) for device in told)
    finally:
        os.close(descriptor)
    return None


def _named(condition: Condition) -> str:
    fault = _fault(condition)
    return f"{type(condition).__name__.lower()} {fault}" if fault else type(condition).__name__.lower()


def _fault(condition: Condition) -> FaultCode | None:
    match condition:
        case Ready() | Unknown() | NotFitted():
            return None
        case NeedsAttention(fault) | Faulty(fault) | Lost(fault):
            return fault
        case _ as never:
            assert_never(never)


def _told(status: DeviceStatus) -> _Told:
    return _Told(
        name=status.name,
        driver=status.driver,
        condition=type(status.condition).__name__,
        fault=_fault(status.condition),
        last_fault=status.last_fault,
        detail=status.detail,
        checked_at=status.checked_at,
    )


def _status(told: _Told) -> DeviceStatus:
    plain = {kind.__name__: kind() for kind in (Ready, Unknown, NotFitted)}
    bad = {kind.__name__: kind for kind in (NeedsAttention, Faulty, Lost)}
    condition: Condition = Unknown()
    if told.condition in plain:
        condition = plain[told.condition]
    elif told.condition in bad and told.fault is not None:
        condition = bad[told.condition](told.fault)
    return DeviceStatus(
        told.name,
        told.driver,
        condition,
        last_fault=told.last_fault,
        detail=told.detail,
        checked_at=told.checked_at,
    )
