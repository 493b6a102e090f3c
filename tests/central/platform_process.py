"""A platform in a process of its own, which can be made to die at the worst moments.

    python -m tests.central.platform_process FOLDER KEYS never|before-commit|before-receipt|after-receipt

``before-commit``: the case is written and not committed. ``before-receipt``: committed, and nobody has been told.
``after-receipt``: the answer is ready and not sent. Each time the process ends as by a pulled plug (SIGKILL).
"""

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event

import central.api
import central.cases
from central.keys import DEVELOPMENT, platform_keys
from central.platform import Platform, open_platform
from central.registers.source import registers_for
from central.server import serve
from sync.contract import ReceiptClaims, SubmissionResults
from tests.central.hall import TODAY, find_item


def _pull_the_plug() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _arm(platform: Platform, moment: str) -> None:
    def at_the_insert(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO service_case "):
            _pull_the_plug()

    def at_the_signature(_claims: ReceiptClaims, _key: object) -> str:
        _pull_the_plug()
        return ""

    take_batch = platform.cases.take_batch

    def at_the_answer(body: bytes, station: str) -> SubmissionResults:
        results = take_batch(body, station)
        _pull_the_plug()
        return results

    match moment:
        case "before-commit":
            event.listen(platform.database.engine, "after_cursor_execute", at_the_insert)
        case "before-receipt":
            setattr(central.cases, "sign_receipt", at_the_signature)  # noqa: B010  the module's own name
        case "after-receipt":
            setattr(platform.cases, "take_batch", at_the_answer)  # noqa: B010  this one object only
        case _:
            return


def main() -> None:
    folder, keys, moment = sys.argv[1:]
    registers = registers_for("", DEVELOPMENT)
    platform = open_platform(
        Path(folder), platform_keys(keys), find_item, clock=lambda: TODAY, registers=registers
    )
    _arm(platform, moment)
    serve(platform, 0, lambda url: print(url, flush=True))
    platform.close()


if __name__ == "__main__":
    main()
