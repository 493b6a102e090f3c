"""The offer that a visit goes by: the one it began with, whatever operators change meanwhile. Pure; any thread."""

from dataclasses import dataclass, field, replace

from kiosk.offer.offer import Offer


@dataclass(frozen=True, slots=True)
class InForce:
    """``now`` is what the screen shows; ``waiting`` takes its place when nobody is at the station any more."""

    now: Offer = field(default_factory=Offer)
    waiting: Offer | None = None

    def heard(self, offer: Offer, *, is_idle: bool) -> "InForce":
        """The station's offer is another one."""
        return InForce(offer) if is_idle else replace(self, waiting=offer)

    def moved(self, *, is_idle: bool) -> "InForce":
        """The visit made a step."""
        return InForce(self.waiting) if is_idle and self.waiting is not None else self
