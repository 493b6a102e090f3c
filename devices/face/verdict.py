"""What a comparison of two faces can say. None of it says who somebody is: only how alike two pictures are."""

from dataclasses import dataclass
from enum import StrEnum

from config.faults import FaultCode


class Side(StrEnum):
    """Which of the two pictures."""

    LIVE = "live"
    PORTRAIT = "portrait"


@dataclass(frozen=True, slots=True)
class Same:
    """Alike enough to be two pictures of one face; ``similarity`` is a cosine, 1 at most."""

    similarity: float


@dataclass(frozen=True, slots=True)
class Different:
    """Not alike enough. Light, years and glasses do that, too: staff or another way decides."""

    similarity: float


@dataclass(frozen=True, slots=True)
class NoFace:
    """No face was found in that picture."""

    side: Side


@dataclass(frozen=True, slots=True)
class SeveralFaces:
    """More than one face of about that size: nobody can tell whose it is."""

    side: Side


@dataclass(frozen=True, slots=True)
class TooSmall:
    """The face is there, but too far away or cut too small to compare."""

    side: Side


@dataclass(frozen=True, slots=True)
class Off:
    """Faces are not compared: FACE_COMPARISON_OFF (not configured), FACE_MODEL_MISSING or FACE_MODEL_BROKEN."""

    reason: FaultCode


NotComparable = NoFace | SeveralFaces | TooSmall
Verdict = Same | Different | NotComparable | Off
