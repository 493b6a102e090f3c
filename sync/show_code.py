"""Codes that a telephone shows (亮码): told apart, and signed ones verified here, also while the line is cut.

A signed code is a compact JWS (EdDSA, RFC 8037) of type ``jinban-code`` over ``sub`` (ID number), ``name``, ``birth``,
``sex``, ``iat``, ``exp``, ``jti`` and ``purpose``; it holds for ten minutes at most, and here only once. An opaque code
says nothing by itself: the platform exchanges it, once, within its minute (`kiosk.question.ExchangeCode`).

    what is wrong                                   refused as
    no signature of this key, or another shape      forged
    its end has come, or it holds over ten minutes  expired
    it begins in more than a minute                 not_yet
    made for another purpose                        other_purpose
    shown here before                               used

`verify_code` and `code_kind` are pure; any thread may use all of it.
"""

import re
import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from devices.id_card.number import IdNumberInvalid
from kiosk.application_id import parse_application_id
from kiosk.person import DocumentKind, IdentifiedBy, Person, Sex, number_facts
from kiosk.question import CodeRefusal

if TYPE_CHECKING:
    from jwt.types import Options

TYPE = "jinban-code"
LONGEST = timedelta(minutes=10)
CLOCKS_DIFFER = timedelta(minutes=1)
MOST_SEEN = 10_000
_TIMES_ARE_READ_HERE: "Options" = {"verify_exp": False, "verify_iat": False, "verify_nbf": False}
_LONGEST_TEXT = 2048
_JWS = re.compile(r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
_OPAQUE = re.compile(r"[A-Za-z0-9_\-.:+/=|]{16,512}")


class CodeKind(Enum):
    SIGNED = "signed"
    OPAQUE = "opaque"
    NONE = "none"
    """No code of a telephone: a web address, a receipt's number, a payment code."""


class Claims(BaseModel):
    """What a signed code says; unknown claims are an error. Times are seconds since 1970 (RFC 7519)."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, strict=False)

    sub: str = Field(repr=False)
    name: Annotated[str, StringConstraints(min_length=1, max_length=70)] = Field(repr=False)
    birth: date = Field(repr=False)
    sex: Sex = Field(repr=False)
    iat: int
    exp: int
    jti: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{8,64}$")]
    purpose: Annotated[str, StringConstraints(max_length=80)] = ""
    """Empty: for any purpose."""


@dataclass(frozen=True, slots=True)
class VerifiedCode:
    """A code that holds, and what tells it from every other."""

    person: Person
    jti: str
    until: datetime


def code_kind(text: str) -> CodeKind:
    """What a scanned text may be, by its looks alone."""
    text = text.strip()
    if len(text) <= _LONGEST_TEXT and _JWS.fullmatch(text):
        return CodeKind.SIGNED
    is_address = "://" in text or text.upper().startswith("WWW.")
    if is_address or text.isdecimal() or parse_application_id(text) is not None:
        return CodeKind.NONE
    if text.startswith("JB1."):
        return CodeKind.NONE  # the verification code of a result document
    return CodeKind.OPAQUE if _OPAQUE.fullmatch(text) else CodeKind.NONE


def verify_code(text: str, key: bytes, now: datetime, purpose: str) -> Person | CodeRefusal:
    """Who shows this signed code, or why it does not hold. ``key`` is `Trust.code_key`. Does not know of repeats."""
    verified = _verified(text, key, now, purpose)
    return verified.person if isinstance(verified, VerifiedCode) else verified


class SignedCodes:
    """Signed codes at one station: each holds once. What was seen is remembered in memory, until it would expire."""

    def __init__(self, key: bytes | None) -> None:
        self._key = key
        self._turn = threading.Lock()
        self._seen: dict[str, datetime] = {}

    def take(self, text: str, now: datetime, purpose: str) -> Person | CodeRefusal:
        """Who shows this code for the first time here. Without a key to believe nobody is."""
        if self._key is None:
            return CodeRefusal.FORGED
        verified = _verified(text, self._key, now, purpose)
        if not isinstance(verified, VerifiedCode):
            return verified
        with self._turn:
            self._seen = {jti: until for jti, until in self._seen.items() if until > now - CLOCKS_DIFFER}
            if verified.jti in self._seen or len(self._seen) >= MOST_SEEN:
                return CodeRefusal.USED
            self._seen[verified.jti] = verified.until
        return verified.person


def _verified(text: str, key: bytes, now: datetime, purpose: str) -> VerifiedCode | CodeRefusal:
    text = text.strip()
    if code_kind(text) is not CodeKind.SIGNED:
        return CodeRefusal.NOT_A_CODE
    try:
        if jwt.get_unverified_header(text).get("typ") != TYPE:
            return CodeRefusal.NOT_A_CODE
        body = jwt.decode(
            text, Ed25519PublicKey.from_public_bytes(key), algorithms=["EdDSA"], options=_TIMES_ARE_READ_HERE
        )
        claims = Claims.model_validate(body)
        person = _person(claims)
        begins, until = (datetime.fromtimestamp(at, UTC) for at in (claims.iat, claims.exp))
    except (jwt.InvalidTokenError, ValidationError, IdNumberInvalid, ValueError, OverflowError, OSError):
        return CodeRefusal.FORGED
    if begins - now > CLOCKS_DIFFER:
        return CodeRefusal.NOT_YET
    if until <= now or until - begins > LONGEST:
        return CodeRefusal.EXPIRED
    if claims.purpose not in ("", purpose):
        return CodeRefusal.OTHER_PURPOSE
    return VerifiedCode(person, claims.jti, until)


def _person(claims: Claims) -> Person:
    """Raises IdNumberInvalid, and ValueError where the number says another birth or sex."""
    birth, sex = number_facts(DocumentKind.RESIDENT, claims.sub)
    if birth != claims.birth or sex != claims.sex:
        raise ValueError("the number says another birth date or sex")
    return Person(
        name=claims.name,
        sex=claims.sex,
        birth=claims.birth,
        id_number=claims.sub,
        identified_by=IdentifiedBy.CODE,
    )
