"""A page printer without hardware: the real ippeveprinter, with our print command behind it and our cable before it.

What comes out is kept in memory as the PDFs that were sent. Steered by verbs; the names of faults are the drills' own.
"""

import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from devices.page_printer.exchange import IppLine
from devices.page_printer.ipp_printer import IppPrinter, Refusal
from devices.page_printer.report import JobReport
from devices.page_printer.simulated_line import Mood, SimulatedLine
from devices.page_printer.simulated_press import CARRIER, Drill, PrintedDocument, SimulatedPress
from devices.page_printer.simulated_programs import SimulatedPrograms
from devices.simulation import Answer, UnknownVerb

_PRESS_FAULTS = {
    Drill.PAPER_OUT: "no paper",
    Drill.PAPER_LOW: "little paper left",
    Drill.JAM: "a sheet is stuck",
    Drill.COVER_OPEN: "somebody opened a cover",
    Drill.TONER_LOW: "little toner left",
    Drill.TONER_EMPTY: "no toner; it waits for a new cartridge",
    Drill.OUTPUT_FULL: "nobody took the pages out of the tray",
    Drill.STOPS_MID_JOB: "takes the job and stops, without a word why",
    Drill.SLOW: "two seconds a page",
}
_LINE_FAULTS = {
    "refuse_connection": "nobody answers at its address",
    "silent": "takes everything, answers nothing",
    "garbage": "answers web pages and noise",
    "lose_answer": "takes the next document, but its answer gets lost; always once",
}
_FAULTS = {**{str(drill): meaning for drill, meaning in _PRESS_FAULTS.items()}, **_LINE_FAULTS}
_MOODS = {"refuse_connection": Mood.CUT, "silent": Mood.SILENT, "garbage": Mood.GARBAGE}
_VERBS = {
    "state": "how the printer is now",
    "fault": "NAME [once]: makes NAME go wrong now, or once in the next job after its first page",
    "clear": "[NAME]: ends this fault, or all of them, and loads paper",
    "cancel": "somebody presses cancel on the printer's panel",
    "load_paper": "fills the tray",
    "unplug": "pulls the plug: power and cable; jobs that are not out are lost",
    "plug": "puts the plug back",
    "pages": "how many sheets came out since the start",
    "documents": "every document that came out, also in part: its id and pages",
    "save": "DIR: writes every document that came out as a PDF into DIR",
}
_CARRY_WITHIN_S = 2.0
_ASK_S = 1.0


