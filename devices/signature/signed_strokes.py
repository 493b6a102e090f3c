"""A signature bound to the very document that it was put under, so that neither can be changed unnoticed.

What it is: the picture and the movement of a handwritten signature (手写签名笔迹), with the SHA-256 of the document
that the resident saw, the time and the device, in one canonical form with a digest of its own.

What it is not: an electronic signature in the sense of 电子签名法 art. 13. It names nobody and holds no key; whoever
holds record and digest can make both anew. What makes the bond lasting is the application's sealed manifest, which
keeps the digest apart from it.

Pure; any thread.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from devices.signature.strokes import (
    FULL_PRESSURE,
    LARGEST_PAD_PX,
    LATEST_MS,
    MOST_BYTES,
    MOST_POINTS,
    MOST_STROKES,
    TENTHS,
    NotStrokes,
    Pad,
    Point,
    Strokes,
    canonical_json,
    strokes_as_lists,
)

FORMAT = "jinban-signed-strokes-1"

_Place = Annotated[int, Field(strict=True, ge=0, le=LARGEST_PAD_PX * TENTHS)]
_Time = Annotated[int, Field(strict=True, ge=0, le=LATEST_MS)]
_Pressure = Annotated[int, Field(strict=True, ge=0, le=FULL_PRESSURE)] | None
_PadSize = Annotated[int, Field(strict=True, ge=1, le=LARGEST_PAD_PX)]


@dataclass(frozen=True, slots=True, repr=False)
class SignedStrokes:
    """``document_sha256`` are 32 bytes; ``signed_at`` has a time zone and is kept to the second; ``device`` is the
    pad's make or name, not the resident's."""

    strokes: Strokes
    document_sha256: bytes
    signed_at: datetime
    device: str

    def __post_init__(self) -> None:
        if len(self.document_sha256) != hashlib.sha256().digest_size:
            raise ValueError("not a SHA-256")
        if self.signed_at.tzinfo is None:
            raise ValueError("a time without time zone")
        if not self.device.isprintable() or not 1 <= len(self.device) <= 80:
            raise ValueError("no name of a device")

    def canonical(self) -> bytes:
        """The record: the same content is always the same bytes."""
        return canonical_json(
            {
                "format": FORMAT,
                "device": self.device,
                "document_sha256": self.document_sha256.hex(),
                "pad": [self.strokes.pad.width_px, self.strokes.pad.height_px],
                "signed_at": self.signed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "strokes": strokes_as_lists(self.strokes),
            }
        )

    def digest(self) -> bytes:
        """SHA-256 of the record; to be kept apart from it."""
        return hashlib.sha256(self.canonical()).digest()


def sign(strokes: Strokes, document: bytes, signed_at: datetime, device: str) -> SignedStrokes:
    """Binds the strokes to the document, byte for byte as the resident saw it."""
    return SignedStrokes(strokes, hashlib.sha256(document).digest(), signed_at, device)


class Verdict(Enum):
    """What `verify` finds."""

    WHOLE = "whole"
    RECORD_CHANGED = "record_changed"
    """A stroke, a time or the pad is not as it was written."""
    DOCUMENT_CHANGED = "document_changed"
    """Whole, but put under another document."""


def verify(signed: SignedStrokes, digest: bytes, document: bytes) -> Verdict:
    """Whether record and document are those of the moment of signing; ``digest`` is the one kept apart."""
    if signed.digest() != digest:
        return Verdict.RECORD_CHANGED
    if hashlib.sha256(document).digest() != signed.document_sha256:
        return Verdict.DOCUMENT_CHANGED
    return Verdict.WHOLE


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")
    format: Literal["jinban-signed-strokes-1"]
    device: str
    document_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    pad: tuple[_PadSize, _PadSize]
    signed_at: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")]
    strokes: Annotated[
        list[Annotated[list[tuple[_Place, _Place, _Time, _Pressure]], Field(min_length=1)]],
        Field(max_length=MOST_STROKES),
    ]


def parse_signed_strokes(record: bytes) -> SignedStrokes | NotStrokes:
    """Reads what `SignedStrokes.canonical` wrote; anything else, if only a space more, is NotStrokes."""
    if len(record) > MOST_BYTES:
        return NotStrokes("too many bytes")
    try:
        read = _Record.model_validate(json.loads(record))
        if sum(len(stroke) for stroke in read.strokes) > MOST_POINTS:
            return NotStrokes("too many points")
        signed = SignedStrokes(
            Strokes(Pad(*read.pad), tuple(tuple(Point(*p) for p in stroke) for stroke in read.strokes)),
            bytes.fromhex(read.document_sha256),
            datetime.strptime(read.signed_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
            read.device,
        )
        is_canonical = signed.canonical() == record
    except ValidationError as invalid:
        return NotStrokes(invalid.errors(include_input=False, include_url=False)[0]["type"])
    except (ValueError, RecursionError):
        return NotStrokes("no record")
    return signed if is_canonical else NotStrokes("not canonical")
