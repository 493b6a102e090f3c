"""Frames of the protocols, as the far sides send them."""

from datetime import date

from devices.flight_recorder.redaction.modbus import crc
from devices.id_card.card import CardKind, IdCard, Sex, encode
from devices.id_card.framing import wrap
from devices.id_card.number import parse_id_number
from tests.devices.flight_recorder.made_up_people import MadeUp


def ipp(code: int, document: bytes, **attributes: tuple[int, bytes]) -> bytes:
    """One IPP message with these attributes, by name with ``_`` for ``-``."""
    message = b"\x02\x00" + code.to_bytes(2, "big") + b"\0\0\0\1\x01"
    for name, (tag, value) in attributes.items():
        key = name.replace("_", "-").encode()
        message += bytes((tag,)) + len(key).to_bytes(2, "big") + key + len(value).to_bytes(2, "big") + value
    return message + b"\x03" + document


def with_crc(frame: bytes) -> bytes:
    return frame + crc(frame).to_bytes(2, "little")


def card_of(person: MadeUp) -> bytes:
    number = parse_id_number(person.id_number)
    return encode(
        IdCard(
            kind=CardKind.RESIDENT, name=person.name, sex=Sex.MALE, ethnic="汉", birth=number.birth,
            address=person.address, id_number=person.id_number, issuer="海口市公安局美兰分局",
            valid_from=date(2016, 5, 10), valid_to=date(2036, 5, 10),
        )
    )  # fmt: skip


def base_reading(text: bytes) -> bytes:
    return wrap(b"\0\0\x90" + b"\x01\x00\x04\x00" + text + text * 4)
