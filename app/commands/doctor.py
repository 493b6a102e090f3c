"""``jinban doctor``: the self-test as a table or as JSON. Status 1 when something is faulty."""

import argparse
import json
import sys

from app.examination.examine import examine
from app.station_context import StationContext
from config.texts import texts
from kiosk.bench.finding import is_well


def run(options: argparse.Namespace, station: StationContext) -> int:
    station.make_data_folder()
    findings = examine(station)
    english = texts("en")
    if options.json:
        report = [
            {
                "name": finding.name,
                "state": str(finding.state),
                "detail": finding.detail(english),
                "advice": finding.advice(english),
                "last_test": finding.last_test.isoformat() if finding.last_test else None,
            }
            for finding in findings
        ]
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        for finding in findings:
            advice = finding.advice(english)
            arrow = f"  -> {advice}" if advice else ""
            sys.stdout.write(f"{finding.state:<10} {finding.name:<16} {finding.detail(english)}{arrow}\n")
    return 0 if is_well(findings) else 1