class SimulatedPagePrinter:
    """A whole printer in processes of its own. All methods may be called from any thread.

    ``page_s`` is the time for a page, ``slow_page_s`` under the fault ``slow``. Raises ProgramsMissing where
    ippeveprinter cannot run. Takes 0.1 s to start.
    """

    name = "page_printer"

    def __init__(self, *, page_s: float = 0.02, slow_page_s: float = 2.0) -> None:
        self._programs = SimulatedPrograms()
        self._steering = threading.Lock()
        self._plugged = True
        self._mood = Mood.OPEN
        try:
            self._press = SimulatedPress(
                self._programs.press_socket, self._carry, self._is_cancelled, page_s, slow_page_s
            )
            self._programs.switch_on()
        except BaseException:
            self._programs.close()
            raise
        self._line = SimulatedLine(lambda: self._programs.port)

    @property
    def folder(self) -> Path:
        """Private to this printer, 0700; gone after `close`."""
        return self._programs.folder

    @property
    def keeper_pid(self) -> int:
        """Of the process that all its programs end with."""
        return self._programs.pid

    def address(self) -> Mapping[str, str | int]:
        return {"uri": f"ipp://127.0.0.1:{self._line.port}/ipp/print"}

    def verbs(self) -> Mapping[str, str]:
        return _VERBS

    def faults(self) -> Mapping[str, str]:
        return _FAULTS

    def documents(self) -> list[PrintedDocument]:
        """What came onto paper, oldest first (the last 200)."""
        return self._press.documents()

    def perform(self, verb: str, words: Sequence[str] = ()) -> Answer:
        with self._steering:
            match verb, *words:
                case ["state"]:
                    return self._state()
                case ["fault", name]:
                    self._fault(name)
                case ["fault", name, "once"]:
                    self._fault_once(name)
                case ["clear"]:
                    self._straighten_line()
                    self._press.put_right()
                case ["clear", name] if name in _LINE_FAULTS:
                    self._straighten_line()
                case ["clear", name]:
                    self._press.put_right(_drill(name))
                case ["cancel"]:
                    self._cancel()
                case ["load_paper"]:
                    self._press.put_right(Drill.PAPER_OUT, Drill.PAPER_LOW)
                case ["unplug"]:
                    self._unplug()
                case ["plug"]:
                    self._plug()
                case ["pages"]:
                    return self._press.pages
                case ["documents"]:
                    return [f"{each.job} {each.pages_out}/{each.pages}" for each in self.documents()]
                case ["save", folder]:
                    return _save(self.documents(), Path(folder))
                case _:
                    raise UnknownVerb(
                        f"{verb}: {_VERBS.get(verb, 'no such verb; there are ' + ', '.join(_VERBS))}"
                    )
        return None

    def close(self) -> None:
        with self._steering:
            self._plugged = False
            self._line.close()
            self._press.close()
            self._programs.close()

    def _fault(self, name: str) -> None:
        if name in _MOODS:
            self._mood = _MOODS[name]
            if self._plugged:
                self._line.turn(self._mood)
        elif name == "lose_answer":
            self._line.lose_next_answer()
        else:
            self._press.drill(_drill(name))

    def _fault_once(self, name: str) -> None:
        if name in _MOODS:
            raise UnknownVerb(f"{name} lasts until cleared")
        if name == "lose_answer":
            self._line.lose_next_answer()
        else:
            self._press.drill_once(_drill(name))

    def _straighten_line(self) -> None:
        self._mood = Mood.OPEN
        self._line.forgive()
        if self._plugged:
            self._line.turn(self._mood)

    def _cancel(self) -> None:
        number = self._press.under_way
        if number is not None:
            self._direct().cancel(number, _ASK_S)

    def _unplug(self) -> None:
        if self._plugged:
            self._plugged = False
            self._line.turn(Mood.CUT)
            self._press.switch(on=False)
            self._programs.switch_off()

    def _plug(self) -> None:
        if not self._plugged:
            self._plugged = True
            self._programs.switch_on()
            self._press.switch(on=True)
            self._press.announce()
            self._line.turn(self._mood)

    def _state(self) -> dict[str, str | int | bool | None]:
        present, once = self._press.faults()
        paper = "out" if Drill.PAPER_OUT in present else "low" if Drill.PAPER_LOW in present else "ok"
        line = next((name for name, mood in _MOODS.items() if mood is self._mood), "")
        return {
            "plugged": self._plugged,
            "printing": self._press.under_way is not None,
            "paper": paper,
            "faults": " ".join([*sorted(present), *filter(None, [line])]),
            "faults_once": " ".join(sorted(once)),
            "pages": self._press.pages,
            "documents": len(self.documents()),
        }

    def _direct(self) -> IppPrinter:
        """To ippeveprinter itself, whatever the cable's mood."""
        return IppPrinter(IppLine(f"ipp://127.0.0.1:{self._programs.port}/ipp/print"), CARRIER)

    def _carry(self) -> None:
        """Sends the job without pages that tells ippeveprinter of a change, unless a real one does so first."""
        until = time.monotonic() + _CARRY_WITHIN_S
        while time.monotonic() < until and self._press.under_way is None:
            answer = self._direct().print_job(CARRIER, b"%PDF-", None, on_a4=False, deadline_s=_ASK_S)
            if isinstance(answer, Refusal):
                time.sleep(0.005)
                continue
            while isinstance(answer, JobReport) and not answer.state.has_ended and time.monotonic() < until:
                time.sleep(0.005)
                answer = self._direct().job(answer.number, _ASK_S)
            return

    def _is_cancelled(self, number: int) -> bool:
        job = self._direct().job(number, _ASK_S)
        return not isinstance(job, JobReport) or "processing-to-stop-point" in job.reasons


def _drill(name: str) -> Drill:
    if name not in set(Drill):
        raise UnknownVerb(f"no such fault: {name}; there are {', '.join(_FAULTS)}")
    return Drill(name)


def _save(documents: Sequence[PrintedDocument], folder: Path) -> list[str]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = [folder / f"document-{number:03}.pdf" for number in range(1, len(documents) + 1)]
    for file, document in zip(files, documents, strict=True):
        file.touch(mode=0o600)
        file.write_bytes(document.pdf)
    return [str(file) for file in files]
