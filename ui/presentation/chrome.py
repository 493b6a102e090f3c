"""What frames every screen: hall name, clock, network, language, steps, the warning before a time-out.

Pure; any thread. A view is a tree of strings, numbers, booleans, lists and maps, which is all that QML sees.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from config.texts import Texts, texts
from kiosk.receipt import Place
from kiosk.visit import state as s
from kiosk.visit.advance import seconds_left
from kiosk.visit.session import Now, Session
from kiosk.visit.state import Visit

View = str | int | float | bool | Sequence["View"] | Mapping[str, "View"]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a screen may look at."""

    visit: Visit
    now: Now
    place: Place
    place_en: Place

    @property
    def session(self) -> Session:
        return self.visit.session

    @property
    def texts(self) -> Texts:
        return texts(self.session.language)

    @property
    def here(self) -> Place:
        return self.place if self.session.language == "zh" else self.place_en

    def say(self, name: str, /, **words: object) -> str:
        return self.texts.say(name, **words)


_STEPS = ("identify", "form", "review", "sign", "done")


def chrome(scene: Scene) -> dict[str, "View"]:
    """The frame around the screen."""
    say = scene.say
    visit = scene.visit
    step = _step(visit.state)
    return {
        "language": str(scene.session.language),
        "large": scene.session.large,
        "hall": scene.here.name,
        "clock": scene.now.wall.strftime("%H:%M"),
        "online": visit.surroundings.platform_online,
        "networkText": say("shell.online" if visit.surroundings.platform_online else "shell.offline"),
        "languageText": say("shell.switch_language"),
        "sizeText": say("shell.normal" if scene.session.large else "shell.large"),
        "offer": say("shell.offer_large") if _offers_large(scene) else "",
        "offerTaken": say("shell.take_large"),
        "steps": [say(f"step.{name}") for name in _STEPS] if step is not None else [],
        "step": step or 0,
        "warning": {
            "shown": visit.warned,
            "covers": visit.left_at is not None,
            "title": say("warning.title"),
            "sentence": say("warning.sentence"),
            "moreTime": say("warning.more_time"),
            "leave": say("warning.leave"),
            "seconds": seconds_left(visit, scene.now),
            "unit": say("warning.seconds"),
        },
    }


def _offers_large(scene: Scene) -> bool:
    """On the screens where somebody has just been recognised, and nowhere else: it is never in the way of a form."""
    arrived = s.Home | s.Consent | s.Progress | s.Cases | s.DueConsent | s.Due
    return isinstance(scene.visit.state, arrived) and scene.session.may_want_large(scene.now.today)


def _step(state: s.State) -> int | None:
    """Where the visit is on the bar of steps; None on screens without one."""
    match state:
        case s.Identify(s.Whose.OWN) | s.Consent() | s.CompanySignIn():
            return 0
        case s.Identify() | s.ChooseSituation() | s.Ineligible() | s.Certificates() | s.FillForm():
            return 1
        case s.Materials() | s.ScanPaper():
            return 1
        case s.Review():
            return 2
        case s.Commitment() | s.Saving() | s.SaveTrouble():
            return 3
        case s.Sending() | s.Result():
            return 4
        case _:
            return None
