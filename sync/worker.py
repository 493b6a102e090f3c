"""The worker: keeps watch over the line to the platform, and lets the outbox drain whenever there is one.

    every 250 ms    look whether anybody has changed the database (a resident has just handed something in)
    every second    look whether something has become due
    every 5 s       ask whether the platform is there (heartbeat), when nothing else was asked
    line back       wait up to as long as the outage was, 120 s at most, so that a city's kiosks do not all come at once
    work failing    wait as `sync.backoff` says, and go on with the heartbeat; each application has its own wait besides

Waiting goes by the monotonic clock: the hall's clock may jump by years. Memory holds ids only; whatever the worker
forgets by dying, it finds again in the outbox.

A `Worker` is run by one thread; `stop` may be called from any.
"""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from threading import Event
from typing import assert_never

from config.faults import EnvironmentFault, FaultCode
from kiosk.store.outbox import Outbox
from kiosk.store.states import UNSENT, OutboxState
from sync.backoff import first_contact_delay, retry_delay
from sync.channel import Channel
from sync.delivery import Delivery
from sync.follow_up import FollowUp
from sync.hand_over import HandOver
from sync.link import Line, LinkLog
from sync.outcome import (
    Answered,
    Failure,
    ItemRefused,
    NotThePlatform,
    StationRefused,
    Transient,
    Unexpected,
    Unreachable,
    Untrusted,
    code_of,
    wished_wait,
)
from sync.report import Deed, SyncReport, Tally, report_of
from sync.settings import SyncSettings

POLL_S = 0.25
LOOK_EVERY_S = 1.0

VERIFY_EVERY_S = 24 * 3600.0
"""How often the whole store is looked through while the worker runs; also at its start."""

_log = logging.getLogger("sync")


