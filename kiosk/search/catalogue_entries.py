"""The catalogue's items as the search sees them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kiosk.search.entry import Entry

if TYPE_CHECKING:
    from kiosk.catalogue.table import ItemRow


def entries_of(rows: "Iterable[ItemRow]") -> list[Entry]:
    """One for each item; an item that can be finished here is ``yes`` for the kiosk, whatever is usual."""
    return [_entry(row) for row in rows]


def _entry(row: "ItemRow") -> Entry:
    audience = [name for name, is_for in (("person", row.person), ("company", row.company)) if is_for]
    return Entry(
        code=row.code,
        name=row.name_zh,
        department=row.department_zh,
        english=row.name_en,
        theme=row.theme,
        region=row.region,
        region_name=row.region_zh,
        audience=tuple(audience),
        kind=row.kind,
        kiosk="yes" if row.finishes else row.at_kiosk,
        aliases=tuple(row.aliases.splitlines()),
        summary=row.summary_zh,
        level=row.level,
    )
