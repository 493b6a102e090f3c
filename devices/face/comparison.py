"""Are the face before the camera and the portrait on the card alike? Asked in memory, answered with a verdict.

A comparison never opens a door by itself and never closes one (see the package's docstring). Call it only after the
resident's separate consent, and offer the way without it on the same screen.

| picture | verdict |
|---|---|
| no face in one of them | ``NoFace`` |
| a second face at least half as wide as the largest | ``SeveralFaces``; those who wait behind are smaller |
| largest face narrower than 80 pixels (live) or 40 (portrait) | ``TooSmall`` |
| cosine of the features 0.363 or more | ``Same`` (the threshold published with SFace) |
| less | ``Different`` |
| not configured, a model file missing or broken | ``Off`` with the reason |
"""

from pathlib import Path
from typing import TYPE_CHECKING

from config.faults import EnvironmentFault, FaultCode
from devices.camera.frame import Picture
from devices.device import SelfTest, TestFailed, TestPassed
from devices.face.verdict import (
    Different,
    NoFace,
    NotComparable,
    Off,
    Same,
    SeveralFaces,
    Side,
    TooSmall,
    Verdict,
)

if TYPE_CHECKING:
    from devices.face.models import Face, FaceModels

SAME_FROM = 0.363
SECOND_FACE = 0.5
LEAST_PX = {Side.LIVE: 80.0, Side.PORTRAIT: 40.0}
"""The portrait in the chip of a resident's ID card is 102 x 126 pixels."""


class FaceComparison:
    """Compares while both files are named and good, else says why not. One thread. Model files are read when first
    needed (0.1 s), and tried again at the next call after a fault."""

    def __init__(self, detector_model: str, recogniser_model: str) -> None:
        self._files = detector_model, recogniser_model
        self._models: FaceModels | None = None

    def off(self) -> Off | None:
        """Why faces are not compared; None when they are."""
        try:
            self._loaded()
        except EnvironmentFault as fault:
            return Off(fault.code)
        return None

    def compare(self, live: Picture, portrait: Picture) -> Verdict:
        """Blue green red, any size. Takes 0.1 s or so on a kiosk's processor. Both pictures stay where they are."""
        try:
            models = self._loaded()
        except EnvironmentFault as fault:
            return Off(fault.code)
        live_face = _only_face(models, live, Side.LIVE)
        if isinstance(live_face, NotComparable):
            return live_face
        portrait_face = _only_face(models, portrait, Side.PORTRAIT)
        if isinstance(portrait_face, NotComparable):
            return portrait_face
        similarity = models.similarity(live, live_face, portrait, portrait_face)
        return Same(similarity) if similarity >= SAME_FROM else Different(similarity)

    def self_test(self) -> SelfTest:
        """Whether it could compare now; without a face, so it says nothing about how well."""
        off = self.off()
        return TestPassed() if off is None else TestFailed(off.reason)

    def _loaded(self) -> "FaceModels":
        if not all(self._files):
            raise EnvironmentFault(FaultCode.FACE_COMPARISON_OFF)
        if self._models is None:
            from devices.face.models import FaceModels  # noqa: PLC0415  slow to import, and off at most stations

            detector, recogniser = self._files
            self._models = FaceModels(Path(detector), Path(recogniser))
        return self._models


def _only_face(models: "FaceModels", picture: Picture, side: Side) -> "Face | NotComparable":
    faces = models.faces(picture)
    if not faces:
        return NoFace(side)
    if len(faces) > 1 and faces[1].width_px >= SECOND_FACE * faces[0].width_px:
        return SeveralFaces(side)
    return TooSmall(side) if faces[0].width_px < LEAST_PX[side] else faces[0]
