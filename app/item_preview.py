"""``jinban catalogue preview CODE``: the item's screens as pictures, so that an operator sees what was written.

Each first answer of the item's situations is one walk through the real visit machine and the real screens, headless,
with made-up people and plausible answers. Nothing is filed or printed. GUI thread.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from app.finger import Finger
from app.headless import SIGNATURE
from app.preview_answers import APPLICANTS, NEIGHBOUR, VARIANTS, plausible
from app.services import StationServices
from app.station_context import StationContext
from config.settings import SettingsRefused
from kiosk.application import Attachment
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.item import Item
from kiosk.catalogue.spelling import nearest
from kiosk.catalogue.words import Language
from kiosk.person import Person
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.arriving import COMPANY_CODE
from kiosk.visit.going_on import question_of
from kiosk.visit.part import Part
from kiosk.visit.session import Now
from ui.bench_model import BenchModel
from ui.operator_model import OperatorModel
from ui.shell import Shell, application
from ui.visit_model import VisitModel

NUMBER = "7K3M-9Q2X-AB4D-EFGH-5"
COMPANY = "91440300708461136T"
"""A code whose check character is right (GB 32100-2015)."""
MOST_STEPS = 120
"""A walk through the longest item has about thirty."""


@dataclass
class Walk:
    """One way through the item. ``complete``: as far as the signature; ``refused``: by the item's own rules."""

    situation: str
    pictures: list[str] = field(default_factory=list)
    complete: bool = False
    refused: bool = False
    stopped: str = ""


def run_preview(options: argparse.Namespace, station: StationContext) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    item = _item(station, options.path)
    out = Path(options.out) if options.out else Path(f"preview-{item.code}")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsRefused(f"preview: {out}: {error.strerror}") from None
    app = application(["jinban"])
    catalogue = station.open_catalogue()
    walks = Preview(station, catalogue, item, Language(options.language), out).walk()
    _report(options, item, out, walks)
    app.quit()
    catalogue.close()
    return 0 if all(walk.complete or walk.refused for walk in walks) else 1


def _item(station: StationContext, code: str | None) -> Item:
    catalogue: Catalogue = station.open_catalogue()
    try:
        if code is None:
            raise SettingsRefused("catalogue preview: which item? give its code, as in: preview HK-MZ-0261")
        item = catalogue.item(code)
        if item is None:
            known = [row.code for row in catalogue.browse(limit=-1).rows]
            raise SettingsRefused(f"catalogue preview: there is no item {code}{nearest(code, known)}")
        return item
    finally:
        catalogue.close()


def _report(options: argparse.Namespace, item: Item, out: Path, walks: list[Walk]) -> None:
    pictures = [name for walk in walks for name in walk.pictures]
    if options.json:
        told = [
            {
                "situation": walk.situation,
                "complete": walk.complete,
                "stopped": walk.stopped,
                "pictures": walk.pictures,
            }
            for walk in walks
        ]
        report = {"code": item.code, "folder": str(out), "walks": told}
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
        return
    for walk in walks:
        if not walk.complete:
            sys.stdout.write(f"{walk.situation}: {walk.stopped}\n")
    sys.stdout.write(f"{len(pictures)} pictures in {out}\n")


