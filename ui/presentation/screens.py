"""Which screen a visit shows, and all that stands on it. Pure; any thread."""

from typing import assert_never

from kiosk.catalogue.item import Item
from kiosk.visit import state as s
from ui.presentation import arriving, filling, outcome
from ui.presentation.chrome import Scene, View


def screen(scene: Scene, items: tuple[Item, ...]) -> tuple[str, dict[str, View]]:
    """The screen's name (``ui/qml/Jinban/Screens/<Name>Screen.qml``) and its view."""
    name, view = _screen(scene, items)
    return name, {**view, "more": scene.say("shell.more")}


def _screen(scene: Scene, items: tuple[Item, ...]) -> tuple[str, dict[str, View]]:
    match scene.visit.state:
        case s.Attract():
            return "Attract", arriving.attract(scene)
        case s.Home():
            return "Home", arriving.home(scene, items)
        case s.Guide():
            return "Guide", arriving.guide(scene)
        case s.Identify() as state:
            return "Identify", arriving.identify(scene, state)
        case s.Consent():
            return "Consent", arriving.consent(scene)
        case s.ChooseSituation():
            return "Situation", filling.situation(scene)
        case s.Ineligible() as state:
            return "Ineligible", filling.ineligible(scene, state)
        case s.FillForm() as state:
            return "Form", filling.form(scene, state)
        case s.Materials():
            return "Materials", filling.materials(scene)
        case s.Review():
            return "Review", filling.review(scene)
        case s.Commitment() as state:
            return "Commitment", filling.commitment(scene, state)
        case s.Saving():
            return "Wait", outcome.saving(scene)
        case s.Sending():
            return "Wait", outcome.sending(scene)
        case s.SaveTrouble() as state:
            return "SaveTrouble", outcome.save_trouble(scene, state)
        case s.Result() as state:
            return "Result", outcome.result(scene, state)
        case s.Rate():
            return "Rate", outcome.rate(scene)
        case s.Farewell() as state:
            return "Farewell", outcome.farewell(scene, state)
        case s.Wiping():
            return "Farewell", outcome.farewell(scene, s.Farewell())
        case _ as never:
            assert_never(never)
