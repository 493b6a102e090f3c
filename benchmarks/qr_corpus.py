"""Pictures of show codes as a kiosk's camera sees them, made up and the same each time: every condition has its name.

A frame is grey, height x width, uint8. The payloads are random tokens, so no two frames hold the same code.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import cv2
import numpy as np
import qrcode
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Size = tuple[int, int]

SIZES: tuple[Size, ...] = ((720, 1280), (1080, 1920))
"""Height and width of what cameras give: 720p, 1080p."""

_LENGTHS = (18, 24, 40, 64, 180)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_QUIET_MODULES = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, and every payload that may be read from it (none: nothing may be read)."""

    condition: str
    picture: Picture
    payloads: tuple[str, ...]


def corpus(each: int, seed: int = 20260504) -> Iterator[Frame]:
    """``each`` frames of every condition in every size, in a fixed order."""
    for size in SIZES:
        for condition in CONDITIONS:
            for number in range(each):
                yield frame(condition, size, number, seed)


def frame(condition: str, size: Size, number: int, seed: int = 20260504) -> Frame:
    """The frame of this number; the same for the same arguments."""
    place = sorted(CONDITIONS).index(condition)
    scene = _Scene(size, number, np.random.default_rng((seed, place, size[0], number)))
    payloads = CONDITIONS[condition](scene)
    return Frame(condition, scene.picture, payloads)


