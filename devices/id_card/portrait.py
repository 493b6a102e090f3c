"""The chip's portrait, decoded by a program of the operator's: the WLT format is closed, and no open decoder is known.

The program is given the 1024 bytes on its standard input and answers with a BMP of 102 x 126 pixels (24 bit) on its
standard output, as the vendors' libraries make it. The picture stays in memory. Without a program, or when it fails,
there is no portrait, and everything else works.
"""

import io
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from config.faults import FaultCode

WLT_BYTES = 1024
WIDTH_PX, HEIGHT_PX = 102, 126
LIMIT_S = 3.0
_LONGEST_PICTURE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Portrait:
    """Rows from the top, each pixel red, green, blue; ``WIDTH_PX`` by ``HEIGHT_PX``."""

    rgb: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoPortrait:
    """Why there is none: switched off, the program is not there, or it made no picture of these bytes."""

    reason: FaultCode


class PortraitDecoder:
    """``program`` is a file's path; empty: portraits are not decoded. Any thread but the screen's."""

    def __init__(self, program: str) -> None:
        self._program = program

    def decode(self, wlt: bytes) -> Portrait | NoPortrait:
        """Takes 3 s at most; a program that takes longer is ended."""
        if not self._program:
            return NoPortrait(FaultCode.PORTRAIT_OFF)
        if not Path(self._program).is_file():
            return NoPortrait(FaultCode.PORTRAIT_DECODER_MISSING)
        try:
            done = subprocess.run(
                [self._program], input=wlt, capture_output=True, timeout=LIMIT_S, check=True, env={}
            )
            with Image.open(io.BytesIO(done.stdout[:_LONGEST_PICTURE]), formats=("BMP",)) as picture:
                if picture.size != (WIDTH_PX, HEIGHT_PX):
                    return NoPortrait(FaultCode.PORTRAIT_DECODER_FAILED)
                return Portrait(picture.convert("RGB").tobytes())
        except (OSError, subprocess.SubprocessError, UnidentifiedImageError, ValueError):
            return NoPortrait(FaultCode.PORTRAIT_DECODER_FAILED)