class Worker:
    """Over one outbox and one channel."""

    def __init__(
        self,
        outbox: Outbox,
        channel: Channel,
        link: LinkLog,
        settings: SyncSettings,
        clock: Callable[[], datetime],
        dice: Random,
    ) -> None:
        refresh = timedelta(seconds=settings.case_refresh_s)
        self._outbox = outbox
        self._channel = channel
        self._link = link
        self._settings = settings
        self._clock = clock
        self._dice = dice
        self._stopping = Event()
        self._hand_over = HandOver(outbox, channel, clock, dice, refresh)
        self._delivery = Delivery(outbox, channel, self._hand_over, clock, self._stopping)
        self._follow_up = FollowUp(outbox, channel, clock, dice, refresh, self._stopping)
        self._standing = Line.ONLINE
        self._departments_down: tuple[str, ...] = ()
        """What the line is when the platform's health is good."""
        self._introduced = False
        self._online = False
        self._lost_at: float | None = None
        self._beats_missed = 0
        self._heartbeat_at = 0.0
        self._failures = 0
        self._resume_at = 0.0
        self._verified_at: float | None = None
        channel.listen(self._heard)

    def run_once(self) -> SyncReport:
        """Everything unsent gets one attempt, whatever time it was put off to; then cases and ratings.

        Raises EnvironmentFault when the store fails.
        """
        tally = Tally()
        self._verify()
        health = self._channel.health()
        failure = None if isinstance(health, Answered) else health
        if failure is None:
            early = (OutboxState.QUEUED, OutboxState.UNKNOWN)
            failure = self._work(early, tally, every_case=True)
        line = Line.ONLINE if failure is None else _line_of(failure)
        self._note(line)
        return self._report(tally, line)

    def run(self) -> SyncReport:
        """Until `stop`; reports what was done in all that time.

        Raises EnvironmentFault(STORE_DAMAGED), which the next start mends; other faults of the store are waited out.
        """
        tally = Tally()
        store_failures = 0
        while not self._stopping.is_set():
            try:
                if self._verified_at is None or time.monotonic() - self._verified_at >= VERIFY_EVERY_S:
                    self._verify()
                version = self._outbox.data_version()
                self._turn(tally)
                self._wait_unless_changed(version)
                store_failures = 0
            except EnvironmentFault as fault:
                if fault.code is FaultCode.STORE_DAMAGED:
                    raise
                if store_failures == 0:
                    _log.error("store %s", fault.code)
                self._stopping.wait(retry_delay(store_failures, self._dice).total_seconds())
                store_failures += 1
        self._note(Line.OFFLINE)
        return self._report(tally, Line.OFFLINE)

    def take_over(self) -> None:
        """Frees what senders that died had claimed. Only while no other sender is alive; before `run` or `run_once`."""
        now = self._clock()
        for row in self._outbox.list(OutboxState.SENDING):
            self._outbox.retry_later(row.id, OutboxState.UNKNOWN, "sender_died", now, now)

    def stop(self) -> None:
        """Ends the round that is under way; claims are given back (any thread, also a signal's handler)."""
        self._stopping.set()
        self._channel.cut()

    def give_back_all(self) -> None:
        """Gives back the claims when the thread that runs is stuck, as in the resolution of a name."""
        self._hand_over.give_back_all()

    def _verify(self) -> None:
        """A damaged index would hide what is due, and no reading of single rows ever notices."""
        self._verified_at = time.monotonic()
        mended = self._outbox.verify(self._clock())
        if mended:
            _log.error("store: %d damaged rows were made anew", len(mended))

    def _turn(self, tally: Tally) -> None:
        if time.monotonic() >= self._heartbeat_at:
            self._beat()
        if not self._online or time.monotonic() < self._resume_at:
            return
        failure = self._work((), tally, every_case=False)
        if failure is None:
            self._failures = 0
            self._standing = Line.ONLINE
        elif not self._stopping.is_set():
            self._hold(failure)

    def _beat(self) -> None:
        outcome = self._channel.health()
        now = time.monotonic()
        pause_s = self._settings.heartbeat_s * self._dice.uniform(0.8, 1.2)
        if isinstance(outcome, Answered):
            self._departments_down = outcome.reply.departments_down
            self._found(now)
        else:
            if isinstance(outcome, Transient | Unexpected):  # it is there and suffers: the fleet keeps away
                pause_s = max(
                    pause_s, retry_delay(self._beats_missed, self._dice, wished_wait(outcome)).total_seconds()
                )
            self._lost(outcome, now)
        self._heartbeat_at = now + pause_s

    def _found(self, now: float) -> None:
        self._beats_missed = 0
        if not self._online:
            self._online = True
            outage = None if self._lost_at is None else timedelta(seconds=now - self._lost_at)
            spread = first_contact_delay(self._settings.first_spread_s, outage, self._dice)
            self._resume_at = max(self._resume_at, now + spread.total_seconds())
        self._note(self._standing)

    def _lost(self, failure: Failure, now: float) -> None:
        self._beats_missed += 1
        if self._online:
            self._online = False
            self._lost_at = now
        self._note(_line_of(failure))

    def _work(self, early: Sequence[OutboxState], tally: Tally, *, every_case: bool) -> Failure | None:
        self._channel.new_contact()
        if not self._introduced:
            outcome = self._channel.introduce()
            if not isinstance(outcome, Answered):
                return outcome
            self._introduced = True
        purged_before = tally[Deed.PURGED]
        try:
            failure = self._delivery.round(early, tally)
            if failure is not None:
                return failure
            return self._follow_up.ask_cases(tally, every=every_case) or self._follow_up.send_ratings(tally)
        finally:
            if tally[Deed.PURGED] > purged_before:
                self._outbox.checkpoint()  # until then, what was deleted is still in the WAL

    def _hold(self, failure: Failure) -> None:
        now = time.monotonic()
        wait = retry_delay(self._failures, self._dice, wished_wait(failure))
        self._resume_at = now + wait.total_seconds()
        if self._failures == 0:
            _log.warning("work stopped %s", code_of(failure))
        self._failures += 1
        match failure:
            case StationRefused():
                self._introduced = False
                self._standing = Line.REFUSED
                self._note(Line.REFUSED)
            case Unreachable() | Untrusted() | NotThePlatform():
                self._heartbeat_at = now  # whether it is the line, the next heartbeat tells
            case ItemRefused() | Transient() | Unexpected():
                return
            case _:
                assert_never(failure)

    def _heard(self) -> None:
        """The platform has just answered this station by name."""
        self._standing = Line.ONLINE
        self._note(Line.ONLINE)

    def _note(self, line: Line) -> None:
        if self._link.note(line, self._clock(), self._departments_down):
            _log.info("link %s", line)

    def _report(self, tally: Tally, line: Line) -> SyncReport:
        counts = self._outbox.counts()
        return report_of(tally, line, sum(counts[state] for state in UNSENT))

    def _wait_unless_changed(self, version: int) -> None:
        until = min(time.monotonic() + LOOK_EVERY_S, self._heartbeat_at)
        while time.monotonic() < until and not self._stopping.wait(POLL_S):
            if self._outbox.data_version() != version:
                return


def _line_of(failure: Failure) -> Line:
    match failure:
        case StationRefused():
            return Line.REFUSED
        case Untrusted() | NotThePlatform():
            return Line.UNTRUSTED
        case Unreachable() | Transient() | Unexpected() | ItemRefused():
            return Line.OFFLINE
        case _:
            assert_never(failure)
