"""Somebody plugs in a reader, pulls it, swaps it: the station hears of it within a second."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from devices.usb.change import ChangeSource, SysfsLooks, UdevEvents, change_source
from devices.usb.hot_plug import HotPlug
from tests.devices.usb import udevd
from tests.devices.usb.sockets import Sockets


class _Ears:
    """Counts the calls."""

    def __init__(self) -> None:
        self._heard = threading.Condition()
        self.calls = 0

    def __call__(self) -> None:
        with self._heard:
            self.calls += 1
            self._heard.notify_all()

    def hear(self, calls: int, within_s: float = 5) -> bool:
        with self._heard:
            return self._heard.wait_for(lambda: self.calls >= calls, within_s)


@pytest.fixture
def sockets(tmp_path: Path) -> Sockets:
    made = Sockets(tmp_path / "sys")
    made.plug_in("1-1", "1a86:7523")
    return made


@pytest.fixture
def ears() -> _Ears:
    return _Ears()


@pytest.fixture
def watcher(sockets: Sockets, ears: _Ears) -> Iterator[HotPlug]:
    watching = HotPlug(ears, SysfsLooks(sockets.sysfs))
    yield watching
    watching.close()


@pytest.mark.usefixtures("watcher")
class TestWithoutUdev:
    def test_reader_plugged_in_is_heard_within_a_second(self, sockets: Sockets, ears: _Ears) -> None:
        started = time.monotonic()
        sockets.plug_in("1-2", "0400:c35a")
        assert ears.hear(1)
        assert time.monotonic() - started < 1.0

    def test_reader_pulled_is_heard(self, sockets: Sockets, ears: _Ears) -> None:
        sockets.pull("1-1")
        assert ears.hear(1)

    def test_reader_swapped_for_its_like_between_two_looks_is_heard(
        self, sockets: Sockets, ears: _Ears
    ) -> None:
        sockets.pull("1-1")
        sockets.plug_in("1-1", "1a86:7523")
        assert ears.hear(1)


def test_nothing_is_said_while_nothing_happens(sockets: Sockets) -> None:
    looks = SysfsLooks(sockets.sysfs)
    assert not looks.has_changed()
    sockets.pull("1-1")
    assert looks.has_changed()
    assert not looks.has_changed()


class _Burst:
    """A plug that makes many events in a row, as real ones do."""

    look_every_s: float | None = 0.01

    def __init__(self, events: int) -> None:
        self._left = events
        self.closed = False

    def waitables(self) -> Sequence[int]:
        return []

    def has_changed(self) -> bool:
        self._left -= 1
        return self._left >= 0

    def close(self) -> None:
        self.closed = True


def test_one_plug_with_two_events_is_one_call(ears: _Ears) -> None:
    burst = _Burst(2)
    watching = HotPlug(ears, burst)
    assert ears.hear(1)
    assert not ears.hear(2, within_s=0.3)
    watching.close()
    assert burst.closed


def test_closing_is_quick_and_final(sockets: Sockets, ears: _Ears) -> None:
    watching = HotPlug(ears, SysfsLooks(sockets.sysfs))
    started = time.monotonic()
    watching.close()
    watching.close()
    assert time.monotonic() - started < 0.5
    sockets.plug_in("1-2", "0400:c35a")
    assert not ears.hear(1, within_s=0.8)


def test_who_is_called_may_close() -> None:
    done = threading.Event()
    made: list[HotPlug] = []
    ready = threading.Event()

    def close_it() -> None:
        ready.wait(5)
        made[0].close()
        done.set()

    made.append(HotPlug(close_it, _Burst(5)))
    ready.set()
    assert done.wait(5)
    made[0]._thread.join(5)
    assert not made[0]._thread.is_alive()


def test_tree_that_is_not_the_kernels_is_looked_at(sockets: Sockets) -> None:
    assert isinstance(change_source(sockets.sysfs), SysfsLooks)


@pytest.fixture
def udev() -> Iterator[UdevEvents]:
    try:
        events = UdevEvents()
    except OSError as error:
        pytest.skip(f"no netlink socket: {error}")
    yield events
    events.close()


def _told(action: str, port: str) -> None:
    try:
        udevd.tell(action, port)
    except PermissionError:
        pytest.skip("only root may speak as udevd does")


def test_what_udevd_says_is_heard(udev: UdevEvents, ears: _Ears) -> None:
    source: ChangeSource = udev
    _told("add", "1-2")
    watching = HotPlug(ears, _Kept(source))
    assert ears.hear(1)
    _told("remove", "1-2")
    assert ears.hear(2)
    watching.close()


class _Kept:
    """Lets the fixture close the source."""

    def __init__(self, source: ChangeSource) -> None:
        self.look_every_s = source.look_every_s
        self.waitables: Callable[[], Sequence[int]] = source.waitables
        self.has_changed: Callable[[], bool] = source.has_changed

    def close(self) -> None:
        pass
