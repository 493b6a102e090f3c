"""Notices a camera that is frozen: pictures go on arriving, but they are one and the same picture.

A sensor is never silent. Before a scene in which nothing moves, two pictures in a row still differ by its noise in
nearly every region, JPEG or not. A picture that comes back unchanged for seconds was not taken anew.

| seen | judged |
|---|---|
| at most 1 sampled value in 10,000 differs from the run's first picture, for 3 s and 5 pictures | frozen |
| the same, but wholly dark or overexposed | not frozen: black and white are clipped, which swallows the noise |
| noise, movement, a clock in the corner | not frozen |
| a source without noise (a video file of a still, a test pattern) | frozen: it cannot be told from the fault, and an
  old picture of another person would be worse than none. Give such a source ``frozen_after_s=math.inf`` |
"""

from devices.camera.frame import Light, Picture

CHANGED_SHARE = 0.0001
FEWEST_PICTURES = 5


class Stillness:
    """One run of equal pictures. It remembers the sample that the run began with and nothing else. One thread."""

    def __init__(self, frozen_after_s: float) -> None:
        self._frozen_after_s = frozen_after_s
        self._first: Picture | None = None
        self._since = 0.0
        self._pictures = 0

    def is_frozen(self, sample: Picture, light: Light, at: float) -> bool:
        """Whether the picture just sampled (``frame.sampled``) at ``at`` seconds ends a run that is too long."""
        if self._first is None or light is not Light.FINE or _differ(self._first, sample):
            self._first = sample
            self._since = at
            self._pictures = 0
        self._pictures += 1
        return self._pictures >= FEWEST_PICTURES and at - self._since >= self._frozen_after_s


def _differ(one: Picture, other: Picture) -> bool:
    return one.shape != other.shape or float((one != other).mean()) > CHANGED_SHARE
