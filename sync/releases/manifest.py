"""What a release is: its version, how long it may be installed, and the hash of every file, signed as a whole.

The manifest is signed as JWS (RFC 7515) with Ed25519 (RFC 8037), one line for each signer; all lines hold the same
manifest. A station takes it when as many of its trusted keys have signed as its trust file asks for.
"""

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from sync.releases.refusal import Reason, ReleaseRefused

TYPE = "jinban-release"
_JWS = jwt.PyJWS(algorithms=["EdDSA"])

FileName = Annotated[
    str,
    StringConstraints(
        pattern=r"^(settings\.toml|synonyms\.yaml|catalogue(/[a-z0-9][a-z0-9_-]*)*/[a-z0-9][a-z0-9_-]*\.yaml)$",
        max_length=200,
    ),
]
"""What a release can hold; a name that leads elsewhere is none."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileEntry(_Strict):
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=0, le=4 * 1024 * 1024)]


class Manifest(_Strict):
    """``version`` only ever grows. No station takes it after ``expires_at``, so that nobody can hand out old ones."""

    version: Annotated[int, Field(ge=1, lt=10**9)]
    made_at: AwareDatetime
    expires_at: AwareDatetime
    files: Annotated[dict[FileName, FileEntry], Field(min_length=1, max_length=20_000)]

    def size(self) -> int:
        return sum(entry.size for entry in self.files.values())


class ReleaseTrust(_Strict):
    """The public keys (32 bytes, base64) that may sign, and how many of them must."""

    keys: Annotated[list[str], Field(min_length=1)]
    threshold: Annotated[int, Field(ge=1)] = 1

    def by_id(self) -> dict[str, Ed25519PublicKey]:
        """Raises ValueError for what is no key."""
        raw = [base64.b64decode(key, validate=True) for key in self.keys]
        return {key_id(each): Ed25519PublicKey.from_public_bytes(each) for each in raw}


def key_id(public: bytes) -> str:
    """The name of a key in a signature: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


def trust_of(keys: Sequence[Ed25519PrivateKey], threshold: int = 1) -> ReleaseTrust:
    """What stations are told of these signers."""
    public = [base64.b64encode(key.public_key().public_bytes_raw()).decode() for key in keys]
    return ReleaseTrust(keys=public, threshold=threshold)


def load_trust(content: bytes, name: str) -> ReleaseTrust:
    """Raises ReleaseRefused."""
    try:
        trust = ReleaseTrust.model_validate_json(content)
        keys = len(trust.by_id())
    except ValueError:
        raise ReleaseRefused(Reason.NO_TRUST, f"{name} is no file of release keys") from None
    if trust.threshold > keys:
        raise ReleaseRefused(
            Reason.NO_TRUST, f"{name} wants {trust.threshold} signatures and has {keys} keys"
        )
    return trust


def signed(manifest: Manifest, keys: Sequence[Ed25519PrivateKey]) -> bytes:
    """One line for each key."""
    payload = manifest.model_dump_json().encode()
    return b"".join(
        _JWS.encode(
            payload,
            key,
            algorithm="EdDSA",
            headers={"typ": TYPE, "kid": key_id(key.public_key().public_bytes_raw())},
        ).encode()
        + b"\n"
        for key in keys
    )


def verified(content: bytes, trust: ReleaseTrust, now: datetime) -> Manifest:
    """The manifest, if enough trusted keys have signed it and it is in date. Raises ReleaseRefused."""
    manifest = _signed_by(content, trust)
    if manifest.expires_at <= now:
        raise ReleaseRefused(
            Reason.EXPIRED,
            f"release {manifest.version} could be installed until {manifest.expires_at:%Y-%m-%d %H:%M}; "
            "ask for a newer one",
        )
    if (manifest.made_at - now).total_seconds() > _CLOCKS_DIFFER_S:
        raise ReleaseRefused(
            Reason.CLOCK,
            f"release {manifest.version} was made on {manifest.made_at:%Y-%m-%d}, and this machine says that it is "
            f"{now:%Y-%m-%d}; set the clock",
        )
    return manifest


_CLOCKS_DIFFER_S = 24 * 3600


def _signed_by(content: bytes, trust: ReleaseTrust) -> Manifest:
    keys = trust.by_id()
    signers: set[str] = set()
    payloads: set[bytes] = set()
    for line in content.decode("ascii", "replace").split():
        try:
            header = jwt.get_unverified_header(line)
            signer = str(header.get("kid"))
            if header.get("typ") == TYPE and signer in keys:
                payload: bytes = _JWS.decode(line, keys[signer], algorithms=["EdDSA"])
                signers.add(signer)
                payloads.add(payload)
        except jwt.InvalidTokenError:
            continue
    if len(signers) < trust.threshold or len(payloads) != 1:
        raise ReleaseRefused(
            Reason.UNTRUSTED,
            f"{len(signers)} of {trust.threshold} wanted signatures are of keys that this station trusts",
        )
    try:
        return Manifest.model_validate_json(payloads.pop())
    except ValidationError as invalid:
        first = invalid.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise ReleaseRefused(Reason.DAMAGED, f"the manifest is signed, but {place}: {first['msg']}") from None
