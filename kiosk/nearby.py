"""The nearest places that can do an item, and whether they are open: for who came to a kiosk that cannot.

Distances are along the great circle (haversine, IUGG mean radius), good to a few metres in a city. Pure; any thread.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kiosk.catalogue.item import Hours, Item
from kiosk.catalogue.reference import PlaceKind, ServicePlace

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Nearby:
    """One place with its distance, and whether it is open at the moment."""

    place: ServicePlace
    distance_km: float
    open_now: bool


def nearest(
    places: Iterable[ServicePlace], here: tuple[float, float], item: Item, now: datetime, limit: int = 3
) -> tuple[Nearby, ...]:
    """Those that can do the item: the open ones first, then the near ones. ``here``: latitude, longitude in degrees."""
    able = [
        Nearby(place, distance_km(here, (place.lat, place.lon)), is_open(place, now))
        for place in places
        if can_do(place, item)
    ]
    return tuple(sorted(able, key=lambda near: (not near.open_now, near.distance_km, near.place.id))[:limit])


def can_do(place: ServicePlace, item: Item) -> bool:
    """Whether the place has the department and the devices; what no kiosk finishes needs a hall with people, and
    people go home at night."""
    if place.departments and item.department.zh not in place.departments:
        return False
    if place.kind is PlaceKind.HALL and not place.around_the_clock:
        return True
    return item.service is not None and set(place.devices).issuperset(item.needs.devices)


def is_open(place: ServicePlace, now: datetime) -> bool:
    return place.around_the_clock or within_hours(place.hours, now)


def within_hours(hours: Iterable[Hours], now: datetime) -> bool:
    """Whether any of the hours holds; ``now`` is the hall's own time."""
    moment = now.time()
    for one in hours:
        opens, closes = one.span
        if now.isoweekday() in one.days and opens <= moment < closes:
            return True
    return False


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    lat1, lon1, lat2, lon2 = (math.radians(degrees) for degrees in (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))
