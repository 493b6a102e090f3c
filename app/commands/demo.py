"""``jinban demo --out DIR``: three visits and a technician on the real screens, as pictures, with ``summary.json``.

With ``--row N`` the story of one of the city's systems instead.
"""

import argparse
import json
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from app.bench.demonstration import BenchDemonstration
from app.children import Child
from app.commands.demo_rows import run_rows
from app.demonstration import Demonstration, Record
from app.finger import NothingThere
from app.simulated_hall import SimulatedHall
from app.station_context import StationContext
from app.touchscreen_opening import open_touchscreen
from central.keys import platform_keys
from central.platform import open_platform
from central.registers.source import registers_for
from central.server import serve_in_thread
from config.settings import SettingsRefused
from kiosk.case import CaseReport
from sync.case_report import case_report
from ui.shell import application


def run(options: argparse.Namespace, station: StationContext) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    out = Path(options.out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsRefused(f"demo: {out}: {error.strerror}") from None
    if options.row is not None:
        return run_rows(options.row, station, out)
    with tempfile.TemporaryDirectory(prefix="jinban-demo-") as scratch:
        station = replace(station, data=Path(scratch))
        catalogue = station.open_catalogue()
        central = station.settings.central
        registers = registers_for(central.registers, central.keys)
        platform = open_platform(
            Path(scratch) / "platform", platform_keys(central.keys), catalogue.item, registers=registers
        )
        with serve_in_thread(platform) as url:
            records, bench, failure = _shown(replace(station, platform_url=url), out)
        platform.close()
        catalogue.close()
    summary = {
        "visits": [_told(record) for record in records],
        "bench": {"pictures": bench},
        "failure": failure,
    }
    (out / "summary.json").write_text(
        json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    if failure:
        sys.stderr.write(f"jinban: demo: did not come: {failure}; the pictures so far are in {out}\n")
        return 1
    count = sum(len(record.pictures) for record in records) + len(bench)
    sys.stdout.write(f"{count} pictures in {out}\n")
    return 0


def _shown(station: StationContext, out: Path) -> tuple[list[Record], list[str], str | None]:
    """The visits, the pictures of the bench, and what did not come."""
    app = application(["jinban"])
    hall = SimulatedHall(station)
    cable = hall.cable.address()
    sync = Child(station, lambda: ["sync", "--platform-url", f"http://{cable['host']}:{cable['port']}"])
    touchscreen = open_touchscreen(station)
    outbox = station.open_outbox()

    def delivered(application_id: str) -> CaseReport | None:
        row = outbox.get(application_id)
        return case_report(row) if row is not None else None

    demonstration = Demonstration(hall, touchscreen, out, delivered)
    try:
        records = demonstration.run()
        return records, BenchDemonstration(station, hall, touchscreen, out).run(), None
    except NothingThere as missing:
        return [], [], str(missing)
    finally:
        touchscreen.close()
        outbox.database.close()
        sync.stop()
        hall.close()
        app.quit()


def _told(record: Record) -> dict[str, object]:
    case = record.case
    return {
        "name": record.name,
        "application_id": record.application_id,
        "shown": record.shown,
        "states": record.states,
        "platform": None
        if case is None
        else {
            "state": str(case.state),
            "acceptance_number": case.acceptance_number,
            "amount": case.amount,
            "amount_demo": case.amount_demo,
        },
        "pictures": record.pictures,
    }
