"""Calls back within a second when a USB device comes or goes, so that nobody waits for the next poll of its driver."""

import contextlib
import os
import select
import threading
from collections.abc import Callable

from devices.usb.change import ChangeSource, change_source

SETTLE_S = 0.2
"""One plug makes a dozen events: of the device, of each interface, of what its drivers make of them."""


class HotPlug:
    """Runs a thread from construction to `close`; ``on_change`` is called on it, once for each burst of events.

    What changed it does not say: look at the list, ask the drivers.
    """

    def __init__(self, on_change: Callable[[], None], source: ChangeSource | None = None) -> None:
        self._on_change = on_change
        self._source = source or change_source()
        self._closing = threading.Event()
        self._wake_out, self._wake_in = os.pipe()
        self._thread = threading.Thread(target=self._watch, name="usb-hot-plug", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """No call comes after it has returned, unless it is called from ``on_change`` itself; may be called twice."""
        if self._closing.is_set():
            return
        self._closing.set()
        if self._thread.is_alive():
            os.write(self._wake_in, b".")
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _watch(self) -> None:
        with contextlib.ExitStack() as at_the_end:
            for end in (self._wake_out, self._wake_in):
                at_the_end.callback(os.close, end)
            at_the_end.callback(self._source.close)
            while not self._closing.is_set():
                select.select([self._wake_out, *self._source.waitables()], [], [], self._source.look_every_s)
                if self._source.has_changed():
                    self._closing.wait(SETTLE_S)
                    self._source.has_changed()
                    if not self._closing.is_set():
                        self._on_change()
