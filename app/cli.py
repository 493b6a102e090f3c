"""``jinban``: finds the command, gives it its station, and turns what went wrong into one line and a status.

Status: 0 done, 1 the thing asked about is not well, 2 wrong usage or bad configuration.
"""

import argparse
import importlib
import logging
import os
import select
import sys
import threading
from collections.abc import Sequence
from types import TracebackType

from app.arguments import parser
from app.logs import log_to
from app.settings_layers import station_settings
from app.station_context import StationContext, context
from config.faults import EnvironmentFault
from config.settings import SettingsRefused
from config.texts import texts
from kiosk.catalogue.content import ContentRefused

NOT_WELL = 1
WRONG = 2


def main(arguments: Sequence[str]) -> int:
    """Runs one command; gives the exit status."""
    options = parser().parse_args(arguments)
    os.umask(0o077)
    # Libraries that call basicConfig find a handler and keep off standard error.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        if options.command == "config":
            return int(importlib.import_module("app.commands.config").run(options))
        settings = station_settings(options).settings
        station = context(settings, getattr(options, "data", None), getattr(options, "platform_url", None))
        _report_defects(station, options.command)
        return _run(options, station)
    except SettingsRefused as refused:
        return _say(str(refused), WRONG)
    except ContentRefused as refused:
        for mistake in refused.mistakes:
            _say(str(mistake), WRONG)
        return WRONG
    except EnvironmentFault as fault:
        sentence = texts("en").say(f"fault.{fault.code}.staff")
        remedy = texts("en").say(f"fault.{fault.code}.remedy")
        detail = f" ({fault.detail})" if fault.detail else ""
        return _say(f"{sentence}{detail}. {remedy}.", NOT_WELL)
    except BrokenPipeError:
        if not _reader_left():
            raise
        # Who read our output went away (head, less): nothing more can be said, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_WELL
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace, station: StationContext) -> int:
    module = importlib.import_module(f"app.commands.{options.command}")
    return int(module.run(options, station))


def _reader_left() -> bool:
    """Whether it was standard output that broke, and not some other line."""
    output = select.poll()
    output.register(sys.stdout.fileno(), 0)
    return any(event & select.POLLERR for _, event in output.poll(0))


def _say(line: str, status: int) -> int:
    sys.stderr.write(f"jinban: {line}\n")
    return status


def _report_defects(station: StationContext, command: str) -> None:
    """A defect of ours goes to the log with its stack; people get one line. The supervisor starts the process anew."""

    def report(kind: type[BaseException], defect: BaseException, stack: TracebackType | None) -> None:
        log = log_to(station, command)
        logging.getLogger("app").critical("defect", exc_info=(kind, defect, stack))
        _say(f"internal error ({kind.__name__}); the details are in {log}", NOT_WELL)

    def report_thread(failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None:
            report(failed.exc_type, failed.exc_value, failed.exc_traceback)
        os._exit(70)

    sys.excepthook = report
    threading.excepthook = report_thread
