"""A story on the real touchscreen, with simulated devices, a cable that can be cut, and a picture of every look.

Cards, codes and papers come through the devices, and signatures by the finger; other touches go to the visit at once.
GUI thread.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from app.finger import Finger, NothingThere
from app.simulated_hall import SimulatedHall
from app.stories.cards import card_of
from app.stories.hall import Hall
from app.stories.sending import sync_worker
from app.stories.stage import Shown, Stage, StoryStuck, Strokes
from app.touchscreen import Touchscreen
from app.touchscreen_opening import open_touchscreen
from devices.camera.simulator import SimulatedCamera
from devices.page_printer.simulator import SimulatedPagePrinter
from devices.scanner.simulator import SimulatedScanner
from kiosk.store.outbox import Outbox
from kiosk.visit import event as e
from kiosk.visit.state import Visit
from sync.worker import Worker

_LISTENS_S = 0.4
"""After this the scanner's thread has noticed that a code is of use now."""


@contextmanager
def screen_stage(hall: Hall, out: Path) -> Iterator["ScreenStage"]:
    """The station up, online, every device well; pictures go to ``out``. Raises StoryStuck when it does not come up."""
    with ExitStack() as stack:
        devices = SimulatedHall(hall.station)
        stack.callback(devices.close)
        cable = devices.cable.address()
        station = replace(hall.station, platform_url=f"http://{cable['host']}:{cable['port']}")
        outbox = station.open_outbox()
        stack.callback(outbox.database.close)
        worker = stack.enter_context(sync_worker(station, outbox))
        stack.enter_context(_running(worker))
        touchscreen = open_touchscreen(station, clock=hall.clock.now)
        stack.callback(touchscreen.close)
        stage = ScreenStage(hall, devices, touchscreen, outbox, out)
        stage.wait("a station that is well", stage.is_well)
        yield stage


@contextmanager
def _running(worker: Worker) -> Iterator[None]:
    thread = threading.Thread(target=worker.run, name="story-sync", daemon=True)
    thread.start()
    try:
        yield
    finally:
        worker.stop()
        thread.join()


class ScreenStage(Stage):
    def __init__(
        self, hall: Hall, devices: SimulatedHall, touchscreen: Touchscreen, outbox: Outbox, out: Path
    ) -> None:
        super().__init__(hall)
        self.pictures: list[str] = []
        self._devices = devices
        self._model = touchscreen.model
        self._preview = touchscreen.shell.preview
        self._finger = Finger(touchscreen.shell.window)
        self._outbox = outbox
        self._out = out
        self._model.moved.connect(self._note)
        self._note()

    @property
    def visit(self) -> Visit:
        return self._model.visit

    def is_well(self) -> bool:
        """Online, and every device that a visit asks for has said that it is well."""
        around = self.visit.surroundings
        wanted = ("scanner", "page_printer", "document_camera")
        told = all(name in around.devices and around.devices[name] is None for name in wanted)
        return told and around.platform_online and around.reader is None and around.printer is None

    def do(self, event: e.Event) -> None:
        self._model.dispatch(event)

    def lay(self, id_number: str) -> None:
        registers = self.hall.platform.questions.progress.judge.registers
        self._devices.reader.insert(card_of(id_number, registers))

    def lift(self) -> None:
        self._devices.reader.remove()

    def scan(self, text: str) -> None:
        scanner = self._devices.named("scanner")
        if not isinstance(scanner, SimulatedScanner):
            raise StoryStuck("there is no simulated scanner")
        self._let_live(_LISTENS_S)
        scanner.scan(text)

    def lay_paper(self) -> None:
        camera = self._devices.named("document_camera")
        if not isinstance(camera, SimulatedCamera):
            raise StoryStuck("there is no simulated document camera")
        camera.show("paper")

    def type(self, name: str, text: str) -> None:
        self._finger.type(self._label_of(name), text.lower())
        self.wait(f"what was typed for {name}", lambda: bool(self.visit.session.answers.get(name)))

    def write(self, character: str, strokes: Strokes) -> None:
        self._finger.settle()
        self._finger.tap_named("key_hand")
        self._finger.draw("writingPad", strokes)
        self.look("by-hand")
        self._finger.tap(character)

    def sign(self) -> None:
        self._finger.settle()
        self._finger.sign()
        self.wait("the signature", lambda: self.visit.session.signature is not None)

    def cut(self) -> None:
        self._devices.cable.cut()
        self._wait_for_line(online=False)

    def mend(self) -> None:
        self._devices.cable.mend()
        self._wait_for_line(online=True)

    def pass_time(self, seconds: float) -> None:
        online = self.visit.surroundings.platform_online
        self.hall.clock.pass_by(seconds)
        self._let_live(2.0)  # a tick of the visit, and news of the line that are not stale
        self._wait_for_line(online=online)

    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        try:
            self._finger.wait(what, condition)
        except NothingThere:
            raise StoryStuck(f"did not come: {what}; the screen shows {self.state}") from None

    def deliver(self, what: str, condition: Callable[[], bool]) -> None:
        self.wait(what, condition)

    def slips(self) -> list[str]:
        return [receipt.text for receipt in self._devices.printer.receipts()]

    def documents(self) -> list[bytes]:
        printer = self._devices.named("page_printer")
        if not isinstance(printer, SimulatedPagePrinter):
            raise StoryStuck("there is no simulated page printer")
        return [document.pdf for document in printer.documents()]

    def look(self, name: str) -> Shown:
        if self.state in ("ScanPaper", "HandIn"):
            self.wait("the camera's picture", lambda: self._preview.property("picture") != "")
        picture = self._finger.picture()
        shown = super().look(name)
        file = f"{len(self.pictures) + 1:02d}-{shown.name.replace('/', '-').replace('#', '-')}.png"
        picture.save(str(self._out / file))
        self.pictures.append(file)
        return shown

    def leave_papers(self) -> list[str]:
        """Every slip as a picture and every result document as a PDF, beside the screens."""
        files: list[str] = []
        for number, receipt in enumerate(self._devices.printer.receipts(), 1):
            files.append(f"slip-{number:02d}.png")
            (self._out / files[-1]).write_bytes(receipt.png())
        for number, pdf in enumerate(self.documents(), 1):
            files.append(f"document-{number:02d}.pdf")
            (self._out / files[-1]).write_bytes(pdf)
        return files

    def _label_of(self, name: str) -> str:
        fields = self._shown("").view.get("fields", ())
        for field in fields if isinstance(fields, Sequence) else ():
            if isinstance(field, Mapping) and field["id"] == name:
                return str(field["label"])
        raise StoryStuck(f"no entry {name} on the screen")

    def _empty(self) -> None:
        self.wait("an empty hall", self._touched_away)

    def _touched_away(self) -> bool:
        """Touches the farewell until it goes: for a moment it does not, so that nobody misses it by a second tap."""
        if self.state == "Farewell":
            self._finger.touch_anywhere()
        return self.state == "Attract"

    def _wait_for_line(self, *, online: bool) -> None:
        wanted = "up" if online else "down"
        self.wait(f"the line to be {wanted}", lambda: self.visit.surroundings.platform_online is online)

    def _let_live(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self._finger.wait("a moment", lambda: time.monotonic() >= end)

    def _note(self) -> None:
        self._note_state()
        for part in self.visit.session.parts if self.state in ("Sending", "Result") else ():
            if part.application_id not in self.filed:
                self.filed.append(part.application_id)
