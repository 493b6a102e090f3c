"""Two ways to hear that something was plugged in or pulled out: udev tells it, or sysfs is looked at twice a second.

Both are asked from one thread, that of `devices.usb.hot_plug`.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pyudev

from devices.usb.listing import SYSFS, plugged

LOOK_EVERY_S = 0.5
"""Without udev: a device that is out for longer is seen to be out."""

UDEV_SOCKET = Path("/run/udev/control")
"""Is there exactly where udevd runs; without it nothing is ever sent, though the netlink socket opens."""

_SUBSYSTEMS = ("usb", "usbmisc", "tty", "video4linux", "sound")
"""A device, and what its drivers make of it: the names that the station opens come with the latter."""

_log = logging.getLogger("devices")


class ChangeSource(Protocol):
    """Something that knows of changes."""

    look_every_s: float | None
    """Ask so often; None: only when ``waitables`` are readable."""

    def waitables(self) -> Sequence[int]:
        """File descriptors that become readable when something changes."""
        ...

    def has_changed(self) -> bool:
        """Whether anything changed since it was asked last; never blocks."""
        ...

    def close(self) -> None: ...


class UdevEvents:
    """What udevd tells once its rules have been carried out, so that the names under /dev are there already.

    Raises OSError where the netlink socket cannot be opened.
    """

    look_every_s: float | None = None

    def __init__(self) -> None:
        self._monitor = pyudev.Monitor.from_netlink(pyudev.Context())
        for subsystem in _SUBSYSTEMS:
            self._monitor.filter_by(subsystem)
        self._monitor.start()

    def waitables(self) -> Sequence[int]:
        return [self._monitor.fileno()]

    def has_changed(self) -> bool:
        changed = False
        try:
            while (event := self._monitor.poll(timeout=0)) is not None:
                changed = changed or event.action in {"add", "remove", "bind", "unbind", "change"}
        except OSError:
            # ENOBUFS: so much happened that some of it was dropped.
            return True
        return changed

    def close(self) -> None:
        # The socket is libudev's and goes with the last reference to the monitor.
        del self._monitor


class SysfsLooks:
    """Compares what is plugged in now with what was at the last look."""

    look_every_s: float | None = LOOK_EVERY_S

    def __init__(self, sysfs: Path = SYSFS) -> None:
        self._sysfs = sysfs
        self._seen = plugged(sysfs)

    def waitables(self) -> Sequence[int]:
        return []

    def has_changed(self) -> bool:
        seen = plugged(self._sysfs)
        changed = seen != self._seen
        self._seen = seen
        return changed

    def close(self) -> None:
        """Nothing is held."""


def change_source(sysfs: Path = SYSFS) -> ChangeSource:
    """udev's events where udevd runs (and the tree is the kernel's own), else looks at sysfs."""
    if sysfs == SYSFS and UDEV_SOCKET.exists():
        try:
            return UdevEvents()
        except OSError as error:
            _log.info("usb no udev events: %s", error.strerror)
    return SysfsLooks(sysfs)
