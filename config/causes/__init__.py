"""What usually lies behind each fault, and what mends it: the technician's knowledge, by fault code, in each language.

``zh.toml`` and ``en.toml`` hold, for each code, a list of pairs, the likeliest first. Reading is cached; any thread.
"""

import functools
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from config.faults import FaultCode


class Cause(BaseModel):
    """Why it may have happened, and what mends exactly that."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cause: str
    remedy: str


_FILE = TypeAdapter(dict[FaultCode, list[Cause]])


@functools.cache
def causes(language: str) -> dict[FaultCode, list[Cause]]:
    """Every fault's causes in one language (``zh`` or ``en``)."""
    path = Path(__file__).parent / f"{language}.toml"
    return _FILE.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
