"""Finds QR codes in a picture: zxing-cpp first, then harder looks that cost little, zbar as the second opinion.

1. zxing on the picture as it is: reads tilted, inverted and small codes; costs 1.
2. Nothing read: zxing on the picture at half size, its contrast stretched: dim and faded codes, some grainy ones;
   costs 0.4 at most.
3. Still nothing, and work was saved up: the densest regions, sharpened for zxing (blurred codes) and as it is for zbar
   (glare, very small codes). zbar takes about 20 times as long for a pixel, so it never sees the whole picture.

Pictures without a code cost less than twice what zxing takes, on average: each picture saves up a little work, and
step 3 is taken while there is some. Work is counted in pixels, not in time, so the same pictures in the same order
give the same answers.

Every payload passed the error correction of ISO/IEC 18004; zbar's must be plain ASCII too, because it guesses at
other encodings. Neither library tells the parts of a structured append (clause 8) from whole codes: a code split over
several symbols comes as its part, and it is for the platform to refuse it.
"""

from collections.abc import Sequence
from typing import Protocol, cast

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

Picture = NDArray[np.uint8]

SMALLEST_SIDE = 64
"""Pixels; no code of 21 modules and its quiet zone is readable below."""

_MOST_SAVED = 1.5
_SAVED_WHEN_READ = 0.8
_SAVED_WHEN_NOT_READ = 0.1
"""In what zxing takes for the picture."""

_HARD_LOOK = 30.0
"""What step 3 takes for a pixel, in what zxing takes for one."""

_SMALL_REGION = 10_000
"""Pixels at half size; a smaller region is looked at in full size."""

_FADED = 140
"""Grey levels between the darkest and brightest parts, below which zxing's local threshold starts to miss codes."""

_SAMPLES = 32
"""Rows and columns that tell the contrast of a picture."""

_TILE = 16
_DENSE = 0.4
_MOST_REGIONS = 3


class QrDecoder:
    """One for each camera, for it saves up work from picture to picture. Belongs to one thread."""

    def __init__(self) -> None:
        self._saved = _MOST_SAVED
        """In pictures' worth of zxing's work."""

    def decode(self, frame: Picture) -> tuple[bytes, ...]:
        """The different payloads in a picture, as raw bytes; none, one or several. Never a guess.

        ``frame`` is grey (height, width) or BGR (height, width, 3), uint8; ValueError for any other shape.
        Takes 2 to 5 ms at 1080p as a rule, some 50 ms for nothing but noise.
        """
        grey = _grey(frame)
        if min(grey.shape) < SMALLEST_SIDE:
            return ()
        if found := _zxing(grey):
            self._save(_SAVED_WHEN_READ)
            return found
        half = _half(grey)
        if found := _zxing(_stretched(half)):
            return found
        self._save(_SAVED_WHEN_NOT_READ)
        return self._looked_hard(grey, half) if self._saved > 0 else ()

    def _looked_hard(self, grey: Picture, half: Picture) -> tuple[bytes, ...]:
        for rows, columns in _densest(half):
            region = half[rows, columns]
            if region.size < _SMALL_REGION:
                region = grey[_doubled(rows), _doubled(columns)]
            self._save(-_HARD_LOOK * region.size / grey.size)
            if found := _zxing(_sharpened(region)) or _zbar(region):
                return found
            if self._saved <= 0:
                break
        return ()

    def _save(self, work: float) -> None:
        self._saved = min(self._saved + work, _MOST_SAVED)


def _grey(frame: Picture) -> Picture:
    match frame.shape:
        case (_, _):
            return frame
        case (_, _, 3):
            return np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY), np.uint8)
        case _:
            raise ValueError(f"neither grey nor BGR: {frame.shape}")


def _zxing(grey: Picture) -> tuple[bytes, ...]:
    codes = zxingcpp.read_barcodes(grey, formats=_QR)
    return tuple(dict.fromkeys(code.bytes for code in codes))


_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])


class _ZbarCode(Protocol):
    data: bytes


def _zbar(grey: Picture) -> tuple[bytes, ...]:
    try:
        codes = cast(Sequence[_ZbarCode], pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE]))
    except ValueError:
        # WORKAROUND(pyzbar 0.1.9): part of a structured append has no orientation, and pyzbar knows no such value.
        return ()
    return tuple(dict.fromkeys(code.data for code in codes if code.data.isascii()))


def _half(grey: Picture) -> Picture:
    height, width = grey.shape
    return np.asarray(cv2.resize(grey, (width // 2, height // 2), interpolation=cv2.INTER_AREA), np.uint8)


def _stretched(half: Picture) -> Picture:
    """The picture with its contrast pulled apart, if there is little of it."""
    height, width = half.shape
    sample = np.sort(half[:: height // _SAMPLES, :: width // _SAMPLES], axis=None)
    low, high = int(sample[sample.size // 100]), int(sample[-1 - sample.size // 100])
    if high - low > _FADED:
        return half
    levels = (np.arange(256) - low) * (255 / max(high - low, 4))
    return np.asarray(cv2.LUT(half, np.clip(levels, 0, 255).astype(np.uint8)), np.uint8)


def _sharpened(region: Picture) -> Picture:
    """Unsharp mask, 5 times the edges, over about 1/50 of a 1080p picture's half."""
    return np.asarray(cv2.addWeighted(region, 5.0, cv2.blur(region, (11, 11)), -4.0, 0.0), np.uint8)


def _densest(half: Picture) -> list[tuple[slice, slice]]:
    """The rows and columns of the few places with the most edges, as a code has them; the densest place first."""
    height, width = (_TILE * ((side - 1) // _TILE) for side in half.shape)
    edges = cv2.absdiff(half[1 : height + 1, 1 : width + 1], half[:height, :width])
    tiles = cv2.resize(edges, (width // _TILE, height // _TILE), interpolation=cv2.INTER_AREA)
    tiles = np.asarray(cv2.blur(tiles, (3, 3)), np.uint8)
    dense = (tiles > max(2.0, _DENSE * float(tiles.max()))).astype(np.uint8)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(dense)
    places = sorted(range(1, count), key=lambda place: -int(tiles[labels == place].max()))
    found = []
    for place in places[:_MOST_REGIONS]:
        left, top, across, down, _ = (int(value) for value in boxes[place])
        found.append((_with_margin(top, down), _with_margin(left, across)))
    return found


def _with_margin(first: int, count: int) -> slice:
    return slice(max(0, first - 1) * _TILE, (first + count + 1) * _TILE)


def _doubled(part: slice) -> slice:
    return slice(2 * part.start, 2 * part.stop)
