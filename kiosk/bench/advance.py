"""The bench's state machine: `advance(bench, event, now) -> (bench, commands)`. Pure; any thread.

An operator who signs in is handed on to the operator's desk.

| where | left alone for | becomes |
|---|---|---|
| SigningIn | 30 s | Closed |
| Board | 120 s, or 900 s in all | Closed |
"""

from dataclasses import dataclass, field, replace
from typing import assert_never

from kiosk.bench import state as b
from kiosk.bench.finding import Saying
from kiosk.staff.account import Role
from kiosk.staff.session import session_of

SIGN_IN_S = 30.0

Commands = tuple[b.Command, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """The bench at one moment. ``touched_at`` (monotonic seconds) counts until somebody has signed in."""

    state: b.State = field(default_factory=b.Closed)
    touched_at: float = 0.0

    @property
    def is_open(self) -> bool:
        return not isinstance(self.state, b.Closed)


def advance(bench: Bench, event: b.Event, now: float) -> tuple[Bench, Commands]:
    """One step. What does not fit where the bench is, is passed over."""
    state = bench.state
    match event:
        case b.Called():
            if isinstance(state, b.Closed):
                return Bench(b.SigningIn(), now), (b.ListNames(),)
        case b.TimePassed():
            return _timed(bench, now)
        case b.Touched():
            if isinstance(state, b.Board):
                return replace(bench, state=replace(state, session=state.session.touched(now))), ()
            return replace(bench, touched_at=now), ()
        case b.Left():
            return _closed(bench)
        case _:
            match state:
                case b.SigningIn():
                    return _sign_in(bench, state, event, now)
                case b.Board():
                    after, commands = _at_board(state, event)
                    return replace(bench, state=after), commands
                case b.Closed():
                    pass
                case _ as never:
                    assert_never(never)
    return bench, ()


def _timed(bench: Bench, now: float) -> tuple[Bench, Commands]:
    match bench.state:
        case b.SigningIn(is_checking=False) if now - bench.touched_at >= SIGN_IN_S:
            return _closed(bench)
        case b.Board(session=session) if session.is_over(now):
            return _closed(bench)
        case b.SigningIn() | b.Board() | b.Closed():
            pass
        case _ as never:
            assert_never(never)
    return bench, ()


def _closed(bench: Bench) -> tuple[Bench, Commands]:
    match bench.state:
        case b.Board(session=session):
            return Bench(), (b.StopLooking(), b.SignOut(session.actor))
        case b.SigningIn() | b.Closed():
            return Bench(), ()
        case _ as never:
            assert_never(never)


def _sign_in(bench: Bench, state: b.SigningIn, event: b.Event, now: float) -> tuple[Bench, Commands]:
    match event:
        case b.NamesTold(names):
            chosen = names[0] if len(names) == 1 else state.chosen
            return replace(bench, state=replace(state, names=names, chosen=chosen)), ()
        case b.NameChosen(name) if name in state.names and not state.is_checking:
            return replace(bench, state=replace(state, chosen=name, told=None)), ()
        case b.PinEntered(pin) if state.chosen and not state.is_checking:
            checking = replace(state, told=None, is_checking=True)
            return replace(bench, state=checking), (b.TrySignIn(state.chosen, pin),)
        case b.SignInRefused(why):
            return replace(bench, state=replace(state, told=why, is_checking=False), touched_at=now), ()
        case b.SignedIn(account) if account.role is Role.OPERATOR:
            return Bench(), (b.OpenDesk(account),)
        case b.SignedIn(account):
            return Bench(b.Board(session_of(account, now)), now), (b.StartLooking(),)
        case _:
            return bench, ()


def _at_board(state: b.Board, event: b.Event) -> tuple[b.Board, Commands]:
    match event:
        case b.Looked(findings):
            return replace(state, findings=findings), ()
        case b.TestChosen(device) if state.activity is None:
            return replace(state, activity=b.Running(device), told=None), (
                b.RunTest(device, state.session.actor),
            )
        case b.TestEnded(device=device, fault=fault) if state.activity == b.Running(device):
            if fault is not None:
                return replace(state, activity=None, told=fault, told_well=False), ()
            if event.needs_eyes:
                return replace(state, activity=b.Asked(device)), ()
            passed = Saying("bench.test_passed" if event.tried else "bench.test_untried")
            return replace(state, activity=None, told=passed, told_well=True), ()
        case b.Judged(well) if isinstance(state.activity, b.Asked):
            told = Saying("bench.judged_well" if well else "bench.judged_bad")
            kept = b.KeepJudgement(state.activity.device, well, state.session.actor)
            return replace(state, activity=None, told=told, told_well=well), (kept,)
        case b.ReportChosen() if state.activity is None:
            coming = replace(state, told=Saying("bench.report_coming"), told_well=True)
            return coming, (b.MakeReport(state.session.actor),)
        case b.ReportMade(told, well):
            return replace(state, told=told, told_well=well), ()
        case _:
            return state, ()
