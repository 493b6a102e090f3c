"""One service as the search sees it: what it is called, where it belongs, and whether it ends at the kiosk."""

from dataclasses import dataclass

HOME = "460100"
"""Haikou: whose own items win when no other place is named (GB/T 2260)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``region`` is a GB/T 2260 code; ``kiosk`` is yes, partial or no: whether the item is usual at kiosks.

    ``kind`` is application, query or print; ``audience`` holds person and company; ``level`` is city, district, town
    or village; ``hot`` is how often it is asked for, in any unit. ``aliases`` are names that the item's own file gives.
    """

    code: str
    name: str
    department: str
    english: str = ""
    theme: str = ""
    region: str = HOME
    region_name: str = ""
    audience: tuple[str, ...] = ("person",)
    kind: str = "application"
    kiosk: str = "yes"
    aliases: tuple[str, ...] = ()
    summary: str = ""
    level: str = "city"
    hot: int = 0
