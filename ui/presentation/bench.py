"""What stands on the technician's bench: the sign-in, and the board with a row for every device and part. Pure."""

from collections.abc import Mapping
from typing import TypeGuard, assert_never

from config.faults import FaultCode
from config.texts import Texts
from kiosk.bench import state as b
from kiosk.bench.finding import PARTS, Finding, FindingState, Saying
from ui.presentation.chrome import View

_TONES: Mapping[FindingState, str] = {
    FindingState.READY: "success",
    FindingState.ATTENTION: "warning",
    FindingState.FAULTY: "danger",
    FindingState.NOT_FITTED: "neutral",
}

_HANDS_NEEDED = ("id_card", "social_card", "scanner")
CAMERAS = ("face_camera", "document_camera")


def bench(state: b.State, texts: Texts) -> dict[str, View]:
    """The view of the bench; ``screen`` is empty while it is closed."""
    match state:
        case b.Closed():
            return {"screen": ""}
        case b.SigningIn():
            return _sign_in(state, texts)
        case b.Board():
            return _board(state, texts)
        case _ as never:
            assert_never(never)


def _sign_in(state: b.SigningIn, texts: Texts) -> dict[str, View]:
    say = texts.say
    nobody = not state.names
    return {
        "screen": "SignIn",
        "title": say("bench.sign_in"),
        "sentence": say("bench.no_accounts" if nobody else "bench.pin_of" if state.chosen else "bench.who"),
        "names": [{"name": name, "chosen": name == state.chosen} for name in state.names],
        "chosen": state.chosen,
        "told": state.told.told(texts) if state.told else "",
        "checking": say("bench.checking") if state.is_checking else "",
        "enter": say("bench.enter"),
        "erase": say("keyboard.backspace"),
        "leave": say("bench.leave"),
    }


def _board(state: b.Board, texts: Texts) -> dict[str, View]:
    say = texts.say
    counts = {kind: sum(finding.state is kind for finding in state.findings) for kind in FindingState}
    judged = state.activity.device if isinstance(state.activity, b.Asked) else ""
    return {
        "screen": "Board",
        "title": say("bench.title"),
        "account": state.session.account,
        "counts": [
            {"text": say(f"bench.count_{kind}", count=counts[kind]), "tone": _TONES[kind]}
            for kind in (FindingState.FAULTY, FindingState.ATTENTION, FindingState.READY)
            if counts[kind]
        ],
        "rows": [
            _row(finding, state.activity, texts)
            for finding in state.findings
            if finding.state is not FindingState.NOT_FITTED
        ],
        "absent": _absent(state.findings, texts),
        "told": _told(state.told, texts),
        "toldTone": "success" if state.told_well else "danger",
        "hint": _hint(state.activity, texts),
        "picture": state.activity.device if _shows_picture(state.activity) else "",
        "pictureWait": say("bench.picture_wait"),
        "question": {
            "shown": bool(judged),
            "title": say(f"bench.judge_{judged}") if judged else "",
            "sentence": say("bench.judge_sentence"),
            "yes": say("bench.judge_yes"),
            "no": say("bench.judge_no"),
        },
        "report": say("bench.report"),
        "leave": say("bench.leave"),
        "more": say("shell.more"),
    }


def _row(finding: Finding, activity: b.Running | b.Asked | None, texts: Texts) -> View:
    say = texts.say
    runs = isinstance(activity, b.Running) and activity.device == finding.name
    return {
        "name": finding.name,
        "title": say(f"device.{finding.name}"),
        "tone": _TONES[finding.state],
        "state": say(f"bench.state_{finding.state}"),
        "detail": finding.detail(texts),
        "advice": finding.advice(texts),
        "tested": finding.last_test.strftime("%H:%M:%S") if finding.last_test else "",
        "action": "" if finding.name in PARTS else say("bench.running" if runs else "bench.test"),
        "free": activity is None,
    }


def _hint(activity: b.Running | b.Asked | None, texts: Texts) -> str:
    """What the technician should do while a test waits for it."""
    if isinstance(activity, b.Running) and activity.device in _HANDS_NEEDED:
        return texts.say(f"bench.hint_{activity.device}")
    return ""


def _shows_picture(activity: b.Running | b.Asked | None) -> TypeGuard[b.Running | b.Asked]:
    return activity is not None and activity.device in CAMERAS


def _absent(findings: tuple[Finding, ...], texts: Texts) -> str:
    names = [
        texts.say(f"device.{finding.name}")
        for finding in findings
        if finding.state is FindingState.NOT_FITTED
    ]
    return texts.say("bench.absent", names=" · ".join(names)) if names else ""


def _told(told: Saying | FaultCode | None, texts: Texts) -> str:
    match told:
        case None:
            return ""
        case FaultCode():
            staff, remedy = texts.say(f"fault.{told}.staff"), texts.say(f"fault.{told}.remedy")
            return texts.say("bench.fault", staff=staff, remedy=remedy)
        case Saying():
            return told.told(texts)
        case _ as never:
            assert_never(never)
