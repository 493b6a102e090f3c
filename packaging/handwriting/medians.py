"""The strokes of Make Me a Hanzi out of the npm package that holds them, and those that we drew ourselves.

In the package every character is a JSON file with ``medians``: for each stroke the points of its middle line, in a
square of 1024 with y upwards from a base line at 900.
"""

import base64
import hashlib
import io
import json
import re
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

Point = tuple[float, float]
Strokes = Sequence[Sequence[Point]]

PACKAGE = "hanzi-writer-data@2.0.1"
INTEGRITY = "sha512-nbQwM+MaryGoq7pBMIZLCd3lFq03nXuJuwku1+6UbjL58uU+9OULVcMkoNvNuJSoIV7f1bbPRfD4D/LQa5S7qg=="
OWN_MARKS = Path(__file__).with_name("marks.txt")
NAMES_BEYOND = Path(__file__).with_name("name_characters.txt")

_TOP = 900
_FILE = re.compile(r"package/(.)\.json")
_FIRST_LEVEL, _SECOND_LEVEL, _END = 0xB0, 0xD8, 0xF8


class NotThatPackage(Exception):
    """The archive is not the one that was pinned."""


def medians(tarball: bytes, integrity: str = INTEGRITY) -> dict[str, Strokes]:
    """The strokes of every character that we want, y downwards, in the order of the code points.

    Raises NotThatPackage when the archive is another than ``integrity`` (as npm writes it) says.
    """
    digest = "sha512-" + base64.b64encode(hashlib.sha512(tarball).digest()).decode()
    if digest != integrity:
        raise NotThatPackage(f"the archive is {digest}, not {integrity}")
    wanted = frozenset(name_characters())
    found: dict[str, Strokes] = {}
    with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as archive:
        for member in archive:
            named = _FILE.fullmatch(member.name)
            content = archive.extractfile(member) if named else None
            if named is None or content is None or not (gb2312_level(named[1]) or named[1] in wanted):
                continue
            strokes = json.load(content)["medians"]
            found[named[1]] = [[(float(x), float(_TOP - y)) for x, y in stroke] for stroke in strokes]
    return dict(sorted(found.items()))


def own_marks() -> list[tuple[str, Strokes]]:
    """Digits and the X of an identity number; several shapes of one are several entries."""
    return [_mark(line) for line in _lines(OWN_MARKS)]


def name_characters() -> str:
    """Characters of people's names that GB 2312 left out."""
    return "".join(_lines(NAMES_BEYOND))


def gb2312_level(character: str) -> int:
    """1 for the 3,755 most used characters of GB/T 2312-1980, 2 for the other 3,008, 0 for all else."""
    row = character.encode("gb2312", "ignore")[:1]
    if not row or not _FIRST_LEVEL <= row[0] < _END:
        return 0
    return 1 if row[0] < _SECOND_LEVEL else 2


def numbered(strokes: Mapping[str, Strokes]) -> str:
    """How many of each kind, for whoever builds."""
    levels = [gb2312_level(character) for character in strokes]
    return f"{levels.count(1)} of level 1, {levels.count(2)} of level 2, {levels.count(0)} of names"


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _mark(line: str) -> tuple[str, Strokes]:
    character, _, drawn = line.partition(" ")
    strokes = [
        [tuple(map(float, point.split(","))) for point in stroke.split()] for stroke in drawn.split("|")
    ]
    return character, [[(point[0], point[1]) for point in stroke] for stroke in strokes]
