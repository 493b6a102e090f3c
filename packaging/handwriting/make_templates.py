"""Makes the handwriting templates from the archive of stroke data: ``make_templates.py ARCHIVE OUT``.

The archive is what ``npm pack hanzi-writer-data@2.0.1`` fetches; another is refused. About a minute. Run it from the
project's folder with ``PYTHONPATH=.`` and the station's Python; the tests build a small one.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from discriminant import discriminant
from medians import INTEGRITY, NotThatPackage, Strokes, gb2312_level, medians, numbered, own_marks
from plain_shapes import plain
from ui.input.handwriting.directions import directions_of
from ui.input.handwriting.templates import Templates

COLUMNS = 128
NOTICE = (
    "Derived from hanzi-writer-data 2.0.1 (Make Me a Hanzi, from fonts by Arphic Technology) under the Arphic Public "
    "License, ARPHICPL.TXT beside this file. Changed in November 2026: the middle lines of the strokes made into "
    "vectors of directions, reduced to 128 numbers, rounded to bytes; digits and X added. No warranty.\n"
)
_PREFERRED = {1: 0.02, 2: 0.0, 0: -0.02}
"""In cosines, by level of GB 2312; 0 are characters of names beyond it."""
_MARK_PREFERRED = 0.02
_ALIKE = 0.97
"""Cosine of two drawings of which one template is enough."""


def templates(tarball: bytes, integrity: str) -> tuple[Templates, str]:
    """The templates, and what they are of in words. Raises NotThatPackage."""
    strokes = medians(tarball, integrity)
    marks = own_marks()
    characters = "".join([*strokes, *(character for character, _ in marks)])
    drawings = [*strokes.values(), *(drawn for _, drawn in marks)]
    found, vectors = discriminant(drawings, COLUMNS)
    projection = (found.projection / np.abs(found.projection).max()).astype(np.float16)
    characters, vectors = _with_plain(characters, drawings, vectors)
    short = (vectors - found.mean) @ projection.astype(np.float64)
    scaled = short / np.abs(short).max(axis=1, keepdims=True) * 127
    preferred = {character: _MARK_PREFERRED for character, _ in marks}
    preference = [preferred.get(character, _PREFERRED[gb2312_level(character)]) for character in characters]
    made = Templates(
        NOTICE,
        characters,
        found.mean.astype(np.float32),
        projection,
        np.array(preference, dtype=np.float32),
        np.rint(scaled).astype(np.int8),
    )
    return made, f"{numbered(strokes)}, {len(marks)} marks of ours"


def _with_plain(
    characters: str, drawings: Sequence[Strokes], vectors: NDArray[np.float64]
) -> tuple[str, NDArray[np.float64]]:
    """A second template for each character that looks otherwise in plain shapes."""
    again = [directions_of(plain(drawing)) for drawing in drawings]
    added = [
        (character, vector.astype(np.float64))
        for character, vector, first in zip(characters, again, vectors, strict=True)
        if vector is not None and float(vector @ first) < _ALIKE
    ]
    more = [vector[None] for _, vector in added]
    return characters + "".join(character for character, _ in added), np.concatenate([vectors, *more])


def main(words: Sequence[str]) -> int:
    """0, or 1 when the archive is another than the one that is pinned."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--integrity", default=INTEGRITY, help="for the tests: another archive's")
    options = parser.parse_args(words)
    try:
        made, told = templates(options.archive.read_bytes(), options.integrity)
    except NotThatPackage as error:
        sys.stderr.write(f"{error}\n")
        return 1
    data = made.as_bytes()
    options.out.write_bytes(data)
    sys.stdout.write(f"{told}; {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
