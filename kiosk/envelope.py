"""Sealing: an application and its attachments, encrypted in memory to the platform's key before anything touches disk.

HPKE single-shot, RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. The kiosk holds the public
key only, so it cannot read its own queue. ``info`` binds each ciphertext to its application and its place in it: a
sealed attachment of one application does not open in another.

All functions are pure and may be called from any thread.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class CannotOpen(Exception):
    """The bytes were not sealed to this key for this application: damaged, forged, or sealed to another key."""


@dataclass(frozen=True, slots=True)
class SealedAttachment:
    """One attachment as it lies on disk and travels: ciphertext, named by the SHA-256 (hex) of that ciphertext."""

    sha256: str
    content: bytes

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class SealedApplication:
    """What the outbox takes: nothing in it says who applied."""

    id: str
    item: str
    created_at: datetime
    envelope: bytes
    attachments: tuple[SealedAttachment, ...]

    @property
    def manifest_hash(self) -> str:
        """SHA-256 (hex) over every byte of this application; the platform signs its receipt over (id, this)."""
        return manifest_hash(
            self.id,
            self.item,
            hashlib.sha256(self.envelope).hexdigest(),
            [(a.sha256, a.size) for a in self.attachments],
        )


def manifest_hash(
    application_id: str, item: str, envelope_sha256: str, attachments: Sequence[tuple[str, int]]
) -> str:
    """SHA-256 (hex) of the manifest in canonical JSON. ``attachments`` are (sha256 hex, bytes) in their order."""
    manifest = {
        "attachments": [{"sha256": sha256, "size": size} for sha256, size in attachments],
        "envelope_sha256": envelope_sha256,
        "id": application_id,
        "item": item,
    }
    canonical = json.dumps(manifest, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def seal_application(plaintext: bytes, application_id: str, key: X25519PublicKey) -> bytes:
    """The application's sealed envelope: 48 bytes longer than the plaintext."""
    return _SUITE.encrypt(plaintext, key, info=_application_info(application_id))


def open_application(envelope: bytes, application_id: str, key: X25519PrivateKey) -> bytes:
    """The plaintext again, at the platform. Raises CannotOpen."""
    return _open(envelope, key, _application_info(application_id))


def seal_attachment(
    plaintext: bytes, application_id: str, position: int, key: X25519PublicKey
) -> SealedAttachment:
    """One sealed attachment; ``position`` counts from 0 within its application."""
    content = _SUITE.encrypt(plaintext, key, info=_attachment_info(application_id, position))
    return SealedAttachment(hashlib.sha256(content).hexdigest(), content)


def open_attachment(content: bytes, application_id: str, position: int, key: X25519PrivateKey) -> bytes:
    """The attachment's plaintext again, at the platform. Raises CannotOpen."""
    return _open(content, key, _attachment_info(application_id, position))


def seal_later_paper(
    plaintext: bytes, application_id: str, material: str, key: X25519PublicKey
) -> SealedAttachment:
    """A paper that follows its application, for one of the materials that were promised."""
    content = _SUITE.encrypt(plaintext, key, info=_later_paper_info(application_id, material))
    return SealedAttachment(hashlib.sha256(content).hexdigest(), content)


def open_later_paper(content: bytes, application_id: str, material: str, key: X25519PrivateKey) -> bytes:
    """The paper again, at the platform. Raises CannotOpen."""
    return _open(content, key, _later_paper_info(application_id, material))


def _open(ciphertext: bytes, key: X25519PrivateKey, info: bytes) -> bytes:
    try:
        return _SUITE.decrypt(ciphertext, key, info=info)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("not sealed to this key for this application") from error


def _application_info(application_id: str) -> bytes:
    return b"jinban/1/application/" + application_id.encode()


def _attachment_info(application_id: str, position: int) -> bytes:
    return b"jinban/1/attachment/%d/" % position + application_id.encode()


def _later_paper_info(application_id: str, material: str) -> bytes:
    return b"jinban/1/later/" + application_id.encode() + b"/" + material.encode()
