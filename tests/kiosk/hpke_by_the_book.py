"""RFC 9180 base mode, opening side, written from the RFC's pseudo-code with plain HMAC: a second opinion on sealing.

KEM X25519 with HKDF-SHA256 (0x0020), KDF HKDF-SHA256 (0x0001), AEAD AES-GCM of either size.
"""

import hashlib
import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


@dataclass(frozen=True)
class Suite:
    """``aead_id``: 1 is AES-128-GCM, 2 is AES-256-GCM (section 7.3)."""

    aead_id: int
    key_bytes: int

    @property
    def id(self) -> bytes:
        return b"HPKE" + b"".join(part.to_bytes(2, "big") for part in (0x0020, 0x0001, self.aead_id))


_KEM_ID = b"KEM" + (0x0020).to_bytes(2, "big")


def open_base(
    suite: Suite, private: bytes, enc: bytes, ciphertext: bytes, info: bytes, aad: bytes = b""
) -> bytes:
    """The plaintext of the first message (sections 4.1, 5.1 and 5.2)."""
    key_pair = X25519PrivateKey.from_private_bytes(private)
    shared = key_pair.exchange(X25519PublicKey.from_public_bytes(enc))
    kem_context = enc + key_pair.public_key().public_bytes_raw()
    secret = _expand(_KEM_ID, _extract(_KEM_ID, b"", b"eae_prk", shared), b"shared_secret", kem_context, 32)
    context = (
        b"\x00" + _extract(suite.id, b"", b"psk_id_hash", b"") + _extract(suite.id, b"", b"info_hash", info)
    )
    schedule = _extract(suite.id, secret, b"secret", b"")
    key = _expand(suite.id, schedule, b"key", context, suite.key_bytes)
    nonce = _expand(suite.id, schedule, b"base_nonce", context, 12)
    return AESGCM(key).decrypt(nonce, ciphertext, aad)


def _extract(suite_id: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite_id + label + ikm, hashlib.sha256)


def _expand(suite_id: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite_id + label + info
    return hmac.digest(prk, labelled + b"\x01", hashlib.sha256)[:length]
