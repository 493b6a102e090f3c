"""``jinban sync [--once]``: drains the outbox; without ``--once`` until it is told to stop."""

import argparse
import dataclasses
import json
import sys

from app.follow_parent import end_with_parent
from app.logs import log_to
from app.station_context import StationContext
from sync.process import run_sync


def run(options: argparse.Namespace, station: StationContext) -> int:
    station.make_data_folder()
    log_to(station, "sync")
    end_with_parent()
    report = run_sync(station.data, station.sync_settings(), once=options.once)
    if options.json:
        sys.stdout.write(json.dumps(dataclasses.asdict(report)) + "\n")
    elif options.once:
        sys.stdout.write(
            f"{report.receipted} delivered, {report.unsent} unsent, {report.needs_staff} for staff; "
            f"line {report.line}\n"
        )
    return 0 if report.is_well else 1
