"""Any order of anything: the outbox against a model of it that a clerk could keep on paper."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from kiosk.envelope import SealedApplication
from kiosk.store.outbox import Outbox
from kiosk.store.quarantine import quarantined
from kiosk.store.states import OutboxState
from tests.kiosk.store.hall import LEASE, MORNING, application, small_station

WAIT = timedelta(minutes=5)
_BYTES = application()


@dataclass
class Paper:
    """One line of the clerk's list."""

    sealed: SealedApplication
    state: OutboxState
    due_at: datetime | None


class OutboxOnPaper(RuleBasedStateMachine):
    names = Bundle("names")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="hall-"))
        self.now = MORNING
        self.paper: dict[str, Paper] = {}
        self.outbox = Outbox(small_station(self.folder))

    def teardown(self) -> None:
        self.outbox.database.close()
        shutil.rmtree(self.folder)

    @rule(target=names, number=st.integers(0, 5))
    def save(self, number: int) -> str:
        sealed = SealedApplication(
            f"n{number}", "460100-0012", MORNING, b"sealed %d" % number, _BYTES.attachments
        )
        self.outbox.add(sealed, self.now)
        self.paper.setdefault(sealed.id, Paper(sealed, OutboxState.QUEUED, self.now))
        return sealed.id

    @rule(minutes=st.integers(1, 4))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(limit=st.integers(1, 3))
    def claim_what_is_due(self, limit: int) -> None:
        due = [item.id for item in self.outbox.due(self.now, limit)]
        on_paper = {name for name, line in self.paper.items() if self.is_due(line)}
        assert set(due) <= on_paper
        assert len(due) == min(limit, len(on_paper))
        claimed = [item.id for item in self.outbox.claim([*self.paper], self.now, LEASE)]
        assert set(claimed) == on_paper
        for name in claimed:
            self.paper[name].state = OutboxState.SENDING
            self.paper[name].due_at = self.now + LEASE

    @rule(name=names, state=st.sampled_from([OutboxState.QUEUED, OutboxState.UNKNOWN]))
    def answer_lost(self, name: str, state: OutboxState) -> None:
        line = self.paper[name]
        held = line.state is OutboxState.SENDING
        assert self.outbox.retry_later(name, state, "time_out", self.now + WAIT, self.now) == held
        if held:
            line.state, line.due_at = state, self.now + WAIT

    @rule(name=names)
    def refused(self, name: str) -> None:
        line = self.paper[name]
        changes = line.state in {OutboxState.QUEUED, OutboxState.SENDING, OutboxState.UNKNOWN}
        assert self.outbox.needs_correction(name, "bad_form", self.now) == changes
        if changes:
            line.state, line.due_at = OutboxState.NEEDS_CORRECTION, None

    @rule(name=names)
    def staff_send_it_again(self, name: str) -> None:
        line = self.paper[name]
        changes = line.state is OutboxState.NEEDS_CORRECTION
        assert self.outbox.resend(name, self.now) == changes
        if changes:
            line.state, line.due_at = OutboxState.QUEUED, self.now

    @rule(name=names)
    def receipt_comes(self, name: str) -> None:
        line = self.paper[name]
        new = line.state not in {OutboxState.RECEIPTED, OutboxState.PURGED}
        assert self.outbox.receipted(name, "jws", None, None, None, None, self.now) == new
        if new:
            line.state, line.due_at = OutboxState.RECEIPTED, None

    @rule(name=names)
    def purge_what_is_signed_for(self, name: str) -> None:
        line = self.paper[name]
        if line.state in {OutboxState.RECEIPTED, OutboxState.PURGED}:
            assert self.outbox.purge(name, self.now) == (line.state is OutboxState.RECEIPTED)
            line.state = OutboxState.PURGED

    @rule(pull_plug=st.booleans())
    def restart(self, pull_plug: bool) -> None:
        if pull_plug:
            (self.folder / "attachments" / "half.tmp").write_bytes(b"half")
            (self.folder / "sealed" / "never.pending").write_bytes(b"half")
        self.outbox.database.close()
        self.outbox = Outbox(small_station(self.folder))
        assert not (self.folder / "sealed" / "never.pending").exists()
        assert quarantined(self.outbox.database.folder) == []

    @invariant()
    def list_and_paper_agree(self) -> None:
        assert {row.id: row.state for row in self.outbox.list()} == {
            n: p.state for n, p in self.paper.items()
        }

    @invariant()
    def every_byte_is_there_until_it_is_purged(self) -> None:
        kept = {
            name: line.sealed for name, line in self.paper.items() if line.state is not OutboxState.PURGED
        }
        assert {name: self.outbox.load(name, self.now) for name in kept} == kept
        assert {path.name for path in (self.folder / "sealed").iterdir()} == set(kept)

    def is_due(self, line: Paper) -> bool:
        unsent = line.state in {OutboxState.QUEUED, OutboxState.SENDING, OutboxState.UNKNOWN}
        return unsent and line.due_at is not None and line.due_at <= self.now


TestOutboxOnPaper = OutboxOnPaper.TestCase
TestOutboxOnPaper.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
