"""What the registers said when a case was granted, sealed to the platform's own key and bound to its case.

A document that says how many homes somebody owned on a day must say the same when it is printed again. Pure.
"""

from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from pydantic import TypeAdapter, ValidationError

from kiosk.catalogue.registers import Record, RecordValue
from kiosk.catalogue.service import Register

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_INFO = b"jinban/1/records/"
_records: TypeAdapter[dict[Register, dict[str, RecordValue]]] = TypeAdapter(
    dict[Register, dict[str, RecordValue]]
)


def seal_records(records: Mapping[Register, Record], application_id: str, key: X25519PrivateKey) -> bytes:
    """The sealed records of one case."""
    plaintext = _records.dump_json({register: dict(record) for register, record in records.items()})
    return _SUITE.encrypt(plaintext, key.public_key(), info=_INFO + application_id.encode())


def open_records(
    sealed: bytes, application_id: str, key: X25519PrivateKey
) -> Mapping[Register, Record] | None:
    """The records again; None when these bytes are not that case's."""
    try:
        return _records.validate_json(_SUITE.decrypt(sealed, key, info=_INFO + application_id.encode()))
    except (InvalidTag, ValueError, ValidationError):
        return None
