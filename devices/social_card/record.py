"""One record of a file: a tag, a length, and as many bytes of value. Pure."""

from dataclasses import dataclass, field

LONGEST_VALUE = 0x7F


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record; the value is a resident's."""

    tag: int
    value: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class BadRecord:
    """Not a record, or only its beginning."""


def parse_record(data: bytes) -> Record | BadRecord:
    """The record that the bytes begin with; what follows it is filling."""
    if len(data) < 2 or data[1] > LONGEST_VALUE:
        return BadRecord()
    tag, length = data[0], data[1]
    value = data[2 : 2 + length]
    return Record(tag, value) if len(value) == length else BadRecord()


def write_record(record: Record) -> bytes:
    return bytes((record.tag, len(record.value))) + record.value
