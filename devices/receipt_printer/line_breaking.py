"""Breaks text into lines of a fixed number of columns, the way Chinese and Latin readers expect.

A printer's column is one ASCII character (12 dots of font A); everything else is printed from the Chinese font and
takes two (24 dots). No line starts with closing punctuation or ends with opening punctuation (GB/T 15834-2011, 5.1),
Latin words and numbers stay whole where they fit, and no character is lost but the blanks at a break.

Pure functions; any thread.
"""

import unicodedata
from collections.abc import Iterator

NEVER_STARTS_A_LINE = frozenset("，。、；：？！）》〉」』】〕｝］”’…—～·％,.;:!?)]}%>")
NEVER_ENDS_A_LINE = frozenset("（《〈「『【〔｛［“‘([{<￥")

_LINE_SEPARATORS = frozenset("\u2028\u2029")
_REMOVED_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})


def columns_of(text: str) -> int:
    """How many columns the text takes."""
    return sum(1 if character.isascii() else 2 for character in text)


def printable(text: str) -> str:
    """The text with newlines kept, tabs and odd blanks as spaces, and every control and invisible character removed.

    A control character inside a name would be a command to the printer.
    """
    characters = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_printable_character(character) for character in characters)


def wrap(text: str, columns: int) -> tuple[str, ...]:
    """The text as lines of at most ``columns`` (2 or more) columns; at least one line, perhaps empty."""
    lines: list[str] = []
    for paragraph in printable(text).split("\n"):
        lines.extend(_wrap_paragraph(paragraph, columns))
    return tuple(lines)


def _printable_character(character: str) -> str:
    if character == "\n" or character in _LINE_SEPARATORS:
        return "\n"
    if character == "¥":
        return "￥"  # U+00A5 has four bytes in GB18030, which most printers' fonts lack
    category = unicodedata.category(character)
    if character == "\t" or (category == "Zs" and character != "\u3000"):
        return " "
    return "" if category in _REMOVED_CATEGORIES else character


def _wrap_paragraph(paragraph: str, columns: int) -> Iterator[str]:
    line, blanks = "", ""
    for piece in _pieces(paragraph):
        if piece.isspace():
            blanks += piece if line else ""
            continue
        if columns_of(line + blanks + piece) <= columns:
            line += blanks + piece
        else:
            if line:
                yield line
            *full, line = _cut_to_width(piece, columns)
            yield from full
        blanks = ""
    yield line


def _pieces(paragraph: str) -> list[str]:
    """What must not be torn apart: a Latin word, or a Chinese character with the punctuation that belongs to it."""
    pieces: list[str] = []
    for character in paragraph:
        if pieces and _belongs_together(pieces[-1][-1], character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _belongs_together(left: str, right: str) -> bool:
    if left.isspace() or right.isspace():
        return left.isspace() and right.isspace()
    if right in NEVER_STARTS_A_LINE or left in NEVER_ENDS_A_LINE:
        return True
    return left.isascii() and right.isascii()


def _cut_to_width(piece: str, columns: int) -> list[str]:
    """Cuts a piece wider than the paper, where it can not before closing or after opening punctuation."""
    lines: list[str] = []
    rest = piece
    while columns_of(rest) > columns:
        fitting = _characters_that_fit(rest, columns)
        cut = fitting
        while cut > 1 and (rest[cut] in NEVER_STARTS_A_LINE or rest[cut - 1] in NEVER_ENDS_A_LINE):
            cut -= 1
        if rest[cut] in NEVER_STARTS_A_LINE:
            cut = fitting
        lines.append(rest[:cut])
        rest = rest[cut:]
    return [*lines, rest]


def _characters_that_fit(text: str, columns: int) -> int:
    used = 0
    for count, character in enumerate(text):
        used += columns_of(character)
        if used > columns:
            return count
    return len(text)
