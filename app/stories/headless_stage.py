"""A story without a screen: the real visit machine, duties, outbox, sync and questions, against a real platform.

Every effect is carried out at once, so nothing is ever waited for. Slips come out of a simulated receipt printer;
result documents are kept as the sheets that they would be set from.
"""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from typing import assert_never
from urllib.parse import urlsplit

from app.document_printing import certificate_of
from app.duties import Duties
from app.headless import SIGNATURE
from app.questions import Questions
from app.stories.cards import card_of
from app.stories.hall import Hall
from app.stories.sending import sync_worker
from app.stories.stage import Stage, StoryStuck, Strokes
from config.faults import FaultCode
from devices.network_cable.simulator import SimulatedCable
from devices.receipt_printer.connection import TcpConnection
from devices.receipt_printer.printer import ReceiptPrinter
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from kiosk.application import Attachment
from kiosk.document.certificate import certificate_sheet
from kiosk.document.typesetting import Sheet, to_pdf
from kiosk.person import person_from_card
from kiosk.store.outbox import Outbox
from kiosk.visit import event as e
from kiosk.visit.advance import advance, start
from kiosk.visit.effect import (
    Ask,
    Effect,
    PrintAppeal,
    PrintDocument,
    PrintPlaces,
    PrintProgress,
    PrintReceipt,
    SaveApplication,
    SaveRating,
    SendPaper,
    StopWatching,
    TakePaper,
    WatchCase,
    Wipe,
)
from kiosk.visit.state import Visit

PAPER = b"%PDF-1.7 a sheet of the story"


@contextmanager
def headless_stage(hall: Hall) -> Iterator["HeadlessStage"]:
    """The station up, online, every device well."""
    roll = SimulatedReceiptPrinter()
    url = urlsplit(hall.url)
    cable = SimulatedCable((str(url.hostname), int(url.port or 0)))
    outbox = hall.station.open_outbox()
    stage = HeadlessStage(hall, outbox, roll, cable)
    try:
        yield stage
    finally:
        stage.close()
        outbox.database.close()
        cable.close()
        roll.close()


class HeadlessStage(Stage):
    def __init__(
        self, hall: Hall, outbox: Outbox, roll: SimulatedReceiptPrinter, cable: SimulatedCable
    ) -> None:
        super().__init__(hall)
        line, wire = cable.address(), roll.address()
        self._station = station = replace(hall.station, platform_url=f"http://{line['host']}:{line['port']}")
        self._outbox = outbox
        self._roll = roll
        self._cable = cable
        self._printer = ReceiptPrinter(
            lambda: TcpConnection(str(wire["host"]), int(wire["port"])), station.now, driver="escpos-tcp"
        )
        filing = station.filing(hall.catalogue)
        self._duties = Duties(outbox, filing, self._printer, station.place, station.now)
        self._questions = Questions(station, outbox, hall.catalogue.item, lambda _: None, _ignore)
        self._online = True
        self._visit = start(hall.clock.now())
        self._watched: tuple[str, ...] = ()
        self._paper_lies = False
        self.sheets: list[Sheet] = []
        """What the page printer was given to set, oldest first."""
        self.do(e.PlatformBack())
        self._note_state()

    @property
    def visit(self) -> Visit:
        return self._visit

    def close(self) -> None:
        self._questions.close()
        self._printer.close()

    def do(self, event: e.Event) -> None:
        self._visit, effects = advance(self._visit, event, self.hall.clock.now())
        self._note_state()
        for effect in effects:
            for answer in self._perform(effect):
                self.do(answer)

    def lay(self, id_number: str) -> None:
        if self._visit.awaits_card:
            card = card_of(id_number, self.hall.platform.questions.progress.judge.registers)
            self.do(e.CardRead(person_from_card(card.card, card.newest_address), card.portrait_wlt))

    def lift(self) -> None:
        self.do(e.CardRemoved())

    def scan(self, text: str) -> None:
        if self._visit.awaits_code:
            self.do(e.CodeScanned(text, secrets.token_urlsafe(24)))

    def lay_paper(self) -> None:
        self._paper_lies = True

    def type(self, name: str, text: str) -> None:
        self.do(e.FieldAnswered(name, text))

    def write(self, character: str, strokes: Strokes) -> None:  # noqa: ARG002  there is no pad to write on
        self.search(character)

    def sign(self) -> None:
        self.do(e.Signed(SIGNATURE))

    def cut(self) -> None:
        self._online = False
        self._cable.cut()
        self.do(e.PlatformLost())

    def mend(self) -> None:
        self._online = True
        self._cable.mend()
        self.do(e.PlatformBack())
        for report in self._sent():
            self.do(report)

    def pass_time(self, seconds: float) -> None:
        self.hall.clock.pass_by(seconds)
        self.do(e.TimePassed())

    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        if not condition():
            raise StoryStuck(f"did not come: {what}; the visit is in {self.state}")

    def deliver(self, what: str, condition: Callable[[], bool]) -> None:
        self.sync()
        self.wait(what, condition)

    def slips(self) -> list[str]:
        return [receipt.text for receipt in self._roll.receipts()]

    def documents(self) -> list[bytes]:
        return [to_pdf(sheet) for sheet in self.sheets]

    def sync(self) -> None:
        """One round of the sync process, as it would come by itself."""
        with sync_worker(self._station, self._outbox) as worker:
            worker.run_once()

    def _empty(self) -> None:
        if self.state == "Farewell":
            self.pass_time(1.0)
            self.do(e.Touched())
        self.until("Attract")

    def _sent(self) -> Iterator[e.Event]:
        """What the platform has said by now on what is watched."""
        self.sync()
        for number in self._watched:
            case = self._duties.case(number)
            if case is not None:
                yield e.CaseReported(case)

    def _perform(self, effect: Effect) -> Iterator[e.Event]:
        match effect:
            case SaveApplication(parts=parts):
                yield self._duties.save(effect)
                self.filed += [part.application_id for part in parts]
            case PrintReceipt() | PrintPlaces() | PrintProgress() | PrintAppeal():
                yield self._duties.print_slip(effect)
            case PrintDocument():
                yield self._print(effect)
            case Ask(question):
                yield self._questions.ask(question)
            case SendPaper():
                yield self._questions.hand_in(effect)
            case TakePaper():
                yield self._take(effect)
            case WatchCase(application_ids):
                self._watched = application_ids
                if self._online:
                    yield from self._sent()
            case StopWatching():
                self._watched = ()
            case SaveRating():
                self._duties.save_rating(effect)
            case Wipe():
                yield e.Wiped()
            case _ as never:
                assert_never(never)

    def _print(self, effect: PrintDocument) -> e.Event:
        where = self.hall.station.place(effect.language)
        certificate = certificate_of(effect.document, effect.language, demo=where.demo)
        self.sheets.append(certificate_sheet(certificate, effect.language, where.hotline))
        return e.DocumentPrinted()

    def _take(self, effect: TakePaper) -> e.Event:
        if not self._paper_lies:
            return e.PaperNotTaken(effect.application_id, FaultCode.DOCUMENT_NONE)
        name = f"{effect.material}.pdf"
        paper = Attachment(material=effect.material, name=name, media_type="application/pdf", content=PAPER)
        return e.PaperTaken(effect.application_id, paper)


def _ignore(_done: Future[None]) -> None:
    """Nothing is asked on other threads here."""
