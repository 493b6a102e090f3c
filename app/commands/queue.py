"""``jinban queue``: the outbox as staff see it. Numbers and states, never who applied."""

import argparse
import json
import sys
from pathlib import Path

from app.station_context import StationContext
from config.settings import SettingsRefused
from kiosk.application_id import parse_application_id
from kiosk.store.export import export_items, import_items
from kiosk.store.outbox import Outbox
from kiosk.store.row import OutboxRow


def run(options: argparse.Namespace, station: StationContext) -> int:
    if (options.target is None) != (options.action in ("status", "list")):
        wants = {"show": "an application number", "export": "a file", "import": "a file"}.get(options.action)
        raise SettingsRefused(f"queue {options.action}: expected {wants or 'no further word'}")
    station.make_data_folder()
    outbox = station.open_outbox()
    match options.action:
        case "status":
            return _status(options, station, outbox)
        case "list":
            return _list(options, outbox)
        case "show":
            return _show(options, outbox)
        case "export":
            count = export_items(outbox, Path(options.target), station.now())
            return _tell(options, {"exported": count, "file": options.target})
        case _:
            return _import(options, station, outbox)


def _status(options: argparse.Namespace, station: StationContext, outbox: Outbox) -> int:
    oldest = outbox.oldest_unsent(station.now())
    counts = {str(state): count for state, count in outbox.counts().items() if count}
    oldest_s = None if oldest is None else round(oldest.total_seconds())
    return _tell(options, {"counts": counts, "oldest_unsent_s": oldest_s})


def _list(options: argparse.Namespace, outbox: Outbox) -> int:
    items = [
        {
            "id": row.id,
            "state": str(row.state),
            "attempts": row.attempts,
            "next_attempt_at": row.next_attempt_at.isoformat() if row.next_attempt_at else None,
        }
        for row in outbox.list(limit=sys.maxsize)
    ]
    if options.json:
        return _tell(options, {"items": items})
    sys.stdout.writelines(
        f"{item['id']}  {item['state']}  tried {item['attempts']} times\n" for item in items
    )
    return 0


def _show(options: argparse.Namespace, outbox: Outbox) -> int:
    number = parse_application_id(options.target)
    row = outbox.get(number) if number else None
    if row is None:
        reason = "is not on this machine" if number else "is no application number"
        sys.stderr.write(f"jinban: {options.target} {reason}\n")
        return 1
    return _tell(options, _shown(row))


def _shown(row: OutboxRow) -> dict[str, object]:
    return {
        "id": row.id,
        "item": row.item,
        "state": str(row.state),
        "attempts": row.attempts,
        "next_attempt_at": row.next_attempt_at.isoformat() if row.next_attempt_at else None,
        "created_at": row.created_at.isoformat(),
        "last_error": row.last_error,
        "acceptance_number": row.acceptance_number,
        "case_state": row.case_state,
        "manifest_hash": row.manifest_hash,
        "receipt": row.receipt,
    }


def _import(options: argparse.Namespace, station: StationContext, outbox: Outbox) -> int:
    report = import_items(outbox, Path(options.target), station.now())
    _tell(
        options,
        {
            "imported": list(report.added),
            "known": list(report.already_here),
            "refused": [{"name": refused.name, "reason": str(refused.why)} for refused in report.refused],
        },
    )
    return 1 if report.refused else 0


def _tell(options: argparse.Namespace, report: dict[str, object]) -> int:
    if options.json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{name}: {value}\n" for name, value in report.items())
    return 0
