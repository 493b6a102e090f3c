"""A document tray that we draw ourselves: a page of text, a desk, a camera above it, and what residents do to pages.

The camera is a pinhole; where the page's corners must be found follows from its geometry alone.
"""

import functools
from dataclasses import dataclass
from enum import Enum
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

Frame = npt.NDArray[np.uint8]
Corners = npt.NDArray[np.float64]

A4_MM = (210.0, 297.0)
CARD_MM = (85.6, 54.0)
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
PAGE_PX_PER_MM = 6


class Desk(Enum):
    """What lies under the page."""

    BLACK_MAT = "black mat"
    GREY_FELT = "grey felt"
    GREEN_FELT = "green felt"
    WOOD = "wood"
    LIGHT_GREY = "light grey laminate"
    SPECKLED = "speckled stone"


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands before the camera. Angles in degrees, lengths in millimetres on the tray, light 1 is normal."""

    desk: Desk = Desk.BLACK_MAT
    size_mm: tuple[float, float] = A4_MM
    roll: float = 0.0
    tilt_x: float = 0.0
    tilt_y: float = 0.0
    shift_mm: tuple[float, float] = (0.0, 0.0)
    shown_mm: float = 520.0
    """How much of the tray the picture's longer side shows."""
    light: float = 1.0
    shadow: float = 0.0
    """How much of the light the shadow across the picture takes, 0 to 1."""
    fingers: int = 0
    crumple_mm: float = 0.0
    blur_px: float = 0.6
    noise: float = 2.5
    frame_px: tuple[int, int] = (1280, 960)
    focal: float = 1.1
    """Of the camera, in parts of the picture's longer side."""
    blank: bool = False
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Shot:
    frame: Frame
    corners: Corners
    """The page's corners in the frame: its own top left, top right, bottom right, bottom left."""


def take(scene: Scene) -> Shot:
    """One picture of the scene with the page's true corners."""
    random = np.random.default_rng(scene.seed)
    corners = true_corners(scene)
    picture = desk(scene, random).astype(np.float32)
    page = _page(scene.size_mm, scene.blank)
    _lay(picture, page, _outline(scene, page, random), corners)
    for number in range(scene.fingers):
        _put_finger(picture, corners, number)
    return Shot(_photographed(picture, scene), corners)


def empty(scene: Scene) -> Frame:
    """The same tray without a page."""
    random = np.random.default_rng(scene.seed)
    return _photographed(desk(scene, random).astype(np.float32), scene)


def both(first: Scene, second: Scene) -> Frame:
    """Two pages on the tray of the first scene."""
    random = np.random.default_rng(first.seed)
    picture = desk(first, random).astype(np.float32)
    for scene in (first, second):
        page = _page(scene.size_mm, scene.blank)
        _lay(picture, page, _outline(scene, page, random), true_corners(scene))
    return _photographed(picture, first)


def with_glare(shot: Shot, at: tuple[float, float], radius: float) -> Frame:
    """A lamp's reflection on the page, at a place given in parts of the page; the radius in parts of its width."""
    top_left, top_right, _, bottom_left = shot.corners
    across, down = top_right - top_left, bottom_left - top_left
    x, y = top_left + at[0] * across + at[1] * down
    rows, columns = np.mgrid[0 : shot.frame.shape[0], 0 : shot.frame.shape[1]]
    distance = np.hypot(columns - x, rows - y) / (radius * np.hypot(*across))
    lamp = 400 * np.clip(1.6 - distance, 0, 1)
    return _pixels(shot.frame + lamp[..., np.newaxis])


def true_corners(scene: Scene) -> Corners:
    """The page's corners seen by a pinhole camera above the middle of the tray."""
    width, height = scene.size_mm
    flat = np.array([(-width, -height), (width, -height), (width, height), (-width, height)]) / 2
    turn = np.deg2rad(scene.roll)
    rolled = flat @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    x, y = (rolled + np.array(scene.shift_mm)).T
    a, b = np.deg2rad(scene.tilt_x), np.deg2rad(scene.tilt_y)
    focal = scene.focal * max(scene.frame_px)
    # Turned about the tray's upright axis first, then about its level one.
    x, deep = x * np.cos(b), -x * np.sin(b)
    y, deep = y * np.cos(a) - deep * np.sin(a), y * np.sin(a) + deep * np.cos(a)
    seen = np.stack([x, y], axis=1) / (scene.shown_mm * scene.focal + deep)[:, np.newaxis] * focal
    return np.asarray(seen + np.array(scene.frame_px) / 2 - 0.5, dtype=np.float64)


def desk(scene: Scene, random: np.random.Generator) -> npt.NDArray[np.float32]:
    """The tray's surface, evenly lit."""
    width, height = scene.frame_px
    fine = random.standard_normal((height, width), np.float32)
    match scene.desk:
        case Desk.BLACK_MAT:
            return _tinted(fine * 2, (32, 30, 30))
        case Desk.GREY_FELT:
            return _tinted(cv2.GaussianBlur(fine, (0, 0), 1.2) * 25, (110, 108, 105))
        case Desk.GREEN_FELT:
            return _tinted(cv2.GaussianBlur(fine, (0, 0), 1.0) * 20, (70, 105, 50))
        case Desk.WOOD:
            grain = random.standard_normal((height, 1), np.float32)
            wavy = cv2.resize(random.normal(0, 1, (6, 8)).astype(np.float32), (width, height))
            rows = np.clip(np.arange(height)[:, np.newaxis] + 18 * wavy, 0, height - 1).astype(np.float32)
            zero = np.zeros_like(rows)
            lines = cv2.remap(cv2.GaussianBlur(grain, (0, 0), 2.0), zero, rows, cv2.INTER_LINEAR)
            return _tinted(lines * 30 + fine * 2, (75, 115, 160))
        case Desk.LIGHT_GREY:
            return _tinted(fine * 2, (188, 190, 190))
        case Desk.SPECKLED:
            return _tinted(np.where(cv2.GaussianBlur(fine, (0, 0), 2) > 0.25, 45, 0) + fine * 3, (80, 85, 90))


