"""The sync process: what ``jinban sync`` runs, until SIGTERM, or once.

The worker runs in a thread of its own, because no limit of ours bounds the resolution of a host's name; the main
thread waits for the signal and can always leave. One daemon at a time holds ``sync.lock`` of the data folder; every
sender, a ``once`` beside it too, shares ``senders.lock``. Neither is a matter of safety, for claims keep senders apart.
"""

import fcntl
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

from config.faults import EnvironmentFault
from kiosk.store.opening import open_database
from kiosk.store.outbox import Outbox
from kiosk.store.states import UNSENT
from sync.channel import Channel, Introduction, checked_url
from sync.exchange import HttpExchange
from sync.link import Line, LinkLog
from sync.report import SyncReport, Tally, report_of
from sync.settings import SyncSettings
from sync.station_key import station_key
from sync.trust import load_trust
from sync.worker import Worker

LOCK_NAME = "sync.lock"
SENDERS_NAME = "senders.lock"
STOP_WITHIN_S = 1.5
_LOCK_POLL_S = 0.25

_log = logging.getLogger("sync")


def run_sync(data: Path, settings: SyncSettings, *, once: bool) -> SyncReport:
    """Drains the outbox below ``data``: ``once``, or until SIGTERM or SIGINT, which end it within 2 s.

    A second process without ``once`` waits until the first has ended. Raises EnvironmentFault: PLATFORM_UNTRUSTED for
    a bad address or trust file, STORE_* and DISK_FULL as the store fails. Signals are heeded in the main thread only.
    """
    url = checked_url(settings.platform_url, plain_http_allowed=settings.plain_http_allowed)
    trust = load_trust(settings.trust_path)
    wake = threading.Event()
    with ExitStack() as stack:
        stack.enter_context(_signals_set(wake))
        database = open_database(data)
        stack.callback(database.close)
        outbox = Outbox(database)
        if not once:
            stack.enter_context(_turn_taken(data, wake))
        exchange = HttpExchange(ca_bundle=settings.ca_bundle, environment_proxy=settings.environment_proxy)
        channel = Channel(
            url,
            settings.station,
            station_key(data),
            trust,
            exchange,
            _now,
            Introduction(settings.station_name, settings.enrolment_code),
        )
        worker = Worker(outbox, channel, LinkLog(data), settings, _now, SystemRandom())
        stack.enter_context(_among_senders(data, worker.take_over))
        run = _Run(worker, wake, once=once)
        ended = run.until_woken()
        if ended is None:
            counts = outbox.counts()
            return report_of(Tally(), Line.OFFLINE, sum(counts[state] for state in UNSENT))
        exchange.close()
        return ended


class _Run:
    """One worker at work in its thread."""

    def __init__(self, worker: Worker, wake: threading.Event, *, once: bool) -> None:
        self._worker = worker
        self._wake = wake
        self._once = once
        self._ended: SyncReport | EnvironmentFault | None = None
        self._thread = threading.Thread(target=self._work, name="sync", daemon=True)

    def until_woken(self) -> SyncReport | None:
        """The worker's report; None when it is stuck and was left behind, its claims given back.

        Raises the worker's EnvironmentFault; RuntimeError after a defect, whose stack is logged by then.
        """
        self._thread.start()
        self._wake.wait()
        self._worker.stop()
        self._thread.join(STOP_WITHIN_S)
        if self._thread.is_alive():
            _log.warning("left a stuck exchange behind")
            self._worker.give_back_all()
            return None
        if isinstance(self._ended, EnvironmentFault):
            raise self._ended
        if self._ended is None:
            raise RuntimeError("the sync worker ended by a defect")
        return self._ended

    def _work(self) -> None:
        try:
            self._ended = self._worker.run_once() if self._once else self._worker.run()
        except EnvironmentFault as fault:
            self._ended = fault
        finally:
            self._wake.set()


@contextmanager
def _signals_set(wake: threading.Event) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heeded = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, lambda _number, _frame: wake.set()) for number in heeded}
    try:
        yield
    finally:
        for number, action in before.items():
            signal.signal(number, action)


@contextmanager
def _turn_taken(data: Path, waiting: threading.Event) -> Iterator[None]:
    """Holds the daemon's lock, once the daemon before us has ended; or goes on without it when ``waiting`` is set."""
    descriptor = os.open(data / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        held = _try_lock(descriptor)
        if not held:
            _log.info("another sync process is at work")
        while not held and not waiting.wait(_LOCK_POLL_S):
            held = _try_lock(descriptor)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _among_senders(data: Path, take_over: Callable[[], None]) -> Iterator[None]:
    """Shares the senders' lock. Who could have it alone knows that every claim is a dead one's, and frees it."""
    descriptor = os.open(data / SENDERS_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if _try_lock(descriptor):
            take_over()
        fcntl.flock(descriptor, fcntl.LOCK_SH)  # waits only while another one takes over
        yield
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _now() -> datetime:
    return datetime.now(UTC)
