"""What usually lies behind each fault, and what mends it: the technician's knowledge, by fault code, in each language.

``zh.toml`` and ``en.toml`` hold, for each code, a list of pairs, the likeliest first; ``drills.toml`` how a simulated
device shows the fault. Reading is cached; any thread.
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


_CAUSES = TypeAdapter(dict[FaultCode, list[Cause]])
_DRILLS = TypeAdapter(dict[FaultCode, list[str]])


@functools.cache
def causes(language: str) -> dict[FaultCode, list[Cause]]:
    """Every fault's causes in one language (``zh`` or ``en``)."""
    return _CAUSES.validate_python(_read(language))


@functools.cache
def drills() -> dict[FaultCode, list[str]]:
    """What to say to ``jinban sim``, one after the other, to see the fault; not every fault can be simulated."""
    return _DRILLS.validate_python(_read("drills"))


def _read(name: str) -> dict[str, object]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
