"""The Chinese dictionary of the system, asked what a row of letters may mean.

Debian's libgooglepinyin through ctypes. The library is one decoder per process with global state, so one
`GooglePinyin` may be open at a time, and only one thread, the GUI's, may call it. It learns from `im_choose` only;
that call is never made here, and its user dictionary is an anonymous piece of memory, so nothing a resident types can
reach a disk or the next resident.
"""

import ctypes
import ctypes.util
import os
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

SAFE_LETTERS = 12
"""The library is never asked about more. libgooglepinyin 0.1.2 aborts the whole process when its pool of partial
readings is used up: seen from 14 letters (a row of z), never up to 13 in 50,000 spellings made to provoke it."""

_LIBRARY = "libgooglepinyin.so.0"
_DICTIONARY = Path("googlepinyin/data/dict_pinyin.dat")
_LONGEST_CANDIDATE = 64


class PinyinNotInstalled(Exception):
    """The library or its dictionary is not on this machine (Debian package libgooglepinyin0)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a spelling may mean: a guess at all of it first, then words and characters for its beginning.

    ``starts`` are the letters at which its syllables begin, and where the last one ends: (0, 3, 6) for ``haikou``.
    Of a long spelling only the first syllables are read, so the last of ``starts`` may lie before its end.
    """

    candidates: tuple[str, ...]
    starts: tuple[int, ...]


class GooglePinyin:
    """The open decoder. Raises PinyinNotInstalled; a second one in the same process is a bug of the caller."""

    _open_in_process = False

    def __init__(self) -> None:
        if GooglePinyin._open_in_process:
            raise RuntimeError("the pinyin decoder is already open in this process")
        self._library = _load()
        self._memory = os.memfd_create("pinyin", os.MFD_CLOEXEC)
        dictionary = _dictionary()
        own = f"/proc/self/fd/{self._memory}"
        if not self._library.im_open_decoder(os.fsencode(dictionary), own.encode()):
            os.close(self._memory)
            raise PinyinNotInstalled(f"{dictionary} cannot be read")
        GooglePinyin._open_in_process = True
        self._closed = False

    def read(self, spelling: str, limit: int) -> Reading:
        """At most ``limit`` candidates for letters a-z and apostrophes; none when they spell nothing."""
        reading = self._search(spelling[:SAFE_LETTERS], limit)
        if len(spelling) > SAFE_LETTERS and len(reading.starts) > 2:
            # The last syllable may have been cut in two.
            reading = self._search(spelling[: reading.starts[-2]], limit)
        return reading

    def close(self) -> None:
        """Ends the decoder and with it the memory it may have written to. Calling it again does nothing."""
        if self._closed:
            return
        self._closed = True
        self._library.im_close_decoder()
        os.close(self._memory)
        GooglePinyin._open_in_process = False

    def _search(self, spelling: str, limit: int) -> Reading:
        letters = spelling.encode("ascii")
        found = min(limit, self._library.im_search(letters, len(letters)))
        room = (ctypes.c_uint16 * _LONGEST_CANDIDATE)()
        candidates = tuple(
            _text(room)
            for index in range(found)
            if self._library.im_get_candidate(index, room, _LONGEST_CANDIDATE - 1)
        )
        reading = Reading(candidates, self._starts())
        self._library.im_reset_search()
        return reading

    def _starts(self) -> tuple[int, ...]:
        positions = ctypes.POINTER(ctypes.c_uint16)()
        syllables = self._library.im_get_spl_start_pos(ctypes.byref(positions))
        return tuple(int(positions[i]) for i in range(syllables + 1))


def _text(room: "ctypes.Array[ctypes.c_uint16]") -> str:
    units = bytes(room)
    end = next(i for i in range(0, len(units), 2) if units[i : i + 2] == b"\0\0")
    return units[:end].decode("utf-16-le")


def _load() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(_LIBRARY)
    except OSError as error:
        raise PinyinNotInstalled(f"{_LIBRARY} cannot be loaded") from error
    size, units = ctypes.c_size_t, ctypes.POINTER(ctypes.c_uint16)
    library.im_open_decoder.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
    library.im_open_decoder.restype = ctypes.c_bool
    library.im_search.argtypes = [ctypes.c_char_p, size]
    library.im_search.restype = size
    library.im_get_candidate.argtypes = [size, units, size]
    library.im_get_candidate.restype = ctypes.c_void_p
    library.im_get_spl_start_pos.argtypes = [ctypes.POINTER(units)]
    library.im_get_spl_start_pos.restype = size
    library.im_reset_search.restype = None
    library.im_close_decoder.restype = None
    return library


def _dictionary() -> Path:
    """Debian keeps it under the machine's own library folder, whose name differs between amd64 and arm64."""
    triplet = sysconfig.get_config_var("MULTIARCH") or getattr(sys.implementation, "_multiarch", "")
    folders = [
        Path("/usr/lib") / str(triplet),
        *sorted(Path("/usr/lib").glob("*-linux-gnu")),
        Path("/usr/lib"),
    ]
    for folder in folders:
        if (folder / _DICTIONARY).is_file():
            return folder / _DICTIONARY
    raise PinyinNotInstalled(f"{_DICTIONARY} is in none of the library folders")
