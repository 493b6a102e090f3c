"""The printer without hardware: its verbs, and that nothing of it outlives who started it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typst

from devices.page_printer import simulated_programs
from devices.page_printer.outcome import Printed
from devices.page_printer.printer import PagePrinter
from devices.page_printer.simulated_press import page_count
from devices.page_printer.simulated_programs import ProgramsMissing
from devices.page_printer.simulator import SimulatedPagePrinter
from devices.simulation import Simulator, UnknownVerb
from tests.devices.page_printer.paper import pdf_of

ROOT = Path(__file__).parents[3]

Wait = Callable[[Callable[[], bool]], None]


def test_it_is_a_simulator_like_the_others(far_side: SimulatedPagePrinter) -> None:
    simulator: Simulator = far_side
    assert simulator.name == "page_printer"
    assert set(simulator.address()) == {"uri"}
    assert {"state", "fault", "clear", "unplug", "plug"} <= set(simulator.verbs())
    assert all(simulator.faults().values())


def test_every_fault_shows_in_its_state_and_can_be_cleared(far_side: SimulatedPagePrinter) -> None:
    for fault in far_side.faults():
        far_side.perform("fault", [fault])
        if fault != "lose_answer":
            assert fault in str(_state(far_side, "faults"))
        far_side.perform("clear", [fault])
        assert _state(far_side, "faults") == ""


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("dance", []),
        ("fault", ["of_nature"]),
        ("fault", ["of_nature", "once"]),
        ("fault", ["silent", "once"]),
        ("fault", []),
        ("clear", ["of_nature"]),
        ("save", []),
    ],
)
def test_what_it_does_not_know_it_says(far_side: SimulatedPagePrinter, verb: str, words: list[str]) -> None:
    with pytest.raises(UnknownVerb):
        far_side.perform(verb, words)


def test_plug_may_be_pulled_and_put_back_twice(far_side: SimulatedPagePrinter, printer: PagePrinter) -> None:
    for verb in ("unplug", "unplug", "plug", "plug"):
        far_side.perform(verb)
    assert printer.print_document("after", pdf_of(1)) == Printed("after")
    assert far_side.perform("pages") == 1


def test_pages_are_counted_in_packed_documents_too() -> None:
    assert page_count(pdf_of(7)) == 7
    assert page_count(typst.compile(b"one\n#pagebreak()\ntwo\n#pagebreak()\nthree")) == 3
    assert page_count(b"%PDF-") == 1


def test_close_ends_all_of_it_and_may_come_twice(wait_until: Wait) -> None:
    simulated = SimulatedPagePrinter()
    folder, programs = simulated.folder, _children(simulated.keeper_pid)
    assert len(programs) == 2
    simulated.close()
    simulated.close()
    assert not folder.exists()
    wait_until(lambda: not any(_lives(pid) for pid in programs))


KILLED = """
import sys, time
from devices.page_printer.simulator import SimulatedPagePrinter
simulated = SimulatedPagePrinter()
print(simulated.folder, simulated.keeper_pid, flush=True)
time.sleep(60)
"""


def test_killed_station_leaves_no_program_and_no_document_behind(wait_until: Wait) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as station:
        assert station.stdout is not None
        folder, keeper = station.stdout.readline().split()
        programs = [int(keeper), *_children(int(keeper))]
        assert len(programs) == 3
        station.kill()
    wait_until(lambda: not any(_lives(pid) for pid in programs))
    assert not Path(folder).exists()


def test_killed_keeper_takes_its_programs_with_it(wait_until: Wait) -> None:
    simulated = SimulatedPagePrinter()
    programs = _children(simulated.keeper_pid)
    os.kill(simulated.keeper_pid, signal.SIGKILL)
    wait_until(lambda: not any(_lives(pid) for pid in programs))
    simulated.perform("unplug")
    simulated.close()
    assert not simulated.folder.exists()


def test_missing_program_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulated_programs, "_PATH", "/nowhere")
    assert shutil.which("sh")
    with pytest.raises(ProgramsMissing, match="apt install cups-ipp-utils"):
        SimulatedPagePrinter()


def test_print_command_may_be_run() -> None:
    command = Path(simulated_programs.__file__).with_name("simulated_print_command.py")
    assert os.access(command, os.X_OK)


def _state(far_side: SimulatedPagePrinter, name: str) -> object:
    state = far_side.perform("state")
    assert isinstance(state, dict)
    return state[name]


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _lives(pid: int) -> bool:
    with contextlib.suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
