"""Can it be done here, now? From the item's hours and needs, the devices, the line, and what the operator offers.

Pure; any thread.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from config.faults import FaultCode
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Text
from kiosk.nearby import within_hours
from kiosk.visit.surroundings import Surroundings


class Obstacle(StrEnum):
    """Why not; the sentence is ``[availability.<obstacle>]``."""

    GUIDE_ONLY = "guide_only"
    NOT_ACTIVE = "not_active"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    DEPARTMENT_DOWN = "department_down"
    NO_DEVICE = "no_device"
    NO_LINE = "no_line"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One reason, with the device at fault or the operator's own words."""

    obstacle: Obstacle
    fault: FaultCode | None = None
    message: Text | None = None


def hindrances(
    items: Iterable[Item], around: Surroundings, now: datetime, withdrawn: Text | None = None
) -> tuple[Hindrance, ...]:
    """Every reason why these items (one, or the parts of a cart) cannot be finished here now; empty: they can.

    ``withdrawn``: the operator has switched one off, with this message.
    """
    found: list[Hindrance] = []
    if withdrawn is not None:
        found.append(Hindrance(Obstacle.WITHDRAWN, message=withdrawn))
    for item in items:
        found += (one for one in _of_item(item, around, now) if one not in found)
    return tuple(found)


def _of_item(item: Item, around: Surroundings, now: datetime) -> Iterable[Hindrance]:
    if item.service is None:
        yield Hindrance(Obstacle.GUIDE_ONLY)
        return
    if item.active is not None and not item.active.holds_on(now.date()):
        yield Hindrance(Obstacle.NOT_ACTIVE)
    if item.hours and not within_hours(item.hours, now):
        yield Hindrance(Obstacle.CLOSED)
    if item.department.zh in around.departments_down:
        yield Hindrance(Obstacle.DEPARTMENT_DOWN)
    # An ID card may be replaced by a telephone's code, and a slip by the screen: neither ends a visit before it began.
    for device in item.needs.devices:
        fault = around.fault(device)
        if fault is not None and device not in ("id_card", "receipt_printer"):
            yield Hindrance(Obstacle.NO_DEVICE, fault=fault)
    if item.needs.network and not around.platform_online:
        yield Hindrance(Obstacle.NO_LINE)
