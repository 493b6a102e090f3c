"""The simulated camera obeys plain words, and is on the wire what a network camera is."""

import socket
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from devices.camera.camera import Camera
from devices.camera.frame import Frame
from devices.camera.simulated_picture import SCENES, jpeg, plain
from devices.camera.simulator import Drill, SimulatedCamera
from devices.simulation import Simulator, UnknownVerb
from tests.devices.camera.conftest import Eventually

PATIENCE_S = 10.0


def test_it_is_a_simulator_with_the_settings_own_key(far_side: SimulatedCamera) -> None:
    simulator: Simulator = far_side
    address = simulator.address()

    assert simulator.name == "face_camera"
    assert list(address) == ["source"]
    assert str(address["source"]).startswith("http://127.0.0.1:")
    assert set(simulator.faults()) == {str(drill) for drill in Drill}


def test_it_speaks_motion_jpeg_over_http(far_side: SimulatedCamera) -> None:
    with urlopen(str(far_side.address()["source"]), timeout=PATIENCE_S) as answer:  # noqa: S310  our own, loopback
        assert answer.headers.get_content_type() == "multipart/x-mixed-replace"
        boundary = answer.headers.get_boundary()
        assert answer.readline().strip() == f"--{boundary}".encode()
        assert answer.readline().strip() == b"Content-Type: image/jpeg"
        length = int(answer.readline().split(b":")[1])
        assert answer.readline().strip() == b""
        picture = answer.read(length)
    assert picture[:2] == b"\xff\xd8"
    assert picture[-2:] == b"\xff\xd9"


def test_whoever_hangs_up_is_noticed_even_while_it_sends_nothing(
    far_side: SimulatedCamera, eventually: Eventually
) -> None:
    far_side.fail_until_cleared("hung")
    where = urlsplit(str(far_side.address()["source"]))
    with socket.create_connection(("127.0.0.1", where.port or 0)) as viewer:
        viewer.sendall(b"GET /stream.mjpg HTTP/1.0\r\n\r\n")
        eventually(lambda: far_side.viewers == 1)
    eventually(lambda: far_side.viewers == 0)


@pytest.mark.parametrize("name", list(SCENES))
def test_it_shows_a_scene_by_name(far_side: SimulatedCamera, camera: Camera, name: str) -> None:
    assert far_side.perform("show", [name]) is None
    assert shown(camera) == pytest.approx(float(SCENES[name].mean()), abs=4)


def test_it_shows_a_picture_file(far_side: SimulatedCamera, camera: Camera, tmp_path: Path) -> None:
    file = tmp_path / "grey.jpg"
    file.write_bytes(jpeg(plain(77)))
    far_side.perform("show", [str(file)])
    assert shown(camera) == pytest.approx(79, abs=3)


def shown(camera: Camera) -> float:
    frame = camera.latest(PATIENCE_S)
    assert isinstance(frame, Frame)
    return float(frame.picture.mean())


def test_its_state_tells_what_is_going_on(far_side: SimulatedCamera) -> None:
    far_side.perform("fault", ["slow"])
    far_side.perform("fault", ["garbage", "once"])
    state = far_side.perform("state")
    assert isinstance(state, dict)
    assert state["faults"] == "slow"
    assert state["faults_once"] == "garbage"
    assert state["plugged"] is True
    assert state["viewers"] == 0

    far_side.perform("clear")
    far_side.perform("unplug")
    state = far_side.perform("state")
    assert isinstance(state, dict)
    assert state["faults"] == ""
    assert state["plugged"] is False
    far_side.perform("plug")


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("dance", []),
        ("show", []),
        ("show", ["no-such-file.png"]),
        ("show", [__file__]),
        ("fault", ["tired"]),
        ("fault", ["unplugged", "once"]),
        ("fault", ["frozen", "twice"]),
    ],
)
def test_what_it_does_not_know_it_says(far_side: SimulatedCamera, verb: str, words: list[str]) -> None:
    with pytest.raises(UnknownVerb, match=r"\w"):
        far_side.perform(verb, words)


def test_it_keeps_its_address_over_an_unplugging_and_closes_twice() -> None:
    simulated = SimulatedCamera("document_camera")
    address = simulated.address()
    simulated.unplug()
    simulated.unplug()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", urlsplit(str(address["source"])).port or 0))
    simulated.plug()
    simulated.plug()
    assert simulated.address() == address
    simulated.close()
    simulated.close()
