"""How a recording is written: JSON lines, one entry each; and how a line is read back.

The first line of every stretch is its head::

    {"jinban_flight": 1, "began": "2026-05-04T12:00:00+08:00", "continues": false, "after_ms": 0}

``began`` is the wall clock at the head's moment 0; ``continues`` says that the same process wrote before, in another
file or before a pause, ``after_ms`` how long before that stretch's moment 0 was. All other lines are entries::

    {"at_ms": 1234.567, "device": "id_card", "entry": "sam_asked", "command": "find"}

``at_ms`` counts milliseconds from the head on a clock that never jumps; entries of one call have the same one. Names
are those of the enumerations in lower case; what is None or its default is left out. Reading accepts nothing else.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from enum import Enum, EnumType
from types import MappingProxyType, NoneType
from typing import get_args, get_type_hints

from config.device_settings import device_tables
from devices.flight_recorder.entry import (
    Began,
    ConditionChanged,
    Dropped,
    Ended,
    Entry,
    LineChanged,
    Run,
    VisitEntered,
)
from devices.flight_recorder.redaction.apdu import ApduAnswered, ApduAsked
from devices.flight_recorder.redaction.escpos import EscposAnswered, EscposAsked, EscposFence
from devices.flight_recorder.redaction.ipp import IppAnswered, IppAsked, IppReason
from devices.flight_recorder.redaction.modbus import ModbusAnswered, ModbusAsked
from devices.flight_recorder.redaction.sam import SamAnswered, SamAsked, SamCutOff, SamLengthAbsurd
from devices.flight_recorder.redaction.scanner import LineScanned

VERSION = 1
VISIT = "visit"
DEVICES = frozenset({*device_tables(), VISIT})
"""Who can be in a recording: the devices by their names in the settings, and the visit."""

KINDS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "run": Run,
        "line": LineChanged,
        "began": Began,
        "ended": Ended,
        "condition": ConditionChanged,
        "visit": VisitEntered,
        "dropped": Dropped,
        "sam_asked": SamAsked,
        "sam_answered": SamAnswered,
        "sam_cut_off": SamCutOff,
        "sam_length_absurd": SamLengthAbsurd,
        "escpos_asked": EscposAsked,
        "escpos_fence": EscposFence,
        "escpos_answered": EscposAnswered,
        "apdu_asked": ApduAsked,
        "apdu_answered": ApduAnswered,
        "line_scanned": LineScanned,
        "ipp_asked": IppAsked,
        "ipp_answered": IppAnswered,
        "ipp_reason": IppReason,
        "modbus_asked": ModbusAsked,
        "modbus_answered": ModbusAnswered,
    }
)
_NAMES = {kind: name for name, kind in KINDS.items()}
_HINTS = {kind: get_type_hints(kind) for kind in KINDS.values()}

Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a stretch."""

    began: datetime
    continues: bool = False
    after_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with its moment and its device."""

    at_ms: float
    device: str
    entry: Entry


class NotALine(ValueError):
    """This line is in no recording; the text says what was expected."""


def write_head(head: Head) -> bytes:
    return _json(
        {
            "jinban_flight": VERSION,
            "began": head.began.isoformat(timespec="milliseconds"),
            "continues": head.continues,
            "after_ms": round(head.after_ms, 3),
        }
    )


def write_line(line: Line) -> bytes:
    """Any device outside `DEVICES` is a defect: ValueError."""
    if line.device not in DEVICES:
        raise ValueError("no such device in recordings")
    return _json({"at_ms": round(line.at_ms, 3), "device": line.device, **plain(line.entry)})


def plain(entry: Entry) -> dict[str, Plain]:
    """The entry as JSON values; what has its default is left out."""
    written: dict[str, Plain] = {"entry": _NAMES[type(entry)]}
    for name, default in _defaults(type(entry)).items():
        value = getattr(entry, name)
        if value is not None and (default is MISSING or value != default):
            written[name] = value.name.lower() if isinstance(value, Enum) else value
    return written


def read_line(text: bytes) -> Head | Line:
    """Raises NotALine."""
    try:
        document = json.loads(text)
    except ValueError:
        raise NotALine("expected one JSON object") from None
    if not isinstance(document, dict):
        raise NotALine("expected one JSON object")
    return _head(document) if "jinban_flight" in document else _line(document)


def _head(document: dict[str, object]) -> Head:
    if document["jinban_flight"] != VERSION:
        raise NotALine(f'expected "jinban_flight": {VERSION}')
    began, continues, after_ms = (document.get(name) for name in ("began", "continues", "after_ms"))
    if not isinstance(began, str) or not isinstance(continues, bool) or not isinstance(after_ms, int | float):
        raise NotALine("expected began, continues and after_ms")
    try:
        return Head(datetime.fromisoformat(began), continues, after_ms)
    except ValueError:
        raise NotALine("expected began as an ISO 8601 time") from None


def _line(document: dict[str, object]) -> Line:
    at_ms, device, name = (document.pop(key, None) for key in ("at_ms", "device", "entry"))
    if not isinstance(at_ms, int | float):
        raise NotALine("expected at_ms, a number of milliseconds")
    if not isinstance(device, str) or device not in DEVICES:
        raise NotALine("expected device, the name of one in the settings")
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise NotALine(f"expected entry, one of {', '.join(KINDS)}")
    defaults = _defaults(kind)
    unknown = set(document) - set(defaults)
    if unknown:
        raise NotALine(f"expected no more than {', '.join(defaults) or 'that'} in {name}")
    values = {
        field: _value(f"{name}.{field}", _HINTS[kind][field], document.get(field, default))
        for field, default in defaults.items()
    }
    try:
        return Line(at_ms, device, kind(**values))
    except ValueError as error:
        raise NotALine(str(error)) from None


def _value(place: str, hint: object, told: object) -> object:
    """What is in the file as what the field holds."""
    for option in get_args(hint) or (hint,):
        if isinstance(told, Enum):
            return told
        if told in (None, MISSING) and option is NoneType:
            return None
        if isinstance(option, EnumType) and isinstance(told, str) and told.upper() in option.__members__:
            return option.__members__[told.upper()]
        if option in (int, bool) and type(told) is option:
            return told
    raise NotALine(f"expected {place}, one of its known values")


def _defaults(kind: type[Entry]) -> dict[str, object]:
    """Each field with its default."""
    return {field.name: field.default for field in fields(kind)}


def _json(document: dict[str, Plain]) -> bytes:
    return json.dumps(document, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
