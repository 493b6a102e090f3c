"""The process in which rules of unchecked content are tried; whatever they do, they do to this process alone.

Reads items as JSON lines; for each rule writes ``[item, place]`` before it is tried, and ``[item, place, message]``
where it is broken. The kernel ends the process at a rule that takes seconds of processor time, and limits its memory.
"""

import json
import resource
import signal
import sys
import time
from typing import Final

from kiosk.catalogue.item import Item
from kiosk.catalogue.rehearsal import attempt, trials
from kiosk.rules import warm_up

HARD_LIMIT_S: Final = 3.0
MEMORY_BYTES: Final = 2 << 30


def main(skip: int) -> int:
    """``skip``: how many rules were tried already by a process that did not survive the last of them."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    warm_up()
    tried = 0
    for index, line in enumerate(sys.stdin):
        item = Item.model_validate_json(line)
        for trial in trials(item):
            tried += 1
            if tried <= skip:
                continue
            _say([index, trial.place])
            signal.setitimer(signal.ITIMER_PROF, HARD_LIMIT_S)
            broken = attempt(item, trial, time.process_time)
            signal.setitimer(signal.ITIMER_PROF, 0)
            if broken is not None:
                _say([index, trial.place, broken])
    return 0


def _say(words: list[object]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
