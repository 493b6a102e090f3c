"""The file that holds what characters look like: for each a short vector, and the way from a drawing to such a vector.

Layout, little endian: the magic, three uint32 (templates, length of a drawing's vector, length of a template), the
bytes of the text as uint32; the text in UTF-8, one character for each template; mean (float32); projection (float16,
drawing by template); one float32 for each template, what its character is preferred by; the templates (int8).
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MAGIC = b"JBHW0001"
_HEAD = struct.Struct("<8sIIII")


class CannotReadTemplates(Exception):
    """The file is not there, is cut, or is of another kind."""


@dataclass(frozen=True, slots=True, eq=False)
class Templates:
    """``vectors`` (n, k) in whole steps of int8; ``projection`` (m, k); ``mean`` (m,); ``preference`` (n,).

    A character may have several templates.
    """

    characters: str
    mean: NDArray[np.float32]
    projection: NDArray[np.float16]
    preference: NDArray[np.float32]
    vectors: NDArray[np.int8]

    def as_bytes(self) -> bytes:
        """The file."""
        text = self.characters.encode()
        templates, short = self.vectors.shape
        head = _HEAD.pack(MAGIC, templates, len(self.mean), short, len(text))
        parts = (
            self.mean.astype("<f4"),
            self.projection.astype("<f2"),
            self.preference.astype("<f4"),
            self.vectors.astype("i1"),
        )
        return b"".join([head, text, *(part.tobytes() for part in parts)])


def read_templates(path: Path) -> Templates:
    """Raises CannotReadTemplates. Any thread."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotReadTemplates(f"{path}: {error.strerror}") from error
    if len(data) < _HEAD.size or not data.startswith(MAGIC):
        raise CannotReadTemplates(f"{path} holds no handwriting templates")
    _, templates, long, short, letters = _HEAD.unpack_from(data)
    places = [_HEAD.size, letters, 4 * long, 2 * long * short, 4 * templates, templates * short]
    begins = np.cumsum(places).tolist()
    if len(data) != begins[-1]:
        raise CannotReadTemplates(f"{path} has {len(data)} bytes, not {begins[-1]}")
    characters = data[begins[0] : begins[1]].decode()
    if len(characters) != templates:
        raise CannotReadTemplates(f"{path} has {len(characters)} characters for {templates} templates")
    return Templates(
        characters,
        np.frombuffer(data, "<f4", long, begins[1]).astype(np.float32),
        np.frombuffer(data, "<f2", long * short, begins[2]).astype(np.float16).reshape(long, short),
        np.frombuffer(data, "<f4", templates, begins[3]).astype(np.float32),
        np.frombuffer(data, "i1", templates * short, begins[4]).astype(np.int8).reshape(templates, short),
    )
