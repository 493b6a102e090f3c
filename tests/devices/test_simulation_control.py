"""``jinban sim`` steers a reader in another process: through one socket, for its owner only."""

import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.id_card.drawer import DRAWER
from devices.id_card.simulator import SamSimulator
from devices.simulation_control import AlreadyServed, ControlSocket, Done, NotRunning, Refused, send


@pytest.fixture
def simulator() -> Iterator[SamSimulator]:
    simulator = SamSimulator.on_tcp(baud=None)
    yield simulator
    simulator.close()


@pytest.fixture(params=["short", "deep"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A deep data folder makes a path longer than a Unix socket's address holds."""
    folder = tmp_path if request.param == "short" else tmp_path / ("data-" * 20) / ("folder-" * 20)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "simulators.sock"


@pytest.fixture
def control(path: Path, simulator: SamSimulator) -> Iterator[ControlSocket]:
    control = ControlSocket(path, [simulator])
    yield control
    control.close()


def test_a_card_is_laid_from_another_process(
    control: ControlSocket, path: Path, simulator: SamSimulator
) -> None:
    del control
    assert send(path, "id_card", "insert", ["grandmother"]) == Done(None)
    assert simulator.state()["card"] == "grandmother"
    assert send(path, "id_card", "state") == Done(dict(simulator.state()))


def test_devices_verbs_faults_and_addresses_can_be_asked_for(
    control: ControlSocket, path: Path, simulator: SamSimulator
) -> None:
    del control
    assert send(path, "all", "devices") == Done(["id_card"])
    assert send(path, "id_card", "verbs") == Done(dict(simulator.verbs()))
    assert send(path, "id_card", "faults") == Done(dict(simulator.faults()))
    assert send(path, "id_card", "address") == Done(dict(simulator.address()))
    assert send(path, "id_card", "drawer") == Done({name: card.note for name, card in DRAWER.items()})


@pytest.mark.parametrize(
    ("device", "verb", "words", "told"),
    [
        ("fax", "state", [], "no simulated device fax; there are: id_card"),
        ("all", "dance", [], "all knows one verb: devices"),
        ("id_card", "dance", [], "no verb dance"),
        ("id_card", "insert", ["nobody"], "no card nobody"),
    ],
)
def test_a_slip_is_answered_with_what_there_is(
    control: ControlSocket, path: Path, device: str, verb: str, words: list[str], told: str
) -> None:
    del control
    answer = send(path, device, verb, words)
    assert isinstance(answer, Refused)
    assert answer.error.startswith(told)


def test_the_socket_is_for_its_owner_only(control: ControlSocket, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    control.close()
    control.close()
    assert not path.exists()
    assert send(path, "all", "devices") == NotRunning()
    assert send(path.parent / "nowhere" / "x.sock", "all", "devices") == NotRunning()


def test_a_socket_that_a_killed_process_left_is_taken_over(path: Path, simulator: SamSimulator) -> None:
    folder = os.open(path.parent, os.O_PATH)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(f"/proc/self/fd/{folder}/{path.name}")
    os.close(folder)
    control = ControlSocket(path, [simulator])
    assert send(path, "all", "devices") == Done(["id_card"])
    control.close()


def test_a_second_server_does_not_push_the_first_away(
    control: ControlSocket, path: Path, simulator: SamSimulator
) -> None:
    del control
    with pytest.raises(AlreadyServed):
        ControlSocket(path, [simulator])
    assert send(path, "all", "devices") == Done(["id_card"])


def test_several_lines_may_come_on_one_connection_and_nonsense_ends_nothing(tmp_path: Path) -> None:
    simulator = SamSimulator.on_tcp(baud=None)
    control = ControlSocket(tmp_path / "s", [simulator])
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        line.connect(str(tmp_path / "s"))
        lines = line.makefile("rwb")
        for asked, ok in [
            (b"hello", False),
            (b'{"device": "all"}', False),
            (b"\xff\xfe", False),
            (b"[" * 100_000, False),
            (b'{"device": "all", "verb": "devices"}', True),
        ]:
            lines.write(asked + b"\n")
            lines.flush()
            answers = [lines.readline() for _ in range(1 + len(asked) // 65536)]
            assert (b'"ok":true' in answers[-1]) == ok
        lines.close()
    control.close()
    simulator.close()


def test_one_who_says_nothing_holds_nobody_up(control: ControlSocket, path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as mute:
        folder = os.open(path.parent, os.O_PATH)
        mute.connect(f"/proc/self/fd/{folder}/{path.name}")
        os.close(folder)
        assert send(path, "all", "devices") == Done(["id_card"])
        control.close()
        mute.settimeout(5)
        assert mute.recv(1) == b""
