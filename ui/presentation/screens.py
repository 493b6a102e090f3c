"""Which screen a visit shows, and all that stands on it. Pure; any thread."""

from typing import assert_never

from kiosk.visit import state as s
from ui.presentation import arriving, browsing, filling, guiding, outcome, papers, progress
from ui.presentation.chrome import Scene, View
from ui.services import Services


def screen(scene: Scene, services: Services) -> tuple[str, dict[str, View]]:
    """The screen's name (``ui/qml/Jinban/Screens/<Name>Screen.qml``) and its view."""
    name, view = _screen(scene, services)
    return name, {**view, "more": scene.say("shell.more")}


def _screen(scene: Scene, services: Services) -> tuple[str, dict[str, View]]:
    match scene.visit.state:
        case s.Attract():
            return "Attract", arriving.attract(scene)
        case s.Home() as state:
            return "Home", browsing.home(scene, services.shelf(), state)
        case s.Browse() as state:
            return "Browse", browsing.browse(scene, state)
        case s.Searching() as state:
            return "Search", browsing.searching(scene, state)
        case s.Basket():
            return "Basket", browsing.basket(scene)
        case s.Proofs():
            return "Proofs", browsing.proofs(scene, services.proofs())
        case s.Guide():
            return "Guide", guiding.guide(scene, services)
        case s.Elsewhere() as state:
            return "Places", guiding.elsewhere(scene, state)
        case s.Identify() as state:
            return "Identify", arriving.identify(scene, state)
        case s.Consent():
            return "Consent", arriving.consent(scene)
        case s.CompanySignIn() as state:
            return "Form", arriving.company(scene, state)
        case s.ChooseSituation() as state:
            return "Situation", filling.situation(scene, state)
        case s.Ineligible() as state:
            return "Ineligible", filling.ineligible(scene, state)
        case s.Certificates() as state:
            return "Certificates", papers.certificates(scene, state, services)
        case s.FillForm() as state:
            return "Form", filling.form(scene, state)
        case s.Materials() as state:
            return "Materials", papers.materials(scene, state)
        case s.ScanPaper() as state:
            return "Scan", papers.scan(scene, state)
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
        case s.Rate() as state:
            return "Rate", outcome.rate(scene, state)
        case s.Progress() as state:
            return "Progress", progress.progress(scene, state)
        case s.Cases() as state:
            return "Cases", progress.cases(scene, state)
        case s.HandIn() as state:
            return "Scan", papers.hand_in(scene, state)
        case s.DueConsent() as state:
            return "DueConsent", progress.due_consent(scene, state)
        case s.Due() as state:
            return "Due", progress.due(scene, state)
        case s.Farewell() as state:
            return "Farewell", outcome.farewell(scene, state)
        case s.Wiping():
            return "Farewell", outcome.farewell(scene, s.Farewell())
        case _ as never:
            assert_never(never)
