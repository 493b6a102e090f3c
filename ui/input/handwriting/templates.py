"""The file that holds what characters look like: for each a short vector, and the way from a drawing to such a vector.

Layout, little endian: the magic; five uint32 (bytes of the notice, bytes of the text, templates, length of a drawing's
vector, length of a template); the notice of origin and licence and the text, both UTF-8, the text one character for
each template; mean (float32); projection (float16, drawing by template); one float32 for each template, what its
character is preferred by; the templates (int8).
"""

import struct
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MAGIC = b"JBHW0001"
_HEAD = struct.Struct("<8sIIIII")


class CannotReadTemplates(Exception):
    """The file is not there, is cut, or is of another kind."""


@dataclass(frozen=True, slots=True, eq=False)
class Templates:
    """``vectors`` (n, k) in whole steps of int8; ``projection`` (m, k); ``mean`` (m,); ``preference`` (n,).

    A character may have several templates.
    """

    notice: str
    characters: str
    mean: NDArray[np.float32]
    projection: NDArray[np.float16]
    preference: NDArray[np.float32]
    vectors: NDArray[np.int8]

    def as_bytes(self) -> bytes:
        """The file."""
        notice, text = self.notice.encode(), self.characters.encode()
        templates, short = self.vectors.shape
        head = _HEAD.pack(MAGIC, len(notice), len(text), templates, len(self.mean), short)
        parts = (
            self.mean.astype("<f4"),
            self.projection.astype("<f2"),
            self.preference.astype("<f4"),
            self.vectors.astype("i1"),
        )
        return b"".join([head, notice, text, *(part.tobytes() for part in parts)])


def read_templates(path: Path) -> Templates:
    """Raises CannotReadTemplates. Any thread."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotReadTemplates(f"{path}: {error.strerror}") from error
    if len(data) < _HEAD.size or not data.startswith(MAGIC):
        raise CannotReadTemplates(f"{path} holds no handwriting templates")
    _, said, letters, templates, long, short = _HEAD.unpack_from(data)
    lengths = (_HEAD.size, said, letters, 4 * long, 2 * long * short, 4 * templates, templates * short)
    ends = list(accumulate(lengths))
    if len(data) != ends[-1]:
        raise CannotReadTemplates(f"{path} has {len(data)} bytes, not {ends[-1]}")
    characters = data[ends[1] : ends[2]].decode()
    if len(characters) != templates:
        raise CannotReadTemplates(f"{path} has {len(characters)} characters for {templates} templates")
    return Templates(
        data[ends[0] : ends[1]].decode(),
        characters,
        np.frombuffer(data, "<f4", long, ends[2]).astype(np.float32),
        np.frombuffer(data, "<f2", long * short, ends[3]).astype(np.float16).reshape(long, short),
        np.frombuffer(data, "<f4", templates, ends[4]).astype(np.float32),
        np.frombuffer(data, "i1", templates * short, ends[5]).astype(np.int8).reshape(templates, short),
    )