class Preview:
    """One item on the real screens. The clock stands still, so that no walk times out."""

    def __init__(
        self, station: StationContext, catalogue: Catalogue, item: Item, language: Language, out: Path
    ) -> None:
        self._item = item
        self._language = language
        self._out = out
        self._wall: datetime = station.now()
        places = (station.place(Language.ZH), station.place(Language.EN))
        here = (station.settings.station.lat, station.settings.station.lon)
        self._services = StationServices(catalogue, here)
        self._model = VisitModel(self._services, places, lambda: Now(1000.0, self._wall))
        self._model.stop()
        self._filled: set[int] = set()
        self._variant = 0
        bench = BenchModel(lambda: 1000.0, lambda: True, lambda: language)
        desk = OperatorModel(lambda: 1000.0, lambda: language)
        self._shell = Shell(self._model, bench, desk)
        self._finger = Finger(self._shell.window)

    def walk(self) -> list[Walk]:
        """Every first answer of the situations; a guide is one picture."""
        walks = [self._walk_with_somebody(situation) for situation in self._situations()]
        self._shell.close()
        QGuiApplication.processEvents()
        return walks

    def _situations(self) -> list[str]:
        service = self._item.service
        return [option.id for option in service.situations.options] if service else [""]

    def _walk_with_somebody(self, situation: str) -> Walk:
        """With the first of the made-up people and answers that the rules let through, else with the last."""
        applicant = APPLICANTS[0]
        for self._variant, applicant in product(range(VARIANTS), APPLICANTS):
            if self._gets_through(situation, applicant):
                break
        walk = Walk(situation)
        shown: set[str] = set()
        for event in self._steps(situation, applicant):
            self._model.dispatch(event)
            name = self._screen_name()
            if name and name not in shown:
                shown.add(name)
                self._snap(walk, name)
        state = self._model.visit.state
        walk.complete = isinstance(state, s.Commitment | s.Guide)
        walk.refused = isinstance(state, s.Ineligible)
        walk.stopped = "" if walk.complete else f"stopped at {type(state).__name__}: {self._why()}"
        self._leave()
        return walk

    def _gets_through(self, situation: str, applicant: Person) -> bool:
        for event in self._steps(situation, applicant):
            self._model.dispatch(event)
        through = isinstance(self._model.visit.state, s.Commitment | s.Guide)
        self._leave()
        return through

    def _steps(self, situation: str, applicant: Person) -> Iterator[e.Event]:
        """What a resident does next, by the state that the visit is in; ends where nothing more is to be seen."""
        self._filled.clear()
        yield e.Touched()
        yield e.LanguageChosen(self._language)
        members = (self._services.item(code) for code in self._item.bundle)
        parts = tuple(Part(member, NUMBER) for member in members if member is not None)
        yield e.ItemChosen(self._item, NUMBER, parts)
        for _ in range(MOST_STEPS):
            session = self._model.visit.session
            match self._model.visit.state:
                case s.Guide() if session.parts:
                    yield e.Continued()
                case s.Identify(s.Whose.OWN):
                    yield e.CardRead(NEIGHBOUR if self._delegated(situation) else applicant)
                case s.Identify(s.Whose.PRINCIPAL):
                    yield e.CardRead(applicant)
                case s.ChooseSituation(""):
                    yield e.SituationChosen(situation)
                case s.ChooseSituation(question):
                    yield e.SituationChosen(question_of(session, question).options[0].id)
                case s.CompanySignIn():
                    yield e.FieldAnswered(COMPANY_CODE, COMPANY)
                    yield e.Continued()
                case s.Certificates():
                    yield e.CertificateToggled("")
                    yield e.Continued()
                case s.ScanPaper(material):
                    yield e.Continued()
                    yield e.PaperTaken(session.application_id, _blank_paper(material))
                case s.FillForm(page, problems) if not problems:
                    yield from self._fill()
                    yield e.Continued()
                    if self._model.visit.state != s.FillForm(page) and self._gone_on():
                        self._filled.add(page)
                        yield e.WentBack()  # an entry shows what was given when its page is made anew
                        yield e.Continued()
                case s.Materials() if session.missing(self._wall.date()):
                    yield e.ScanAsked(session.missing(self._wall.date())[0].material.id)
                case s.Consent() | s.Materials() | s.Review():
                    yield e.Continued()
                case s.Commitment():
                    yield e.Signed(SIGNATURE)
                    return
                case _:
                    return

    def _gone_on(self) -> bool:
        state = self._model.visit.state
        return isinstance(state, s.Materials) or (isinstance(state, s.FillForm) and not state.problems)

    def _fill(self) -> Iterator[e.Event]:
        session, state = self._model.visit.session, self._model.visit.state
        if not isinstance(state, s.FillForm):
            return
        for asked in session.sections(self._wall.date())[state.page].fields:
            if not session.answers.get(asked.id):
                yield e.FieldAnswered(asked.id, plausible(asked, self._wall.date(), self._variant))

    def _delegated(self, situation: str) -> bool:
        option = self._item.service.situation(situation) if self._item.service else None
        return option is not None and option.delegate

    def _screen_name(self) -> str:
        """The picture's name: a page of the form is shown when it is filled in, the pad when it is signed."""
        session, state = self._model.visit.session, self._model.visit.state
        match state:
            case s.Attract() | s.Home():
                return ""
            case s.FillForm(page, problems):
                return f"fillform-{page + 1}" if page in self._filled or problems else ""
            case s.ChooseSituation(question) if question:
                return f"question-{question}"
            case s.Commitment():
                return "commitment" if session.signature is not None else ""
            case _:
                return type(state).__name__.lower()

    def _why(self) -> str:
        state = self._model.visit.state
        if isinstance(state, s.Ineligible):
            return "; ".join(rule.otherwise[self._language] for rule in state.reasons)
        if isinstance(state, s.FillForm):
            return ", ".join(f"{problem.field} {problem.code}" for problem in state.problems)
        return "this screen needs something that a preview does not have"

    def _snap(self, walk: Walk, name: str) -> None:
        parts = [f"{len(walk.pictures) + 1:02d}", *([walk.situation] if walk.situation else []), name]
        file = "-".join(parts) + ".png"
        self._finger.picture().save(str(self._out / file))
        walk.pictures.append(file)

    def _leave(self) -> None:
        """Nobody is here any more, whatever was shown."""
        for _ in range(4):
            if isinstance(self._model.visit.state, s.Attract):
                return
            for event in (e.Left(), e.CardRemoved(), e.Wiped()):
                self._model.dispatch(event)


def _blank_paper(material: str) -> Attachment:
    return Attachment(
        material=material, name=f"{material}.pdf", media_type="application/pdf", content=b"%PDF-1.7"
    )
