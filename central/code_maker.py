"""Makes signed show codes, as a telephone's app would: for tests, trials and demonstrations. Pure; any thread."""

from datetime import datetime, timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.person import Person

TYPE = "jinban-code"


def signed_code(
    person: Person,
    key: Ed25519PrivateKey,
    at: datetime,
    jti: str,
    purpose: str = "",
    valid: timedelta = timedelta(minutes=5),
) -> str:
    """A code that begins ``at``; ``jti`` tells it from every other, ``purpose`` empty is any."""
    claims = {
        "sub": person.id_number,
        "name": person.name,
        "birth": person.birth.isoformat(),
        "sex": person.sex.value,
        "iat": int(at.timestamp()),
        "exp": int((at + valid).timestamp()),
        "jti": jti,
        "purpose": purpose,
    }
    return jwt.encode(claims, key, algorithm="EdDSA", headers={"typ": TYPE})
