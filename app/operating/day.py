"""The day's checklist of one station, from whatever can be seen of it just now."""

from collections.abc import Sequence
from dataclasses import replace

from app.examination.parts import examine_parts
from app.live_status import statuses_of_running_shell
from app.operating.supplies import capacities
from app.station_context import StationContext
from kiosk.bench.finding import Finding, finding_of
from kiosk.offer.checklist import Check, checklist
from kiosk.offer.store import OfferBook


def checklist_of(station: StationContext, book: OfferBook, findings: Sequence[Finding]) -> tuple[Check, ...]:
    """Ticks are today's, by the hall's calendar."""
    today = station.now().date()
    levels = book.levels(capacities(station.settings))
    ticks = {
        name: replace(kept, at=kept.at.astimezone(station.time_zone))
        for name, kept in book.ticks(today).items()
    }
    return checklist(findings, levels, ticks)


def seen_from_outside(station: StationContext) -> list[Finding]:
    """Devices as the running kiosk sees them, none where no kiosk runs; and the other parts."""
    running = statuses_of_running_shell(station.data) or ()
    return [
        *(finding_of(status, status.checked_at) for status in running),
        *examine_parts(station, thoroughly=False),
    ]
