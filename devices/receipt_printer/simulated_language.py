"""What an ESC/POS printer with a Chinese font reads in a stream of bytes: characters and commands, one at a time.

Written from the Epson ESC/POS command reference and apart from our own encoder, so that a mistake there shows here.
GB18030 is understood in Chinese mode (FS &) only; outside it every byte above 7F is one character of code page 437.

Pure; any thread.
"""

from dataclasses import dataclass, field

_ESC, _FS, _GS, _DLE = 0x1B, 0x1C, 0x1D, 0x10
_PARAMETERS = {
    b"\x1b@": 0,  # initialise
    b"\x1b!": 1,  # print mode
    b"\x1ba": 1,  # justification
    b"\x1bE": 1,  # emphasis
    b"\x1bG": 1,  # double strike
    b"\x1bM": 1,  # font
    b"\x1bR": 1,  # international character set
    b"\x1bt": 1,  # code page
    b"\x1b2": 0,  # default line spacing
    b"\x1b3": 1,  # line spacing
    b"\x1bd": 1,  # print and feed lines
    b"\x1bJ": 1,  # print and feed dots
    b"\x1c&": 0,  # Chinese mode on
    b"\x1c.": 0,  # Chinese mode off
    b"\x1c!": 1,  # print mode of Chinese characters
    b"\x1d!": 1,  # character size
    b"\x1dr": 1,  # transmit status in turn
    b"\x10\x04": 1,  # transmit status at once; carried out on arrival, nothing left to do in its turn
}
_CUT = b"\x1dV"
_LONG = b"\x1d("
_CUTS_AFTER_FEEDING = frozenset({65, 66, 97, 98})


@dataclass(frozen=True, slots=True)
class Character:
    """One printable character; ``columns`` is 2 for one of the Chinese font."""

    text: str = field(repr=False)
    columns: int
    size: int


@dataclass(frozen=True, slots=True)
class Command:
    """A known command; ``size`` counts all its bytes."""

    name: bytes
    parameters: bytes = field(repr=False)
    size: int


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """Bytes that this printer does not know: nobody can say how many parameters belong to them."""

    prefix: bytes
    size: int


Piece = Character | Command | UnknownCommand


def next_piece(stream: bytes, *, chinese: bool) -> Piece | None:
    """The first piece of the stream; None while it is not complete."""
    if not stream:
        return None
    first = stream[0]
    if first in {_ESC, _FS, _GS, _DLE}:
        return _command(stream)
    if first in {0x0A, 0x0D}:
        return Command(stream[:1], b"", 1)
    if first < 0x20 or first == 0x7F:
        return UnknownCommand(stream[:1], 1)
    if first < 0x80:
        return Character(chr(first), 1, 1)
    if chinese:
        return _chinese_character(stream)
    return Character(stream[:1].decode("cp437"), 1, 1)


def _command(stream: bytes) -> Piece | None:
    name = stream[:2]
    if len(name) < 2:
        return None
    if name == _LONG:
        return _long_command(stream)
    if name == _CUT:
        return _cut(stream)
    if name not in _PARAMETERS:
        return UnknownCommand(name, 2)
    size = 2 + _PARAMETERS[name]
    return Command(name, stream[2:size], size) if len(stream) >= size else None


def _long_command(stream: bytes) -> Piece | None:
    """GS ( X pL pH and as many bytes as these say."""
    if len(stream) < 5:
        return None
    size = 5 + stream[3] + 256 * stream[4]
    if len(stream) < size:
        return None
    name = stream[:3]
    return Command(name, stream[5:size], size) if name == b"\x1d(k" else UnknownCommand(name, size)


def _cut(stream: bytes) -> Piece | None:
    if len(stream) < 3:
        return None
    size = 4 if stream[2] in _CUTS_AFTER_FEEDING else 3
    return Command(_CUT, stream[2:size], size) if len(stream) >= size else None


def _chinese_character(stream: bytes) -> Piece | None:
    """GB 18030-2022, 6: two bytes, or four when the second is a digit."""
    if stream[0] in {0x80, 0xFF}:
        return Character("□", 2, 1)
    if len(stream) < 2:
        return None
    size = 4 if 0x30 <= stream[1] <= 0x39 else 2
    if len(stream) < size:
        return None
    return Character(stream[:size].decode("gb18030", errors="replace")[:1], 2, size)
