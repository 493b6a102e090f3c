"""A whole station in one place: the real screens and wiring, simulated devices, a real platform, the sync process.

Only the far sides are simulated: reader and printer speak their bytes, the cable is a cable.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from app.children import Child
from app.finger import Finger
from app.residents import elders
from app.simulated_hall import SimulatedHall
from app.station_context import StationContext, context
from app.touchscreen import Touchscreen
from app.touchscreen_opening import open_touchscreen
from central.keys import DEVELOPMENT, platform_keys
from central.platform import Platform, open_platform
from central.registers.source import registers_for
from central.server import serve_in_thread
from config.settings import load_settings
from devices.id_card.card import CardKind, IdCard, Sex
from devices.id_card.drawer import DrawerCard
from kiosk.offer.in_force import InForce
from kiosk.offer.offer import Offer
from kiosk.store.row import OutboxRow
from kiosk.visit.state import Paper, Result
from tests.sync.cable import Cable, cable_to
from tests.ui.screens.hall_screen import words_on

SERVICE = "HK-MZ-0261"
PHONE = "13876001234"
ACCOUNT = "6222021234567890128"
STROKES = '{"strokes":[[{"x":80,"y":120,"t":0,"p":0.5},{"x":260,"y":150,"t":180,"p":0.6}]]}'


class WholeStation:
    """GUI thread. The resident's way is short where a test is not about it; cards, paper and cable are always real."""

    def __init__(
        self,
        station: StationContext,
        hall: SimulatedHall,
        screen: Touchscreen,
        platform: Platform,
        street: Cable,
    ) -> None:
        self.station = station
        self.hall = hall
        self.model = screen.model
        self.bench = screen.bench
        self.operator = screen.operator
        self._screen = screen
        self.preview = screen.shell.preview
        self.window = screen.shell.window
        self.finger = Finger(screen.shell.window)
        self.platform = platform
        self.street = street
        self.elders = elders(4, station.now().date())
        self._outbox = station.open_outbox()

    def close(self) -> None:
        self._outbox.database.close()

    @property
    def in_force(self) -> InForce:
        """The offer that visits go by, and the one that waits for this visit to end."""
        return self._screen.in_force

    @property
    def offer(self) -> Offer:
        return self._screen.in_force.now

    @property
    def state(self) -> str:
        return type(self.model.visit.state).__name__

    @property
    def number(self) -> str:
        return self.model.visit.session.application_id

    @property
    def paper(self) -> Paper | None:
        state = self.model.visit.state
        return state.paper if isinstance(state, Result) else None

    def until(self, what: str, condition: Callable[[], bool]) -> None:
        self.finger.wait(what, condition)

    def until_state(self, *names: str) -> None:
        self.finger.wait(f"the screen {names}", lambda: self.state in names)

    def let_live(self, seconds: float) -> None:
        """The screen lives on for a while: for what must not happen in it."""
        end = time.monotonic() + seconds
        self.finger.wait("time", lambda: time.monotonic() > end)

    def words(self) -> str:
        return words_on(self.window)

    def until_said(self, *sentences: str) -> None:
        self.finger.wait(f"the words {sentences}", lambda: all(s in self.words() for s in sentences))

    def row(self, number: str) -> OutboxRow | None:
        return self._outbox.get(number)

    def cases(self, number: str) -> int:
        """How many cases the platform has of this number."""
        return len(self.platform.register.query([number]))

    def wait_for_line(self, *, online: bool) -> None:
        self.until(f"online: {online}", lambda: self.model.visit.surroundings.platform_online is online)

    def lead_the_line_to(self, host: str, port: int) -> None:
        """Somebody else answers at the far end from now on."""
        self.street.target = (host, port)
        self.hall.cable.cut()
        self.hall.cable.mend()

    def come_to_the_reader(self) -> None:
        self.until_state("Attract")
        self.model.touch()
        self.model.choose_item(SERVICE)
        self.model.go()
        self.until_state("Identify")

    def lay(self, card: str | DrawerCard) -> None:
        self.hall.reader.insert(card)

    def new_elder(self) -> DrawerCard:
        """Somebody who has never applied: the platform pays nobody twice."""
        person = next(self.elders).person
        card = IdCard(
            kind=CardKind.RESIDENT,
            name=person.name,
            sex=Sex[person.sex.name],
            ethnic=person.ethnic,
            birth=person.birth,
            address=person.address,
            id_number=person.id_number,
            issuer=person.issuer,
            valid_from=date(2015, 1, 1),
            valid_to=None,
        )
        return DrawerCard("an elder of Haikou", card)

    def fill_in(self) -> None:
        """From the consent to the form's end, without typing."""
        self.until_state("Consent")
        self.model.go()
        self.model.choose_situation("self")
        self.until_state("FillForm")
        self.model.answer("phone", PHONE)
        self.model.go()
        self.model.answer("district", "460108")
        self.model.go()
        self.model.answer("bank", "boc")
        self.model.answer("account", ACCOUNT)
        self.model.go()
        self.until_state("Materials")
        self.model.go()
        self.model.go()
        self.until_state("Commitment")

    def sign_and_submit(self) -> str:
        """The number that the application has from here on."""
        self.model.sign(STROKES, 880, 460)
        self.model.go()
        return self.number

    def come_to_the_signature(self) -> None:
        self.come_to_the_reader()
        self.lay(self.new_elder())
        self.fill_in()

    def file(self) -> str:
        self.come_to_the_signature()
        number = self.sign_and_submit()
        self.until_state("Result")
        return number

    def until_paper(self, paper: Paper) -> None:
        self.until(f"paper {paper.value}", lambda: self.paper is paper)

    def end(self) -> None:
        """The resident goes, all is mended, the hall is empty."""
        self.hall.cable.mend()
        self.hall.reader.clear()
        self.hall.reader.plug()
        self.hall.printer.perform("clear")
        self.hall.printer.plug()
        self.until("the visit to be leavable", lambda: self.state not in ("Saving", "Sending"))
        self.bench.leave()
        self.model.leave()
        self.hall.reader.remove()
        self.until("an empty hall", self._is_empty)

    def until_all_is_well(self) -> None:
        self.until("no fault", lambda: self.model.visit.surroundings.reader is None)
        self.until("no fault", lambda: self.model.visit.surroundings.printer is None)

    def _is_empty(self) -> bool:
        if self.state == "Farewell":
            self.model.touch()
        return self.state == "Attract"


def station_on(data: Path, url: str | None = None) -> StationContext:
    return context(load_settings(None, ()), str(data), url)


@contextmanager
def whole_station(data: Path) -> Iterator[WholeStation]:
    """Everything up and online."""
    station = station_on(data)
    catalogue = station.open_catalogue()
    items = {item.code: item for item in catalogue.items()}
    catalogue.close()
    platform = open_platform(
        data.parent / "platform",
        platform_keys(station.settings.central.keys),
        items.get,
        registers=registers_for("", DEVELOPMENT),
    )
    with serve_in_thread(platform) as url, cable_to(url) as street:
        station = station_on(data, street.url)
        hall = SimulatedHall(station)
        cable = hall.cable.address()
        sync = Child(station, lambda: ["sync", "--platform-url", f"http://{cable['host']}:{cable['port']}"])
        screen = open_touchscreen(station)
        try:
            whole = WholeStation(station, hall, screen, platform, street)
            try:
                whole.wait_for_line(online=True)
                whole.until_all_is_well()
                yield whole
            finally:
                whole.close()
        finally:
            screen.close()
            sync.stop()
            hall.close()
    platform.close()
