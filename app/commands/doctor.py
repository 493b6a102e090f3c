"""``jinban doctor``: the self-test as a table or as JSON. Status 1 when something is faulty."""

import argparse
import json
import sys

from app.doctor import examine, is_well
from app.station_context import StationContext


def run(options: argparse.Namespace, station: StationContext) -> int:
    station.make_data_folder()
    rows = examine(station)
    if options.json:
        report = [
            {
                "name": row.name,
                "state": str(row.state),
                "detail": row.detail,
                "advice": row.advice,
                "last_test": row.last_test.isoformat() if row.last_test else None,
            }
            for row in rows
        ]
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        for row in rows:
            advice = f"  -> {row.advice}" if row.advice else ""
            sys.stdout.write(f"{row.state:<10} {row.name:<16} {row.detail}{advice}\n")
    return 0 if is_well(rows) else 1
