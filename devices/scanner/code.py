"""What a scanned code may be, and why any other is refused.

A show code (亮码) is an opaque token: letters, digits, ``. _ -``, as plain tokens and compact JWS (RFC 7515, 7.1) have
them. Its wire format is not public, so nothing more is known here; who it stands for only the platform can say.

| what was shown | answer |
|---|---|
| 1 to 512 of ``A-Z a-z 0-9 . _ -`` and no link | ``ScannedCode`` |
| more than 512 characters | CODE_TOO_LONG |
| bytes that are neither UTF-8 nor GB 18030 | CODE_NOT_TEXT |
| control, format, private-use or unassigned characters | CODE_CONTROL_CHARACTERS |
| a web address, or anything else that an app would open | CODE_IS_LINK |
| anything else: spaces, quotes, Chinese, nothing at all | CODE_ODD_CHARACTERS |

The first that fits is told. Nothing of what was shown is ever logged or repeated.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from config.faults import FaultCode

LONGEST = 512
"""Characters."""

_LONGEST_BYTES = 4 * LONGEST
"""No character takes more than four bytes, neither in UTF-8 nor in GB 18030."""

_TOKEN = re.compile(rf"[A-Za-z0-9._-]{{1,{LONGEST}}}")
_SCHEME = re.compile(
    r"[a-z][a-z0-9+.-]*://|(?:data|geo|javascript|mailto|sms|smsto|tel|urn|wifi):", re.IGNORECASE
)
_HOST = re.compile(
    r"(?:www\.[a-z0-9-]+\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:app|cn|com|edu|gov|info|io|me|net|org|top|xyz)(?:[:/?#]|$))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """One accepted code. Its text stands for a person, so it shows itself nowhere.

    Raises ValueError (without the text) when made from anything but a token; use ``classify``.
    """

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if not _TOKEN.fullmatch(self.text):
            raise ValueError("not a show code")


def classify(payload: bytes | str) -> ScannedCode | FaultCode:
    """The code, or why it is refused; pure, never raises, any thread. Looks at the first 2,048 bytes at most."""
    if len(payload) > (_LONGEST_BYTES if isinstance(payload, bytes) else LONGEST):
        return FaultCode.CODE_TOO_LONG
    text = payload if isinstance(payload, str) else _text(payload)
    if text is None:
        return FaultCode.CODE_NOT_TEXT
    if len(text) > LONGEST:
        return FaultCode.CODE_TOO_LONG
    # Cc control, Cf format (bidi, zero width), Co private, Cn unassigned, Cs surrogate; Zl and Zp break lines.
    if any(unicodedata.category(character) in _HIDDEN for character in text):
        return FaultCode.CODE_CONTROL_CHARACTERS
    if _SCHEME.match(text) or _HOST.match(text):
        return FaultCode.CODE_IS_LINK
    return ScannedCode(text) if _TOKEN.fullmatch(text) else FaultCode.CODE_ODD_CHARACTERS


_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})


def _text(payload: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return payload.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
