"""Where a camera is, as the settings name it: a number (``0`` is ``/dev/video0``), a device file, a video file, a URL.

Numbers and device files go to Video4Linux. URLs (HTTP MJPEG, RTSP) and files go to the FFmpeg inside OpenCV, the only
backend of the headless wheel that reads MJPEG over HTTP (CAP_IMAGES and CAP_MJPEG refuse it).
"""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from config.faults import EnvironmentFault, FaultCode
from devices.camera.frame import Picture

READ_S = 2.0
"""FFmpeg gives up opening, and each reading, after this; Video4Linux gives up each reading."""

_CONNECT_S = 1.0
_PORTS = {"http": 80, "https": 443, "rtsp": 554}

_SURROUNDINGS = {
    "OPENCV_FFMPEG_LOGLEVEL": "-8",  # AV_LOG_QUIET: what went wrong is in the status, not on standard error
    "OPENCV_FFMPEG_CAPTURE_OPTIONS": "fflags;discardcorrupt",  # or half a picture comes when the line breaks
    "OPENCV_FFMPEG_IS_THREAD_SAFE": "1",  # it is; else one camera that hangs while opening locks out all others
    "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": str(round(READ_S)),
}
"""What OpenCV and the FFmpeg in it read once, when they are loaded or first used."""


class Capture(Protocol):
    """One opened camera. Used by one thread at a time."""

    def read(self) -> Picture | None:
        """The next picture; None when none came. May block for as long as the driver pleases."""
        ...

    def close(self) -> None:
        """Switches the camera off; never raises."""
        ...


class Source(Protocol):
    """Where a camera is. Any thread."""

    @property
    def asked_px(self) -> tuple[int, int]:
        """Width and height that the settings ask for."""
        ...

    def is_there(self) -> bool:
        """Whether something is plugged in there, found out without switching the camera on; 1 s at most."""
        ...

    def open(self) -> Capture:
        """Raises EnvironmentFault. May block for as long as the driver pleases."""
        ...


class OpencvSource:
    """The camera that the settings name.

    ``where`` is asked at each opening (a simulator's address may come later) and may raise EnvironmentFault. A size is
    asked of Video4Linux only; streams and files have the size that they have.
    """

    def __init__(self, where: Callable[[], int | str], width_px: int, height_px: int) -> None:
        self._where = where
        self._asked_px = width_px, height_px

    @property
    def asked_px(self) -> tuple[int, int]:
        return self._asked_px

    def is_there(self) -> bool:
        try:
            where = self._where()
        except EnvironmentFault:
            return False
        return _answers(where) if _is_url(where) else _path(where).exists()

    def open(self) -> Capture:
        """CAMERA_UNPLUGGED when nothing is there, CAMERA_SILENT when what is there cannot be opened."""
        for name, value in _SURROUNDINGS.items():
            os.environ.setdefault(name, value)
        from devices.camera.opencv_capture import (  # noqa: PLC0415  0.1 s of the start, and most visits need none
            DeviceCapture,
            FileCapture,
            StreamCapture,
        )

        where = self._where()
        path = _path(where)
        if _is_url(where):
            capture = StreamCapture(str(where))
        elif not path.exists():
            raise EnvironmentFault(FaultCode.CAMERA_UNPLUGGED)
        elif stat.S_ISCHR(path.stat().st_mode):
            capture = DeviceCapture(str(path), *self._asked_px)
        elif path.is_file():
            capture = FileCapture(str(path))
        else:
            capture = StreamCapture(str(path))
        if capture.is_open:
            return capture
        capture.close()
        raise EnvironmentFault(FaultCode.CAMERA_SILENT if self.is_there() else FaultCode.CAMERA_UNPLUGGED)


def _is_url(where: int | str) -> bool:
    return isinstance(where, str) and "://" in where


def _path(where: int | str) -> Path:
    return Path(f"/dev/video{where}") if isinstance(where, int) or where.isdigit() else Path(where)


def _answers(url: int | str) -> bool:
    try:
        address = urlsplit(str(url))
        port = address.port or _PORTS.get(address.scheme, 80)
        socket.create_connection((address.hostname or "", port), timeout=_CONNECT_S).close()
    except (OSError, ValueError):
        return False
    return True
