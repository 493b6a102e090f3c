"""The questions that the compiled catalogue is asked, in SQL: fixed pieces, every value a parameter. Pure."""

from collections.abc import Sequence
from typing import Final

from kiosk.catalogue.item import Kind, Level
from kiosk.catalogue.shelf import Listed, Shelf

Value = str | int

COUNT: Final = "SELECT count(*) FROM item"
LIST: Final = (
    "SELECT code, name_zh, name_en, summary_zh, summary_en, department_zh, department_en, theme, icon, kind, level,"
    " region, region_zh, region_en, instant, finishes, bundle FROM item"
)
IN_ORDER: Final = "ORDER BY rank LIMIT :limit OFFSET :offset"

COUNT_THEMES: Final = "SELECT theme, count(*) FROM item GROUP BY theme"
COUNT_STAGES: Final = "SELECT stage, count(*) FROM item WHERE stage != '' GROUP BY stage"
COUNT_EVENTS: Final = "SELECT event, count(*) FROM item_event GROUP BY event"
COUNT_LEVELS: Final = "SELECT level, count(*) FROM item GROUP BY level"
REGIONS: Final = (
    "SELECT region, region_zh, region_en, count(*) FROM item WHERE region NOT BETWEEN :own AND :own_end"
    " GROUP BY region, region_zh, region_en ORDER BY count(*) DESC, region"
)
WITH_DUE: Final = "SELECT code FROM item WHERE due = 1 ORDER BY rank"
DEPARTMENTS: Final = (
    "SELECT department_zh, min(department_en), count(*) FROM item"
    " GROUP BY department_zh ORDER BY count(*) DESC, department_zh"
)

_CONDITIONS: Final = {
    "theme": "theme = :theme",
    "department": "department_zh = :department",
    "level": "level = :level",
    "event": "rank IN (SELECT rank FROM item_event WHERE event = :event)",
    "stage": "stage = :stage",
    "region": "region BETWEEN :region AND :region_end",
    "kind": "kind = :kind",
    "across": "across = :across",
    "finishes": "finishes = :finishes",
    "instant": "instant = :instant",
    "automatic": "automatic = :automatic",
    "closed": "closed = :closed",
    "bundle": "bundle = :bundle",
}
_AUDIENCES: Final = {"person": "person = 1", "company": "company = 1"}


def conditions(shelf: Shelf) -> tuple[str, dict[str, Value]]:
    """The WHERE of a shelf, and its values."""
    pieces: list[str] = []
    values: dict[str, Value] = {}
    for name, piece in _CONDITIONS.items():
        wanted = getattr(shelf, name)
        if wanted is not None:
            pieces.append(piece)
            values[name] = int(wanted) if isinstance(wanted, bool) else str(wanted)
    if shelf.region is not None:
        values["region_end"] = last_within(shelf.region)
    if shelf.audience is not None:
        pieces.append(_AUDIENCES[shelf.audience])
    return ("WHERE " + " AND ".join(pieces) if pieces else ""), values


def last_within(region: str) -> str:
    """The last code that lies in a division: 469999 for Hainan (460000), 460199 for Haikou, itself for a district."""
    if region.endswith("0000"):
        return region[:2] + "9999"
    return region[:4] + "99" if region.endswith("00") else region


def listed(row: Sequence[Value]) -> Listed:
    texts = [str(value) for value in row[:14]]
    return Listed(
        code=texts[0],
        name_zh=texts[1],
        name_en=texts[2],
        summary_zh=texts[3],
        summary_en=texts[4],
        department_zh=texts[5],
        department_en=texts[6],
        theme=texts[7],
        icon=texts[8],
        kind=Kind(texts[9]),
        level=Level(texts[10]),
        region=texts[11],
        region_zh=texts[12],
        region_en=texts[13],
        instant=bool(row[14]),
        finishes=bool(row[15]),
        bundle=bool(row[16]),
    )
