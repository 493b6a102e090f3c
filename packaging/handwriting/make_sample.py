"""Makes the strokes that handwriting is measured on: ``make_sample.py KANJIVG ARCHIVE OUT``.

KANJIVG is the wheel of ``pip download kanjivg==20260714``: characters drawn by another hand than the templates' data,
for Japanese. Of them those are taken that GB 2312 has too, whose number of strokes is the same in ARCHIVE (the
templates' data), and that a hash of the character or the list of name and place characters below chooses. The licence
of what comes out is KanjiVG's, CC BY-SA 3.0.
"""

import argparse
import hashlib
import math
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from medians import Point, gb2312_level, medians

NAMES_AND_PLACES = (
    "王李黄周徐朱胡何高林梁宋唐曹彭曾口市大中国人民路号区美秀英山村上下南北西和平一二三四五六七八九十"
)
_CHOSEN_OF_256 = 64
_FILE = re.compile(r"kanji/([0-9a-f]{5})\.svg")
_PATH = re.compile(r'<path[^>]* d="([^"]+)"')
_WORD = re.compile(r"[MmCcSs]|-?(?:\d*\.\d+|\d+\.?)")
_PIECES = 6
_APART = 3.0
_UNITS = 2
"""Of ours in one of KanjiVG's, whose square is 109."""


def main(words: Sequence[str]) -> int:
    """0; whatever cannot be read raises."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("kanjivg", "archive", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args(words)
    ours = medians(options.archive.read_bytes())
    lines = [
        f"{character} {'|'.join(' '.join(_point(point) for point in stroke) for stroke in strokes)}"
        for character, strokes in _drawn(options.kanjivg)
        if _chosen(character) and len(strokes) == len(ours.get(character, ()))
    ]
    head = "# Derived from KanjiVG 20260714, copyright Ulrich Apel, CC BY-SA 3.0; see ORIGIN.md.\n"
    options.out.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    sys.stdout.write(f"{len(lines)} characters\n")
    return 0


def _chosen(character: str) -> bool:
    if not gb2312_level(character):
        return False
    return character in NAMES_AND_PLACES or hashlib.sha256(character.encode()).digest()[1] < _CHOSEN_OF_256


def _drawn(wheel: Path) -> Iterator[tuple[str, list[list[Point]]]]:
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if named := _FILE.fullmatch(name):
                svg = archive.read(name).decode()
                yield chr(int(named[1], 16)), [_thinned(_followed(path)) for path in _PATH.findall(svg)]


def _point(point: Point) -> str:
    return f"{round(point[0] * _UNITS)},{round(point[1] * _UNITS)}"


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Without points that lie close behind the one before; the last one stays."""
    kept = [points[0]]
    for point in points[1:-1]:
        if math.dist(point, kept[-1]) >= _APART:
            kept.append(point)
    return [*kept, points[-1]]


def _followed(path: str) -> list[Point]:
    """Points along a path of moves and cubic curves (M, C, S and their relatives), the only ones in KanjiVG."""
    words = _WORD.findall(path)
    points: list[Point] = []
    here = before = (0.0, 0.0)
    command = ""
    while words:
        if words[0].isalpha():
            command = words.pop(0)
        origin = here if command.islower() else (0.0, 0.0)
        count = {"m": 1, "c": 3, "s": 2}[command.lower()]
        ends = [(origin[0] + float(words.pop(0)), origin[1] + float(words.pop(0))) for _ in range(count)]
        if count == 1:
            here = before = ends[0]
            points.append(here)
            continue
        mirrored = (2 * here[0] - before[0], 2 * here[1] - before[1])
        first = ends[0] if count == 3 else mirrored
        points.extend(_curve(here, first, ends[-2], ends[-1]))
        before, here = ends[-2], ends[-1]
    return points


def _curve(begin: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
    for piece in range(1, _PIECES + 1):
        t = piece / _PIECES
        shares = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        along = (begin, first, second, end)
        yield (
            sum(share * point[0] for share, point in zip(shares, along, strict=True)),
            sum(share * point[1] for share, point in zip(shares, along, strict=True)),
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
