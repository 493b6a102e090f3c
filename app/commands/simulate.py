"""``jinban simulate --visits N``: headless visits, and their delivery unless ``--offline``."""

import argparse
import json
import random
import sys
import time

from app.duties import Duties
from app.headless import HeadlessVisit, delegated_visit, drive, own_visit
from app.residents import elders, grown_children
from app.station_context import StationContext
from config.settings import SettingsRefused
from kiosk.visit.session import Now
from sync.process import run_sync

ITEM = "HK-MZ-0261"


def run(options: argparse.Namespace, station: StationContext) -> int:
    if options.visits < 1:
        raise SettingsRefused(f"simulate: --visits {options.visits}: expected 1 or more")
    catalogue = station.open_catalogue()
    item = catalogue.item(ITEM)
    if item is None:
        raise SettingsRefused(f"simulate: the catalogue has no item {ITEM}")
    outbox = station.open_outbox()
    duties = Duties(outbox, station.filing(catalogue), None, station.place, station.now)
    today = station.now().date()
    parents, children = elders(options.seed, today), grown_children(options.seed, today)
    dice = random.Random(options.seed)  # noqa: S311  a simulation, not a secret
    begun = time.monotonic()
    visits: list[HeadlessVisit] = []
    for _ in range(options.visits):
        parent, level = next(parents), dice.randint(1, 5)
        delegated = dice.random() < 0.25
        script = (
            delegated_visit(item, parent, next(children), level)
            if delegated
            else own_visit(item, parent, level)
        )
        visits.append(drive(script, duties, lambda: Now(time.monotonic(), station.now())))
    report: dict[str, object] = {
        "visits": len(visits),
        "saved": sum(visit.saved for visit in visits),
        "seconds": round(time.monotonic() - begun, 3),
        "ids": [visit.application_id for visit in visits if visit.saved],
    }
    well = all(visit.saved for visit in visits)
    if not options.offline:
        synced = run_sync(station.data, station.sync_settings(), once=True)
        report |= {"delivered": synced.receipted, "unsent": synced.unsent}
        well = well and synced.is_well
    if options.json:
        sys.stdout.write(json.dumps(report) + "\n")
    else:
        sys.stdout.writelines(f"{name}: {value}\n" for name, value in report.items() if name != "ids")
    return 0 if well else 1
