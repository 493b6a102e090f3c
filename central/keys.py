"""The platform's secrets: what opens sealed applications, what signs receipts, and what tells one person from another.

A production platform makes its own on the first start, in a folder that only it can read: ``platform-keys.json``,
``enrolment-code`` for the operator, and ``trust.json`` (public keys only) to hand to the stations. The development
keys are published with the source, so that a fresh kiosk can seal before any platform has ever run; they protect
nobody.
"""

import base64
import functools
import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import ValidationError

import config
from central.private_file import kept_secret
from config.faults import EnvironmentFault, FaultCode
from kiosk.store.data_folder import make_private_folder
from sync.contract import Trust, Wire

DEVELOPMENT = "development"
"""The setting ``central.keys`` that asks for the published keys; also their enrolment code."""

_DEVELOPMENT_FILE = Path(config.__file__).parent / "development" / "platform-keys.json"
_log = logging.getLogger("platform")


@dataclass(frozen=True)
class PlatformKeys:
    """Any thread may use them. Nothing of them stands in a repr."""

    sealing: X25519PrivateKey = field(repr=False)
    receipt: Ed25519PrivateKey = field(repr=False)
    person: bytes = field(repr=False)
    """32 bytes; without it nobody can try out ID numbers against the register."""
    enrolment_code: str = field(repr=False)
    development: bool

    def trust(self) -> Trust:
        """What a station is told of this platform."""
        return Trust(
            sealing_key=self.sealing.public_key().public_bytes_raw(),
            receipt_key=self.receipt.public_key().public_bytes_raw(),
            code_key=self.code.public_key().public_bytes_raw(),
            development=self.development,
        )

    @functools.cached_property
    def code(self) -> Ed25519PrivateKey:
        """Signs show codes of this platform's own making. Derived (HKDF, RFC 5869), so that older key files have it."""
        seed = HKDF(hashes.SHA256(), 32, salt=None, info=b"jinban/1/code-key").derive(
            self.receipt.private_bytes_raw()
        )
        return Ed25519PrivateKey.from_private_bytes(seed)

    def holder_tag(self, id_number: str) -> str:
        """The same for the same person whatever the item, to find their cases; says nothing of them."""
        return self._tag(f"holder\0{id_number.upper()}")

    def document_tag(self, number: str) -> str:
        """What only this platform can put behind a document's number: 40 bits, in base 32."""
        mac = hmac.new(self.person, f"document\0{number}".encode(), hashlib.sha256).digest()
        return base64.b32encode(mac[:5]).decode()

    def person_tag(self, item: str, id_number: str) -> str:
        """The same for the same person and item, and says nothing of the person: HMAC-SHA256 (RFC 2104), hex."""
        return self._tag(f"{item}\0{id_number}")

    def _tag(self, text: str) -> str:
        return hmac.new(self.person, text.encode(), hashlib.sha256).hexdigest()


def platform_keys(setting: str) -> PlatformKeys:
    """The keys that the setting ``central.keys`` names: ``development``, or a folder.

    Raises EnvironmentFault(STORE_DAMAGED) when the folder's key file is none (it is never replaced: what was sealed
    to it could not be opened again), and OSError.
    """
    if setting != DEVELOPMENT:
        return _keys_in(Path(setting))
    _log.warning(
        "DEVELOPMENT KEYS IN USE: everybody can open what is sealed to them. Never for real residents; "
        "set central.keys to a folder of your own."
    )
    return _read(_DEVELOPMENT_FILE.read_bytes(), _DEVELOPMENT_FILE.name, DEVELOPMENT, development=True)


class _KeyFile(Wire):
    """``platform-keys.json``; raw private keys of 32 bytes each."""

    sealing: bytes
    receipt: bytes
    person: bytes


def _keys_in(folder: Path) -> PlatformKeys:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_private_folder(folder)
    content = kept_secret(folder / "platform-keys.json", _new_key_file)
    code = kept_secret(folder / "enrolment-code", lambda: secrets.token_urlsafe(24).encode())
    keys = _read(content, "platform-keys.json", code.decode("ascii", "replace").strip(), development=False)
    kept_secret(folder / "trust.json", lambda: keys.trust().model_dump_json(indent=2).encode())
    return keys


def _new_key_file() -> bytes:
    file = _KeyFile(
        sealing=X25519PrivateKey.generate().private_bytes_raw(),
        receipt=Ed25519PrivateKey.generate().private_bytes_raw(),
        person=secrets.token_bytes(32),
    )
    return file.model_dump_json(indent=2).encode()


def _read(content: bytes, name: str, code: str, *, development: bool) -> PlatformKeys:
    try:
        file = _KeyFile.model_validate_json(content)
        return PlatformKeys(
            sealing=X25519PrivateKey.from_private_bytes(file.sealing),
            receipt=Ed25519PrivateKey.from_private_bytes(file.receipt),
            person=file.person,
            enrolment_code=code,
            development=development,
        )
    except (ValidationError, ValueError):
        raise EnvironmentFault(FaultCode.STORE_DAMAGED, name) from None
