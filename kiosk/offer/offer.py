"""What this station offers at one moment, worked out of what operators have set. Pure; any thread.

An item is withdrawn when its own switch says so, or its theme's: off wins, wherever it was said. A switch holds for a
time of its own:

| switch | without times | with ``from``, ``until`` or hours |
|---|---|---|
| off | withdrawn | withdrawn within the times, offered outside |
| on | offered | offered within the times, withdrawn outside |
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.catalogue.words import Text
from kiosk.offer.hours import OpeningHours, is_open, next_opening


class Kind(StrEnum):
    """What a switch is on."""

    ITEM = "item"
    THEME = "theme"
    DEVICE = "device"


class Source(StrEnum):
    """Why an item is offered or not."""

    CATALOGUE = "catalogue"
    SWITCH = "switch"
    SCHEDULE = "schedule"
    THEME = "theme"


class Tone(StrEnum):
    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Switch:
    """What an operator has set for one item, theme or device; ``message`` is for residents while it is withdrawn."""

    offered: bool
    starts: datetime | None = None
    until: datetime | None = None
    hours: tuple[OpeningHours, ...] = ()
    message: Text | None = None

    @property
    def is_timed(self) -> bool:
        return self.starts is not None or self.until is not None or bool(self.hours)

    def offers(self, now: datetime) -> bool:
        within = (
            (self.starts is None or now >= self.starts)
            and (self.until is None or now < self.until)
            and is_open(self.hours, now)
        )
        return within is self.offered

    def back_at(self, now: datetime) -> datetime | None:
        """When it is offered again, where that is known; only asked while it is withdrawn."""
        if not self.offered:
            return self.until
        if self.until is not None and now >= self.until:
            return None
        later = now if self.starts is None else max(now, self.starts)
        return (next_opening(self.hours, later) or later) if later > now or self.hours else None


@dataclass(frozen=True, slots=True)
class Announcement:
    """A sentence for residents, shown from ``starts`` until ``until``; ``id`` is the number of the change."""

    id: int
    text: Text
    tone: Tone = Tone.INFO
    starts: datetime | None = None
    until: datetime | None = None

    def is_shown(self, now: datetime) -> bool:
        return (self.starts is None or now >= self.starts) and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        return self.until is not None and now >= self.until


@dataclass(frozen=True, slots=True)
class Offered:
    source: Source = Source.CATALOGUE
    until: datetime | None = None
    """When it will be withdrawn, where that is set."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """``message`` for residents, ``until`` when it is offered again; None where nobody said."""

    message: Text | None = None
    until: datetime | None = None
    source: Source = Source.SWITCH


@dataclass(frozen=True, slots=True)
class OfferChanges:
    """All that operators have set and not undone. ``version`` is the number of the latest change."""

    version: int = 0
    switches: Mapping[tuple[Kind, str], Switch] = field(default_factory=dict)
    hours: tuple[OpeningHours, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    hot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A value: two that are equal offer the same. ``hours`` empty means that the station is always open."""

    version: int = 0
    open_now: bool = True
    hours: tuple[OpeningHours, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    hot: tuple[str, ...] = ()
    standing: Mapping[tuple[Kind, str], Offered | Withdrawn] = field(default_factory=dict)
    """How each thing stands that has a switch."""

    def item(self, code: str, theme: str) -> Offered | Withdrawn:
        own = self.standing.get((Kind.ITEM, code), Offered())
        whole = self.standing.get((Kind.THEME, theme))
        if not isinstance(whole, Withdrawn):
            return own
        if isinstance(own, Offered):
            return Withdrawn(whole.message, whole.until, Source.THEME)
        both = None if own.until is None or whole.until is None else max(own.until, whole.until)
        return Withdrawn(own.message or whole.message, both, own.source)

    def theme_enabled(self, theme: str) -> bool:
        return not isinstance(self.standing.get((Kind.THEME, theme)), Withdrawn)

    def device_enabled(self, name: str) -> bool:
        return not isinstance(self.standing.get((Kind.DEVICE, name)), Withdrawn)


@dataclass(frozen=True, slots=True)
class OfferChanged:
    """The station's offer is another one."""

    offer: Offer


def offer_at(changes: OfferChanges, now: datetime) -> Offer:
    """The offer at this moment; ``now`` in the hall's time."""
    return Offer(
        version=changes.version,
        open_now=is_open(changes.hours, now),
        hours=changes.hours,
        announcements=tuple(_shown(changes.announcements, now)),
        hot=changes.hot,
        standing={thing: _standing(switch, now) for thing, switch in changes.switches.items()},
    )


def _shown(announcements: tuple[Announcement, ...], now: datetime) -> Iterator[Announcement]:
    """Warnings first, then the newest."""
    shown = [each for each in announcements if each.is_shown(now)]
    yield from sorted(shown, key=lambda each: (each.tone is not Tone.WARNING, -each.id))


def _standing(switch: Switch, now: datetime) -> Offered | Withdrawn:
    source = Source.SCHEDULE if switch.is_timed else Source.SWITCH
    if not switch.offers(now):
        return Withdrawn(switch.message, switch.back_at(now), source)
    ends = switch.until if switch.offered else switch.starts
    return Offered(source, ends if ends is not None and ends > now else None)
