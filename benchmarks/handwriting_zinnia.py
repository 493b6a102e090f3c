"""The peer of the handwriting benchmark: zinnia with its simplified Chinese, where Debian's packages are there.

``libzinnia0`` (BSD-3-Clause) and ``tegaki-zinnia-simplified-chinese`` (LGPL-2.1), through ctypes, only measured
against.
"""

import ctypes
from collections.abc import Sequence
from pathlib import Path

from benchmarks.handwriting_corpus import Strokes

_LIBRARY = "libzinnia.so.0"
_MODEL = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")
_FIELD = 300


class Zinnia:
    """Opened by zinnia_or_none(); one thread."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        self._recogniser = library.zinnia_recognizer_new()
        if not library.zinnia_recognizer_open(self._recogniser, bytes(_MODEL)):
            raise RuntimeError(f"{_MODEL} cannot be opened by zinnia")

    def read(self, strokes: Strokes, limit: int) -> tuple[str, ...]:
        """At most ``limit`` characters, best first."""
        library = self._library
        character = library.zinnia_character_new()
        library.zinnia_character_set_width(character, _FIELD)
        library.zinnia_character_set_height(character, _FIELD)
        for number, stroke in enumerate(_fitted(strokes)):
            for x, y in stroke:
                library.zinnia_character_add(character, number, x, y)
        result = library.zinnia_recognizer_classify(self._recogniser, character, limit)
        read = [
            library.zinnia_result_value(result, place).decode()
            for place in range(library.zinnia_result_size(result) if result else 0)
        ]
        if result:
            library.zinnia_result_destroy(result)
        library.zinnia_character_destroy(character)
        return tuple(read)

    def close(self) -> None:
        self._library.zinnia_recognizer_destroy(self._recogniser)


def zinnia_or_none() -> Zinnia | None:
    """None where the library or its model is not installed."""
    if not _MODEL.is_file():
        return None
    try:
        library = ctypes.CDLL(_LIBRARY)
    except OSError:
        return None
    pointer, number, text = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p
    signatures: dict[str, tuple[type | None, Sequence[type]]] = {
        "recognizer_new": (pointer, ()),
        "recognizer_open": (ctypes.c_int, (pointer, text)),
        "recognizer_classify": (pointer, (pointer, pointer, number)),
        "recognizer_destroy": (None, (pointer,)),
        "character_new": (pointer, ()),
        "character_set_width": (None, (pointer, number)),
        "character_set_height": (None, (pointer, number)),
        "character_add": (ctypes.c_int, (pointer, number, ctypes.c_int, ctypes.c_int)),
        "character_destroy": (None, (pointer,)),
        "result_size": (number, (pointer,)),
        "result_value": (text, (pointer, number)),
        "result_destroy": (None, (pointer,)),
    }
    for name, (gives, takes) in signatures.items():
        function = getattr(library, f"zinnia_{name}")
        function.restype, function.argtypes = gives, list(takes)
    return Zinnia(library)


def _fitted(strokes: Strokes) -> list[list[tuple[int, int]]]:
    """Moved and scaled into zinnia's field, which takes whole numbers from 0."""
    points = [point for stroke in strokes for point in stroke]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    size = max(max(x for x, _ in points) - left, max(y for _, y in points) - top) or 1.0
    scale = 0.9 * _FIELD / size
    margin = 0.05 * _FIELD
    return [
        [(round(margin + (x - left) * scale), round(margin + (y - top) * scale)) for x, y in stroke]
        for stroke in strokes
    ]
