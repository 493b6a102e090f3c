"""A paper under the simulated document camera becomes a PDF in memory, or the screen is told why not."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.paper_taking import take_paper
from config.faults import FaultCode
from devices.camera.camera import Camera
from devices.camera.opencv_source import OpencvSource
from devices.camera.simulator import SimulatedCamera
from kiosk.visit import event as e
from kiosk.visit.effect import TakePaper
from tests.devices.document.tray import Scene, empty, take

NUMBER = "7K3M-9Q2X-AB4D-EFGH-5"


@pytest.fixture
def far_side() -> Iterator[SimulatedCamera]:
    simulated = SimulatedCamera("document_camera")
    yield simulated
    simulated.close()


@pytest.fixture
def camera(far_side: SimulatedCamera) -> Iterator[Camera]:
    fitted = Camera(
        OpencvSource(lambda: far_side.address()["source"], 1920, 1080),
        lambda: datetime.now(UTC),
        name="document_camera",
    )
    yield fitted
    fitted.close()


def test_a_page_on_the_tray_is_taken_as_a_pdf(far_side: SimulatedCamera, camera: Camera) -> None:
    far_side.show_picture(take(Scene()).frame, "a page")
    taken = take_paper(camera, TakePaper(NUMBER, "household_register"))
    assert isinstance(taken, e.PaperTaken), taken
    assert taken.application_id == NUMBER
    paper = taken.paper
    assert (paper.material, paper.name) == ("household_register", "household_register.pdf")
    assert paper.media_type == "application/pdf"
    assert paper.content.startswith(b"%PDF-")


def test_an_empty_tray_is_told(far_side: SimulatedCamera, camera: Camera) -> None:
    far_side.show_picture(empty(Scene()), "an empty tray")
    assert take_paper(camera, TakePaper(NUMBER, "proof")) == e.PaperNotTaken(NUMBER, FaultCode.DOCUMENT_NONE)


def test_a_camera_that_is_pulled_out_is_told(far_side: SimulatedCamera, camera: Camera) -> None:
    far_side.unplug()
    told = take_paper(camera, TakePaper(NUMBER, "proof"))
    assert isinstance(told, e.PaperNotTaken)
    assert told.fault in (FaultCode.CAMERA_UNPLUGGED, FaultCode.CAMERA_SILENT)


def test_a_station_without_a_camera_says_so_at_once() -> None:
    assert take_paper(None, TakePaper(NUMBER, "proof")) == e.PaperNotTaken(
        NUMBER, FaultCode.CAMERA_NOT_FITTED
    )
