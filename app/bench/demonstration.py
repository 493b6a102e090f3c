"""A technician at the demonstration's kiosk, as pictures: signing in, a station that is well, a printer without paper,
a paper under the camera.
"""

from collections.abc import Callable
from pathlib import Path

from app.finger import Finger
from app.simulated_hall import SimulatedHall
from app.station_context import StationContext
from app.touchscreen import Touchscreen
from kiosk.bench import state as b
from kiosk.bench.finding import FindingState
from kiosk.staff.account import COMMAND_LINE, AccountName, Role
from kiosk.staff.opening import open_records
from kiosk.staff.staff import Staff

FOLDER = "4-technician"
NAME, PIN = AccountName("t-204"), "739164"


class BenchDemonstration:
    """GUI thread, on a data folder of the demonstration's own: it adds a staff account there."""

    def __init__(
        self, station: StationContext, hall: SimulatedHall, touchscreen: Touchscreen, out: Path
    ) -> None:
        self._station = station
        self._hall = hall
        self._touchscreen = touchscreen
        self._bench = touchscreen.bench
        self._finger = Finger(touchscreen.shell.window)
        self._out = out
        self.pictures: list[str] = []

    def run(self) -> list[str]:
        """The pictures, in order. Raises NothingThere when a screen does not come."""
        (self._out / FOLDER).mkdir(parents=True, exist_ok=True)
        self._add_account()
        self._bench.call()
        self._until("the accounts", lambda: getattr(self._bench.bench.state, "chosen", "") == NAME)
        self._snap("sign-in")
        self._bench.enter_pin(PIN)
        self._until("a station that is well", lambda: self._stands("page_printer", FindingState.READY))
        self._snap("board")
        self._hall.named("page_printer").perform("fault", ["paper_out"])
        self._hall.named("ups").perform("mains_off", [])
        self._until("the fault", lambda: self._stands("page_printer", FindingState.FAULTY))
        self._snap("faults")
        self._bench.test("document_camera")
        self._until("the question", self._asks)
        self._until("the picture", lambda: self._touchscreen.shell.preview.property("picture") != "")
        self._snap("camera")
        self._bench.judge(True)
        self._bench.leave()
        return self.pictures

    def _add_account(self) -> None:
        records = open_records(self._station.data)
        try:
            Staff(records).add(NAME, Role.TECHNICIAN, PIN, COMMAND_LINE, self._station.now())
        finally:
            records.close()

    def _asks(self) -> bool:
        state = self._bench.bench.state
        return isinstance(state, b.Board) and isinstance(state.activity, b.Asked)

    def _stands(self, device: str, wanted: FindingState) -> bool:
        state = self._bench.bench.state
        findings = state.findings if isinstance(state, b.Board) else ()
        return any(finding.name == device and finding.state is wanted for finding in findings)

    def _until(self, what: str, condition: Callable[[], bool]) -> None:
        self._finger.wait(what, condition)

    def _snap(self, what: str) -> None:
        name = f"{FOLDER}/{len(self.pictures) + 1:02d}-{what}.png"
        self._finger.picture().save(str(self._out / name))
        self.pictures.append(name)
