"""One picture of a camera, with its number, its moment, and a hint when there is too little or too much light."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture: TypeAlias = NDArray[np.uint8]
    """``uint8``, shape (height, width, 3), blue green red."""
else:  # numpy takes 50 ms of the start, and a station shows its first screen without a camera
    Picture = object

SAMPLE_STEP_PX = 8
"""Light and stillness are judged by every eighth pixel both ways: 43,200 values of 1280 x 720, 0.1 ms."""

DARK_BELOW = 30.0
"""Mean of all values under which nothing can be recognised: the lens is covered or the light is off."""

CLIPPED_FROM = 250
CLIPPED_SHARE = 0.5
"""More than this share of pixels with every colour at ``CLIPPED_FROM`` or above: a lamp or the sun in the lens."""


class Light(StrEnum):
    """The exposure hint."""

    TOO_DARK = "too_dark"
    FINE = "fine"
    TOO_BRIGHT = "too_bright"


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A picture as the camera took it, not mirrored. It shows a person or papers, so it stays out of the repr.

    ``number`` counts up over the life of the camera, with gaps where nobody fetched; ``taken_at`` is the monotonic
    clock's second in which it arrived. The picture is shared and cannot be written to: copy before you draw on it.
    """

    number: int
    taken_at: float
    light: Light
    picture: Picture = field(repr=False)

    @property
    def width_px(self) -> int:
        return int(self.picture.shape[1])

    @property
    def height_px(self) -> int:
        return int(self.picture.shape[0])


def sampled(picture: Picture) -> Picture:
    """Every eighth pixel both ways, as a copy that does not hold the whole picture."""
    return picture[::SAMPLE_STEP_PX, ::SAMPLE_STEP_PX].copy()


def light_of(sample: Picture) -> Light:
    """The hint for one sampled picture. Pure; any thread."""
    if float(sample.mean()) < DARK_BELOW:
        return Light.TOO_DARK
    if float((sample.min(axis=2) >= CLIPPED_FROM).mean()) > CLIPPED_SHARE:
        return Light.TOO_BRIGHT
    return Light.FINE
