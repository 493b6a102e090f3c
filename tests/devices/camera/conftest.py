"""A camera on a cable that can be pulled: real motion JPEG over HTTP, read by the station's own adapter."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from devices.camera.camera import Camera
from devices.camera.grabber import Limits
from devices.camera.opencv_source import OpencvSource
from devices.camera.simulator import SimulatedCamera

PATIENCE_S = 10.0
Eventually = Callable[[Callable[[], bool]], None]
Fit = Callable[..., Camera]
Where = Callable[[], int | str]


@pytest.fixture
def far_side() -> Iterator[SimulatedCamera]:
    simulated = SimulatedCamera("face_camera")
    yield simulated
    simulated.close()


@pytest.fixture
def fit(far_side: SimulatedCamera) -> Iterator[Fit]:
    """Fits a camera: the simulated one, or any source, with any limits."""
    fitted: list[Camera] = []

    def make(
        source: int | str | Where | None = None,
        limits: Limits | None = None,
        size: tuple[int, int] = (1280, 720),
    ) -> Camera:
        where = far_side.address()["source"] if source is None else source
        camera = Camera(
            OpencvSource(where if callable(where) else lambda: where, *size),
            lambda: datetime.now(UTC),
            name="face_camera",
            limits=limits,
        )
        fitted.append(camera)
        return camera

    yield make
    for camera in fitted:
        camera.close()


@pytest.fixture
def camera(fit: Fit) -> Camera:
    """The station's camera."""
    return fit()


@pytest.fixture
def eventually() -> Eventually:
    """Waits until something is so, and fails when it does not become so."""

    def wait(is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not is_so():
            assert time.monotonic() < deadline, "it did not come about"
            time.sleep(0.005)

    return wait
