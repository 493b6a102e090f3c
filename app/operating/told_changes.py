"""An operator's change in words for the command line, and as JSON."""

from typing import assert_never

from kiosk.offer.change import (
    Announced,
    AnnouncementEnded,
    Change,
    HotSet,
    HoursSet,
    KeptChange,
    Replaced,
    RowKind,
    SettingSet,
    Switched,
    Ticked,
    Undone,
    place_of,
)
from kiosk.offer.offer import Kind, Switch


def change_as_json(kept: KeptChange) -> dict[str, object]:
    kind, subject = place_of(kept.change, kept.id)
    told: dict[str, object] = {
        "id": kept.id,
        "at": kept.at.isoformat(timespec="seconds"),
        "by": str(kept.by),
        "kind": str(kind),
        "subject": None if kind is RowKind.UNDO else subject,
        "words": change_in_words(kept),
        "undone_by": kept.undone_by,
    }
    if isinstance(kept.change, Switched):
        switch = kept.change.switch
        told["offered"] = switch.offered
        told["from"] = None if switch.starts is None else switch.starts.isoformat()
        told["until"] = None if switch.until is None else switch.until.isoformat()
        told["hours"] = [stretch.written() for stretch in switch.hours]
    return told


def change_in_words(kept: KeptChange) -> str:
    change: Change = kept.change
    match change:
        case Switched(kind, name, switch):
            return f"{'' if kind is Kind.ITEM else f'{kind} '}{name}: {_switched(switch)}"
        case HoursSet(hours):
            return f"opening hours: {'; '.join(each.written() for each in hours) or 'always open'}"
        case Announced(text):
            return f"announcement {kept.id}: {text.zh}"
        case AnnouncementEnded(number):
            return f"announcement {number}: ended"
        case HotSet(codes):
            return f"hot list: {' '.join(codes) or 'none'}"
        case Replaced(supply, used):
            return f"{supply}: replaced after {used}"
        case Ticked(check, day, done):
            return f"{check} of {day}: {'ticked' if done else 'not ticked any more'}"
        case SettingSet(key, value):
            return f"setting {key}: {'as before' if value is None else value}"
        case Undone(number):
            return f"change {number} undone"
        case _ as never:
            assert_never(never)


def _switched(switch: Switch) -> str:
    words = ["offered" if switch.offered else "withdrawn"]
    if switch.is_timed and switch.offered:
        words.append("only")
    if switch.starts is not None:
        words.append(f"from {switch.starts:%Y-%m-%d %H:%M}")
    if switch.until is not None:
        words.append(f"until {switch.until:%Y-%m-%d %H:%M}")
    if switch.hours:
        words.append(", ".join(stretch.written() for stretch in switch.hours))
    return " ".join(words)
