"""What a simulated camera shows: made-up pictures, with the slight noise that every sensor has, as JPEG."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import cv2
import numpy as np

from devices.camera.frame import Picture

WIDTH_PX, HEIGHT_PX = 1280, 720

_NOISE = 5
_VARIANTS = 8
_QUALITY = 92
_FONT = cv2.FONT_HERSHEY_SIMPLEX


class NoisyPicture:
    """One picture as a sensor sees it: the same scene in eight noises, each made when first asked for. One thread."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._noise = np.random.default_rng(len(picture))
        self._jpegs: list[bytes] = []

    @property
    def shape(self) -> tuple[int, ...]:
        return self._picture.shape

    def jpeg(self, number: int) -> bytes:
        """The ``number``-th look at the scene."""
        while len(self._jpegs) <= number % _VARIANTS:
            noise = self._noise.integers(0, _NOISE, self._picture.shape, dtype=np.uint8)
            self._jpegs.append(jpeg(cv2.add(self._picture, noise)))
        return self._jpegs[number % _VARIANTS]


def jpeg(picture: cv2.typing.MatLike) -> bytes:
    """As the camera sends it."""
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()


def plain(value: int) -> Picture:
    """All one grey: 0 is a covered lens, 255 a lamp in the lens."""
    return np.full((HEIGHT_PX, WIDTH_PX, 3), value, dtype=np.uint8)


def picture_from(file: Path) -> Picture | None:
    """A picture file of any usual format; None when it is none."""
    try:
        found = cv2.imdecode(np.fromfile(file, dtype=np.uint8), cv2.IMREAD_COLOR)
    except (OSError, cv2.error):
        return None
    return None if found is None else np.asarray(found, dtype=np.uint8)


def _hall() -> Picture:
    """An empty hall: a wall in soft light, a counter, a door."""
    shade = np.linspace(120, 200, WIDTH_PX, dtype=np.uint8)
    scene = np.repeat(np.tile(shade, (HEIGHT_PX, 1))[:, :, None], 3, axis=2)
    cv2.rectangle(scene, (0, 560), (WIDTH_PX, HEIGHT_PX), (96, 118, 132), cv2.FILLED)
    cv2.rectangle(scene, (930, 180), (1130, 560), (88, 104, 150), cv2.FILLED)
    cv2.rectangle(scene, (80, 430), (520, 560), (150, 120, 90), cv2.FILLED)
    cv2.putText(scene, "JINBAN", (120, 510), _FONT, 1.6, (240, 240, 240), 3)
    return scene


def _person() -> Picture:
    """A drawn head and shoulders before that wall; nobody in particular."""
    scene = _hall()
    cv2.ellipse(scene, (640, 740), (300, 220), 0, 180, 360, (120, 80, 50), cv2.FILLED)
    cv2.ellipse(scene, (640, 340), (130, 175), 0, 0, 360, (150, 180, 225), cv2.FILLED)
    cv2.ellipse(scene, (640, 240), (138, 100), 0, 180, 360, (30, 30, 35), cv2.FILLED)
    for eye_x in (590, 690):
        cv2.ellipse(scene, (eye_x, 320), (20, 10), 0, 0, 360, (245, 245, 245), cv2.FILLED)
        cv2.circle(scene, (eye_x, 320), 9, (40, 30, 25), cv2.FILLED)
    cv2.line(scene, (640, 340), (632, 390), (110, 140, 190), 4)
    cv2.ellipse(scene, (640, 425), (45, 16), 0, 0, 180, (90, 90, 180), 4)
    return scene


def _paper() -> Picture:
    """A white sheet with lines of writing on a dark table, not quite straight."""
    scene = plain(70)
    sheet = np.array([[330, 60], [960, 90], [930, 680], [300, 650]], dtype=np.int32)
    cv2.fillConvexPoly(scene, sheet, (235, 235, 235))
    for line in range(9):
        y = 140 + line * 55
        cv2.line(scene, (400 - line * 2, y), (860 - line * 2 - 40 * (line % 3), y + 20), (60, 60, 60), 6)
    return scene


SCENES: Mapping[str, Picture] = MappingProxyType({"hall": _hall(), "person": _person(), "paper": _paper()})
"""What ``show NAME`` knows, beside any picture file."""