class _Scene:
    """A hall behind a phone, and what becomes of its light."""

    def __init__(self, size: Size, number: int, rng: np.random.Generator) -> None:
        self.height, self.width = size
        self.number = number
        self.rng = rng
        self.picture = self._hall()

    def between(self, low: float, high: float) -> float:
        return float(self.rng.uniform(low, high))

    def token(self) -> str:
        length = _LENGTHS[self.number % len(_LENGTHS)]
        letters = "0123456789" if length == 18 else _LETTERS
        text = "".join(letters[int(index)] for index in self.rng.integers(0, len(letters), length))
        return f"{text[:36]}.{text[37:110]}.{text[111:]}" if length == 180 else text

    def show(
        self,
        *,
        side: float = 0.0,
        module_px: float = 0.0,
        turn: float = 6.0,
        tilt: float = 0.02,
        inverted: bool = False,
        centre: tuple[float, float] | None = None,
    ) -> str:
        """Holds one code into the picture, by its side or its modules' size (neither: about half of the height)."""
        text = self.token()
        code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=_QUIET_MODULES)
        code.add_data(text, optimize=0)
        code.make()
        dark, bright = (255, 0) if inverted else (0, 255)
        modules = np.where(np.array(code.get_matrix()), dark, bright).astype(np.uint8)
        side = side or module_px * len(modules) or self.between(0.38, 0.68) * self.height
        across = max(1, round(side / len(modules)))
        drawn = np.kron(modules, np.ones((across, across), np.uint8))
        x, y = centre or (self.between(0.38, 0.62) * self.width, self.between(0.46, 0.54) * self.height)
        angle = np.radians(self.between(-turn, turn))
        corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * (side / 2)
        corners += self.rng.uniform(-tilt, tilt, (4, 2)) * side
        rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        target = (corners @ rotation.T + (x, y)).astype(np.float32)
        self._paste(_scaled(target, (x, y), 1.12, 1.5), np.full((8, 8), 35, np.uint8))
        self._paste(_scaled(target, (x, y), 1.06, 1.35), np.full((8, 8), 20 if inverted else 245, np.uint8))
        self._paste(target, drawn)
        return text

    def _paste(self, target: NDArray[np.float32], image: Picture) -> None:
        height, width = image.shape
        source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
        matrix = cv2.getPerspectiveTransform(source, target)
        size = (self.width, self.height)
        cv2.warpPerspective(
            image, matrix, size, dst=self.picture, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT
        )

    def light(self, change: Callable[[NDArray[np.float32]], NDArray[np.float32]]) -> None:
        changed = change(self.picture.astype(np.float32))
        self.picture = np.clip(np.rint(changed), 0, 255).astype(np.uint8)

    def grain(self, sigma: float) -> None:
        noise = self.rng.standard_normal(self.picture.shape, np.float32) * np.float32(sigma)
        self.light(lambda light: light + noise)

    def _hall(self) -> Picture:
        """A wall with a gradient, people as blurred shapes, a poster with lines of text."""
        rng = self.rng
        rows = np.linspace(self.between(60, 120), self.between(120, 190), self.height, dtype=np.float32)
        hall = np.repeat(rows[:, None], self.width, axis=1).astype(np.uint8)
        for _ in range(7):
            centre = (int(rng.integers(self.width)), int(rng.integers(self.height)))
            axes = (int(self.between(0.04, 0.2) * self.width), int(self.between(0.1, 0.4) * self.height))
            cv2.ellipse(hall, centre, axes, self.between(0, 180), 0, 360, int(rng.integers(30, 230)), -1)
        hall = np.asarray(cv2.blur(hall, (self.height // 40, self.height // 40)), np.uint8)
        left = int(rng.choice([0.02, 0.8]) * self.width)
        for row in range(12):
            text = "".join(chr(int(c)) for c in rng.integers(65, 91, 9))
            at = (left, self.height // 5 + row * self.height // 24)
            cv2.putText(hall, text, at, cv2.FONT_HERSHEY_SIMPLEX, self.height / 900, 40, 2)
        return hall


def _scaled(
    target: NDArray[np.float32], about: tuple[float, float], across: float, along: float
) -> NDArray[np.float32]:
    centre = np.array(about, np.float32)
    side, up = (target[1] - target[0]) / 2, (target[3] - target[0]) / 2
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return np.array([centre + a * side * across + b * up * along for a, b in signs], np.float32)


def _clean(scene: _Scene) -> tuple[str, ...]:
    return (scene.show(),)


def _inverted(scene: _Scene) -> tuple[str, ...]:
    return (scene.show(inverted=True),)


def _dim(scene: _Scene) -> tuple[str, ...]:
    text = scene.show()
    level = scene.between(0.03, 0.12)
    scene.light(lambda light: light * np.float32(level))
    scene.grain(1.5)
    return (text,)


def _tilted(scene: _Scene) -> tuple[str, ...]:
    return (scene.show(turn=180, tilt=0.2, side=scene.between(0.45, 0.6) * scene.height),)


def _glare(scene: _Scene) -> tuple[str, ...]:
    """A lamp mirrored in the phone's glass."""
    text = scene.show()
    rows, columns = np.mgrid[0 : scene.height, 0 : scene.width].astype(np.float32) / scene.height
    x = scene.between(0.42, 0.58) * scene.width / scene.height
    y, strength, reach = scene.between(0.35, 0.65), scene.between(150, 330), scene.between(0.06, 0.16)
    lamp = np.float32(strength) * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / np.float32(2 * reach**2))
    scene.light(lambda light: light * np.float32(0.75) + lamp)
    return (text,)


def _small(scene: _Scene) -> tuple[str, ...]:
    text = scene.show(module_px=scene.between(1.5, 3))
    scene.grain(2)
    return (text,)


def _blur(scene: _Scene) -> tuple[str, ...]:
    text = scene.show()
    sigma = scene.between(1.5, 7) * scene.height / 720
    scene.picture = np.asarray(cv2.GaussianBlur(scene.picture, (0, 0), sigma), np.uint8)
    return (text,)


def _noise(scene: _Scene) -> tuple[str, ...]:
    text = scene.show()
    scene.grain(scene.between(30, 130))
    return (text,)


def _motion(scene: _Scene) -> tuple[str, ...]:
    text = scene.show()
    length = int(scene.between(6, 30) * scene.height / 720)
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2, :] = 1 / length
    centre = ((length - 1) / 2, (length - 1) / 2)
    turned = cv2.warpAffine(
        kernel, cv2.getRotationMatrix2D(centre, scene.between(0, 180), 1), (length, length)
    )
    scene.picture = np.asarray(cv2.filter2D(scene.picture, -1, turned / turned.sum()), np.uint8)
    return (text,)


def _low_contrast(scene: _Scene) -> tuple[str, ...]:
    text = scene.show()
    level, lift = scene.between(0.03, 0.1), scene.between(60, 170)
    scene.light(lambda light: light * np.float32(level) + np.float32(lift))
    scene.grain(1.5)
    return (text,)


def _partly_off(scene: _Scene) -> tuple[str, ...]:
    """Cut by the picture's edge through a tenth to a half of the code: most cannot be read, none wrongly."""
    side = scene.between(0.5, 0.7) * scene.height
    x = side * (0.5 - scene.between(0.14, 0.5))
    return (scene.show(side=side, centre=(x, scene.between(0.45, 0.55) * scene.height)),)


def _two_codes(scene: _Scene) -> tuple[str, ...]:
    places = ((0.3, 0.5), (0.7, 0.5))
    side = scene.between(0.35, 0.5) * scene.height
    return tuple(scene.show(side=side, centre=(x * scene.width, y * scene.height)) for x, y in places)


def _moire(scene: _Scene) -> tuple[str, ...]:
    """The phone's own pixels beat against the camera's."""
    text = scene.show()
    rows, columns = np.mgrid[0 : scene.height, 0 : scene.width].astype(np.float32)
    angle, depth = scene.between(0, np.pi), scene.between(0.3, 0.9)
    fine, coarse = scene.between(2.1, 2.9), scene.between(20, 70)
    along = columns * np.float32(np.cos(angle)) + rows * np.float32(np.sin(angle))
    mesh = np.sin(along * np.float32(2 * np.pi / fine)) * np.sin(along * np.float32(2 * np.pi / coarse))
    scene.light(lambda light: light * (1 - np.float32(depth) * (mesh + 1) / 2))
    return (text,)


def _empty(scene: _Scene) -> tuple[str, ...]:
    scene.grain(2)
    return ()


CONDITIONS: Mapping[str, Callable[[_Scene], tuple[str, ...]]] = MappingProxyType(
    {
        "clean": _clean,
        "inverted": _inverted,
        "dim": _dim,
        "tilted": _tilted,
        "glare": _glare,
        "small": _small,
        "blur": _blur,
        "noise": _noise,
        "motion": _motion,
        "low_contrast": _low_contrast,
        "partly_off": _partly_off,
        "two_codes": _two_codes,
        "moire": _moire,
        "empty": _empty,
    }
)

UNREADABLE = frozenset({"partly_off", "empty"})
"""Where nobody is blamed for reading nothing; what is read must be right all the same."""