@functools.cache
def _page(size_mm: tuple[float, float], blank: bool) -> npt.NDArray[np.float32]:
    """A printed page with a heading, lines of text and a red seal; or blank."""
    width, height = (round(side * PAGE_PX_PER_MM) for side in size_mm)
    image = Image.new("RGB", (width, height), (243, 242, 238))
    draw = ImageDraw.Draw(image)
    if not blank:
        size = max(22, round(height / 62))
        font: Any = ImageFont.truetype(FONT, size, index=2)
        draw.text((width * 0.3, height * 0.06), "海口市示例证明", (20, 20, 20), font=font)
        for line in range(int((height * 0.62) / (size * 1.7))):
            text = "本证明仅供演示使用不作任何凭据" * 6
            last = int(width * 0.8 / size) - (line * 7) % 5
            draw.text((width * 0.1, height * 0.14 + line * size * 1.7), text[:last], (35, 35, 35), font=font)
        x, y, radius = width * 0.72, height * 0.86, height * 0.06
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(200, 30, 30), width=size // 4)
    return np.asarray(image, dtype=np.float32)[..., ::-1].copy()


def _outline(
    scene: Scene, page: npt.NDArray[np.float32], random: np.random.Generator
) -> npt.NDArray[np.float32]:
    """How much of each of the page's pixels is there: all, but for a crumpled edge."""
    height, width = page.shape[:2]
    mask = np.ones((height, width), np.float32)
    if scene.crumple_mm:
        deep = scene.crumple_mm * PAGE_PX_PER_MM
        for edge in range(4):
            view = np.rot90(mask, edge)
            bites = cv2.resize(random.uniform(0, deep, (14, 1)).astype(np.float32), (1, view.shape[0]))
            to_corner = np.minimum(np.arange(view.shape[0]), np.arange(view.shape[0])[::-1]) / view.shape[0]
            bites *= np.minimum(1.0, to_corner * 12)[:, np.newaxis]
            view[np.arange(view.shape[1])[np.newaxis, :] < bites] = 0
    return mask


def _lay(
    picture: npt.NDArray[np.float32],
    page: npt.NDArray[np.float32],
    outline: npt.NDArray[np.float32],
    corners: Corners,
) -> None:
    height, width = page.shape[:2]
    own = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32) - 0.5
    onto = cv2.getPerspectiveTransform(own, corners.astype(np.float32))
    size = (picture.shape[1], picture.shape[0])
    # Seen small, a page is first averaged down, or its text would shimmer.
    shrink = min(1.0, np.hypot(*(corners[1] - corners[0])) / width * 1.4)
    if shrink < 1.0:
        less = (round(width * shrink), round(height * shrink))
        page = cv2.resize(page, less, interpolation=cv2.INTER_AREA).astype(np.float32)
        outline = cv2.resize(outline, less, interpolation=cv2.INTER_AREA).astype(np.float32)
        scale = np.diag([width / page.shape[1], height / page.shape[0], 1.0])
        half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
        onto = onto @ np.linalg.inv(half) @ scale @ half
    cover = cv2.warpPerspective(outline, onto, size)[..., np.newaxis]
    laid = cv2.warpPerspective(page, onto, size, borderMode=cv2.BORDER_REPLICATE)
    picture += cover * (laid - picture)


def _put_finger(picture: npt.NDArray[np.float32], corners: Corners, number: int) -> None:
    """A finger that holds the page down, from outside over the middle of an edge."""
    start, end = corners[(1 + number) % 4], corners[(2 + number) % 4]
    middle = start + (end - start) * (0.45 + 0.1 * number)
    inwards = corners.mean(axis=0) - middle
    tip = middle + 0.18 * inwards
    out = middle - 4.0 * inwards
    thick = round(0.09 * float(np.hypot(*(end - start))))
    ends = [tuple(int(part) for part in point) for point in (tip, out)]
    cv2.line(picture, ends[0], ends[1], (120, 150, 205), thick, cv2.LINE_AA)


def _photographed(picture: npt.NDArray[np.float32], scene: Scene) -> Frame:
    height, width = picture.shape[:2]
    if scene.shadow:
        across = (np.arange(width)[np.newaxis, :] + 0.6 * np.arange(height)[:, np.newaxis]) / (
            width + 0.6 * height
        )
        falls = 1 / (1 + np.exp(-(across - 0.5) * 25))
        picture = picture * (1 - scene.shadow * falls[..., np.newaxis]).astype(np.float32)
    seen = cv2.GaussianBlur(picture * scene.light, (0, 0), scene.blur_px)
    return _pixels(seen + scene.noise * _grain(seen.shape, scene.seed % 4))


@functools.cache
def _grain(shape: tuple[int, ...], seed: int) -> npt.NDArray[np.float32]:
    """The sensor's noise."""
    return np.random.default_rng(seed).standard_normal(shape, np.float32)


def _tinted(pattern: npt.NDArray[Any], bgr: tuple[int, int, int]) -> npt.NDArray[np.float32]:
    return np.asarray(pattern[..., np.newaxis] + np.array(bgr), dtype=np.float32)


def _pixels(values: npt.NDArray[Any]) -> Frame:
    return np.asarray(np.clip(values + 0.5, 0, 255), dtype=np.uint8)
