"""Has the rules of unchecked items tried in a process of its own, and names the rule that this did not survive.

Any thread; takes half a second and more. The bounds of `kiosk.rule_bounds` already keep slow rules out; this is the
second wall, for what nobody thought of.
"""

import functools
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import kiosk
from kiosk.catalogue.item import Item
from kiosk.catalogue.sheet import Place

_HOUSE = Path(kiosk.__file__).parent.parent

Broken = tuple[int, Place, str]
"""The item's position, the rule's place in it, and what is wrong."""


class RehearsalFailed(RuntimeError):
    """The process could not do its work at all: a defect of ours, not of a rule."""


def rehearse(items: Sequence[Item], process: str = "kiosk.catalogue.rehearsal_process") -> tuple[Broken, ...]:
    """Every broken rule of the items, each rule tried once. Raises RehearsalFailed."""
    if not any(item.service or item.due for item in items):
        return ()
    given = "".join(f"{item.model_dump_json(exclude_defaults=True, by_alias=True)}\n" for item in items)
    return _rehearsed(given, process)


@functools.lru_cache(maxsize=16)
def _rehearsed(given: str, process: str) -> tuple[Broken, ...]:
    """The same items give the same: who checks one folder twice does not wait twice."""
    broken: list[Broken] = []
    tried = 0
    while True:
        command = [sys.executable, "-m", process, str(tried)]
        done = subprocess.run(command, input=given, capture_output=True, text=True, cwd=_HOUSE, check=False)
        said = [json.loads(line) for line in done.stdout.splitlines()]
        begun = [words for words in said if len(words) == 2]
        broken += [(words[0], tuple(words[1]), words[2]) for words in said if len(words) == 3]
        if done.returncode == 0:
            return tuple(broken)
        if done.returncode > 0 or not begun:
            raise RehearsalFailed(done.stderr[-2000:])
        index, place = begun[-1]
        broken.append((index, tuple(place), "takes longer than 50 ms: it was ended after seconds"))
        tried += len(begun)
