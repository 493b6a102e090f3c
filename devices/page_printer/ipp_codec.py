"""IPP messages as bytes: what is asked of a printer, and what it answers (RFC 8010, encoding; RFC 8011, meaning).

Pure functions, any thread. Strict about structure (lengths, groups, end) and lenient about what it need not know:
collections and out-of-band values are kept as ``None``, text that is not UTF-8 gets replacement characters.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum


class BadMessage(Exception):
    """These bytes are no IPP message; the text says where it broke, never what it held."""


class GroupTag(IntEnum):
    """RFC 8010, 3.5.1."""

    OPERATION = 0x01
    JOB = 0x02
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class ValueTag(IntEnum):
    """RFC 8010, 3.5.2: those that are read or written here."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    OCTETS = 0x30
    RESOLUTION = 0x32
    RANGE = 0x33
    BEGIN_COLLECTION = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    END_COLLECTION = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


@dataclass(frozen=True, slots=True)
class Range:
    """rangeOfInteger, both ends included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """Dots by ``units`` (3: inch, 4: centimetre)."""

    across: int
    along: int
    units: int


Value = bool | int | str | bytes | Range | Resolution | None


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute to send; several values make a 1setOf."""

    name: str
    tag: ValueTag
    values: tuple[bool | int | str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Group:
    """One group of attributes as received; every attribute is a tuple, also one with a single value."""

    tag: int
    attributes: Mapping[str, tuple[Value, ...]] = field(repr=False)

    def integer(self, name: str) -> int | None:
        """The first value, where it is an integer or an enum."""
        value = self._first(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def integers(self, name: str) -> tuple[int, ...]:
        values = self.attributes.get(name, ())
        return tuple(value for value in values if isinstance(value, int) and not isinstance(value, bool))

    def boolean(self, name: str) -> bool | None:
        value = self._first(name)
        return value if isinstance(value, bool) else None

    def text(self, name: str) -> str | None:
        value = self._first(name)
        return value if isinstance(value, str) else None

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(value for value in self.attributes.get(name, ()) if isinstance(value, str))

    def octets(self, name: str) -> tuple[bytes, ...]:
        return tuple(value for value in self.attributes.get(name, ()) if isinstance(value, bytes))

    def is_out_of_band(self, name: str) -> bool:
        """It is there, but has no value: ``no-value``, ``unknown`` or ``unsupported``."""
        return name in self.attributes and self._first(name) is None

    def _first(self, name: str) -> Value:
        values = self.attributes.get(name, ())
        return values[0] if values else None


@dataclass(frozen=True, slots=True)
class Response:
    """A printer's answer. ``status`` below 0x0100 is success (RFC 8011, appendix B)."""

    status: int
    request_id: int
    groups: tuple[Group, ...]

    def of(self, tag: GroupTag) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.tag == tag)


def encode_request(
    operation: int, request_id: int, groups: Sequence[tuple[GroupTag, Sequence[Attribute]]]
) -> bytes:
    """One request, version 1.1: every printer must take it, those of version 2 too (PWG 5100.12)."""
    message = bytearray(struct.pack(">BBHI", 1, 1, operation, request_id))
    for tag, attributes in groups:
        message.append(tag)
        for attribute in attributes:
            name = attribute.name.encode()
            for value in attribute.values:
                octets = _octets(value)
                message += struct.pack(">BH", attribute.tag, len(name)) + name
                message += struct.pack(">H", len(octets)) + octets
                name = b""
    message.append(_END)
    return bytes(message)


def decode_response(message: bytes) -> Response:
    """One answer; what follows its end is not looked at. Raises BadMessage, and nothing else, for any other bytes."""
    try:
        major, _minor, status, request_id = struct.unpack_from(">BBHI", message)
    except struct.error as error:
        raise BadMessage("shorter than a header") from error
    if major not in {1, 2}:
        raise BadMessage(f"version {major}")
    return Response(status, request_id, tuple(_groups(message)))


_END = 0x03
_FIRST_VALUE_TAG = 0x10
_FIRST_REAL_VALUE_TAG = 0x20
_HEADER_BYTES = 8
_FIXED_SIZES: Mapping[int, int] = {
    ValueTag.INTEGER: 4,
    ValueTag.ENUM: 4,
    ValueTag.BOOLEAN: 1,
    ValueTag.RANGE: 8,
    ValueTag.RESOLUTION: 9,
}
_FIRST_TEXT_TAG = 0x40
_LAST_TEXT_TAG = 0x5F


def _octets(value: bool | int | str) -> bytes:
    match value:
        case bool():
            return bytes([value])
        case int():
            return struct.pack(">i", value)
        case str():
            return value.encode()


def _groups(message: bytes) -> Iterator[Group]:
    tag = 0
    attributes: dict[str, list[Value]] = {}
    name = ""
    depth = 0
    for field_tag, field_name, octets in _fields(message):
        if field_tag < _FIRST_VALUE_TAG:
            if depth:
                raise BadMessage("a collection without an end")
            if tag:
                yield Group(tag, {each: tuple(values) for each, values in attributes.items()})
            tag, attributes, name = field_tag, {}, ""
        elif field_tag == ValueTag.END_COLLECTION:
            depth -= 1
            if depth < 0:
                raise BadMessage("the end of no collection")
        elif depth:
            depth += field_tag == ValueTag.BEGIN_COLLECTION
        else:
            if not tag:
                raise BadMessage("an attribute outside every group")
            name = field_name or name
            if not name:
                raise BadMessage("a value without an attribute")
            attributes.setdefault(name, []).append(_value(field_tag, octets))
            depth += field_tag == ValueTag.BEGIN_COLLECTION


def _fields(message: bytes) -> Iterator[tuple[int, str, bytes]]:
    """Each delimiter (without name and octets) and each value, the end as a last delimiter."""
    at = _HEADER_BYTES
    while at < len(message):
        tag = message[at]
        at += 1
        if tag < _FIRST_VALUE_TAG:
            if tag == 0:
                raise BadMessage("delimiter 0")
            yield tag, "", b""
            if tag == _END:
                return
            continue
        name, at = _counted(message, at)
        octets, at = _counted(message, at)
        try:
            yield tag, name.decode("ascii"), octets
        except UnicodeDecodeError as error:
            raise BadMessage("a name that is not ASCII") from error
    raise BadMessage("no end")


def _counted(message: bytes, at: int) -> tuple[bytes, int]:
    """Octets with their length in two bytes before them, and where the next thing begins."""
    start = at + 2
    if start > len(message):
        raise BadMessage("cut off in a length")
    end = start + int.from_bytes(message[at:start], "big")
    if end > len(message):
        raise BadMessage("cut off in a value")
    return message[start:end], end


def _value(tag: int, octets: bytes) -> Value:
    if len(octets) != _FIXED_SIZES.get(tag, len(octets)):
        raise BadMessage(f"value of {len(octets)} octets for tag {tag:#04x}")
    match tag:
        case ValueTag.INTEGER | ValueTag.ENUM:
            return int.from_bytes(octets, "big", signed=True)
        case ValueTag.BOOLEAN:
            return octets != b"\0"
        case ValueTag.RANGE:
            return Range(*struct.unpack(">ii", octets))
        case ValueTag.RESOLUTION:
            return Resolution(*struct.unpack(">iib", octets))
        case ValueTag.TEXT_WITH_LANGUAGE | ValueTag.NAME_WITH_LANGUAGE:
            _language, at = _counted(octets, 0)
            return _counted(octets, at)[0].decode(errors="replace")
        case ValueTag.BEGIN_COLLECTION:
            return None
        case _ if tag < _FIRST_REAL_VALUE_TAG:
            return None
        case _ if _FIRST_TEXT_TAG <= tag <= _LAST_TEXT_TAG:
            return octets.decode(errors="replace")
        case _:
            return octets
