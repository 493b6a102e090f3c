"""Reads the two files of a social-security card, in whichever of the three ways this card understands.

| step | what is said |
|---|---|
| 1 | select the social-security environment by name |
| 2 | read the first record of EF05 by short file identifier, without selecting the file; most cards can |
| 3 | if not: select EF05, read its first record by its place |
| 4 | if not: read it by its tag |
| 5 | read all records of EF05 and EF06 in the way that worked |

Every record brings its own tag, and goes by it: the sex is the third record of a first-generation card and the fourth
of later ones, and a card that counts otherwise than its version says is read all the same. Pure but for ``transmit``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from devices.social_card.apdu import (
    Answer,
    NoSense,
    Status,
    Transmit,
    exchange,
    read_record,
    read_record_of,
    read_record_tagged,
    select_by_name,
    select_file,
)
from devices.social_card.layout import (
    ENVIRONMENT,
    ITEM_BY_TAG,
    PLACES,
    File,
    Item,
    generation_of,
    records_of,
)
from devices.social_card.record import Record, parse_record

Values = Mapping[Item, bytes]

_REFUSALS = (0x62, 0x67, 0x69, 0x6A, 0x6B, 0x6D, 0x6E, 0x94)
"""First bytes of what other cards answer to a name that they do not know; 64, 65 and 6F are a card in trouble."""

_ABSENT = (Status.RECORD_NOT_FOUND, Status.FILE_NOT_FOUND)


@dataclass(frozen=True, slots=True)
class NotSocialCard:
    """The card has no social-security environment: a bank card, a transport card, a SIM."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The card answered, but not so that its files could be read."""


class _Stop(Exception):
    """The card makes no sense any more; caught here."""


def read_values(transmit: Transmit) -> Values | NotSocialCard | Unreadable:
    """The values of all records that the card has. Takes about 15 commands; raises what ``transmit`` raises."""
    environment = exchange(transmit, select_by_name(ENVIRONMENT))
    if isinstance(environment, NoSense):
        return Unreadable()
    if environment.status != Status.OK:
        return NotSocialCard() if environment.status >> 8 in _REFUSALS else Unreadable()
    try:
        return _read_files(transmit)
    except _Stop:
        return Unreadable()


def _read_files(transmit: Transmit) -> Values:
    way = _way_that_works(transmit)
    values: dict[Item, bytes] = {}
    for file in File:
        way.enter(file)
        *_, last = longest = records_of(file, 2)
        for number in range(1, len(longest) + 1):
            values |= way.read(file, number, generation_of(values.get(Item.SPEC_VERSION, b"")))
            if last in values:
                break
    return values


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to read a record: its command for a file, the record's number and tag, and a length."""

    transmit: Transmit
    command: Callable[[File, int, int, int], bytes]
    selects: bool

    def enter(self, file: File) -> None:
        """Selects the file where this way needs it; some cards want it as a child of the application, some not."""
        if not self.selects:
            return
        for in_current in (True, False):
            answer = _ask(self.transmit, select_file(file, in_current=in_current))
            if answer.status == Status.OK:
                return
        raise _Stop

    def read(self, file: File, number: int, generation: int) -> dict[Item, bytes]:
        """The record, by its own tag; empty when the card has no such record. Raises _Stop.

        Asked for first with the length that the standard gives it, then, should the card see that otherwise, whole.
        """
        order = records_of(file, generation)
        place = PLACES[order[min(number, len(order)) - 1]]
        for length in (place.length + 2, 0):
            answer = _ask(self.transmit, self.command(file, number, place.tag, length))
            if answer.status in _ABSENT:
                return {}
            if answer.status not in (Status.OK, Status.END_REACHED, Status.WRONG_LENGTH):
                raise _Stop
            record = parse_record(answer.data)
            if isinstance(record, Record):
                item = ITEM_BY_TAG.get(record.tag)
                return {item: record.value} if item else {}
        raise _Stop


def _way_that_works(transmit: Transmit) -> _Way:
    ways = (
        _Way(transmit, lambda file, number, _, length: read_record_of(file, number, length), selects=False),
        _Way(transmit, lambda _, number, __, length: read_record(number, length), selects=True),
        _Way(transmit, lambda _, __, tag, length: read_record_tagged(tag, length), selects=True),
    )
    for way in ways:
        try:
            way.enter(File.CARD)
            if way.read(File.CARD, 1, 2):
                return way
        except _Stop:
            continue
    raise _Stop


def _ask(transmit: Transmit, command: bytes) -> Answer:
    answer = exchange(transmit, command)
    if isinstance(answer, NoSense):
        raise _Stop
    return answer
