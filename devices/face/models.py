"""The two model files that an operator names, as OpenCV runs them: a YuNet detector and an SFace recogniser in ONNX.

Slow to import; ``comparison.py`` does so when faces are first compared. One thread.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from config.faults import EnvironmentFault, FaultCode
from devices.camera.frame import Picture

SIDE_PX = 640
"""Every picture is fitted into a square of this side: the published YuNet has a fixed input of 640 x 640, and OpenCV 5
refuses another for such a model; one of any size takes it as well."""

SCORE = 0.8
OVERLAP = 0.3
MOST_FACES = 20

cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One face found: width of its box in the picture's own pixels, and the detector's row for it."""

    width_px: float
    row: cv2.typing.MatLike = field(repr=False)


class FaceModels:
    """Both models, loaded and tried. Raises EnvironmentFault: FACE_MODEL_MISSING, FACE_MODEL_BROKEN."""

    def __init__(self, detector: Path, recogniser: Path) -> None:
        for file in (detector, recogniser):
            if not file.is_file():
                raise EnvironmentFault(FaultCode.FACE_MODEL_MISSING, file.name)
        try:
            self._detector = cv2.FaceDetectorYN.create(
                str(detector), "", (SIDE_PX, SIDE_PX), SCORE, OVERLAP, MOST_FACES
            )
            self._detector.detect(np.zeros((SIDE_PX, SIDE_PX, 3), dtype=np.uint8))
        except cv2.error:
            raise EnvironmentFault(FaultCode.FACE_MODEL_BROKEN, detector.name) from None
        try:
            self._recogniser = cv2.FaceRecognizerSF.create(str(recogniser), "")
            self._recogniser.feature(np.zeros((112, 112, 3), dtype=np.uint8))
        except cv2.error:
            raise EnvironmentFault(FaultCode.FACE_MODEL_BROKEN, recogniser.name) from None

    def faces(self, picture: Picture) -> list[Face]:
        """Every face, the largest first."""
        height, width = picture.shape[:2]
        scale = SIDE_PX / max(height, width)
        fitted = cv2.resize(picture, (max(1, round(width * scale)), max(1, round(height * scale))))
        square = np.zeros((SIDE_PX, SIDE_PX, 3), dtype=np.uint8)
        square[: fitted.shape[0], : fitted.shape[1]] = fitted
        _, rows = self._detector.detect(square)
        # OpenCV's types do not say so, but without a face it gives None.
        found = [Face(float(row[2]) / scale, _scaled(row, scale)) for row in _rows(rows)]
        return sorted(found, key=lambda face: face.width_px, reverse=True)

    def similarity(self, one: Picture, face: Face, other: Picture, other_face: Face) -> float:
        """The cosine between the two faces' features."""
        features, other_features = self._features(one, face), self._features(other, other_face)
        return float(self._recogniser.match(features, other_features, cv2.FaceRecognizerSF_FR_COSINE))

    def _features(self, picture: Picture, face: Face) -> cv2.typing.MatLike:
        return self._recogniser.feature(self._recogniser.alignCrop(picture, face.row))


def _rows(found: object) -> Iterable[cv2.typing.MatLike]:
    return found if isinstance(found, np.ndarray) else ()


def _scaled(row: cv2.typing.MatLike, scale: float) -> cv2.typing.MatLike:
    """Box and landmarks in the picture's own pixels; the last value is the score."""
    own = np.array(row, dtype=np.float32)
    own[:-1] /= scale
    return own
