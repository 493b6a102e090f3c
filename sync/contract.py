"""What kiosk and platform say to each other: the shapes of every request and answer, and what a signature covers.

JSON over HTTP. Every request but enrolment carries ``Authorization: Bearer <JWS>``, signed with the station's Ed25519
key over the method, the path and the SHA-256 of the body (RFC 7515, RFC 8037). It carries no time: a hall's clock may
be wrong by years, and every request may be repeated without effect, so a replay changes nothing. The platform's
receipt is a JWS as well, over (application id, manifest hash); only that lets a kiosk purge.
"""

import base64
import hashlib
from datetime import date
from typing import Annotated, Literal

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from kiosk.application import MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, ApplicationId
from kiosk.case import CaseState
from kiosk.credit import Lane
from kiosk.rating import RatingAspect

API = "/v1"
MAX_BATCH = 50
MAX_ENVELOPE_BYTES = 256 * 1024
SEAL_OVERHEAD_BYTES = 48
"""HPKE adds an encapsulated key (32) and a tag (16)."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
StationId = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{3,24}$")]


class Wire(BaseModel):
    """Bytes travel as base64. Strict both ways: an unknown word is an error, so that a captive portal's JSON is not
    taken for an answer."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        ser_json_bytes="base64",
        val_json_bytes="base64",
    )


class Trust(Wire):
    """What a station must know of its platform before it seals anything; handed over with the station's settings."""

    sealing_key: bytes
    """X25519 public key, 32 bytes."""
    receipt_key: bytes
    """Ed25519 public key, 32 bytes."""
    code_key: bytes | None = None
    """Ed25519 public key of whoever signs show codes, 32 bytes; None: such codes are not believed here."""
    development: bool = False
    """The key pair that is published with the source, for trying things out; never for residents."""


class Enrolment(Wire):
    """``POST /v1/stations``: a station makes itself known, with the code that the operator was given."""

    station: StationId
    name: Annotated[str, StringConstraints(max_length=80)]
    public_key: bytes
    """Ed25519, 32 bytes."""
    code: str


class Enrolled(Wire):
    station: StationId


class AttachmentRef(Wire):
    """A sealed attachment by its ciphertext's hash, uploaded before the form: ``PUT /v1/attachments/<sha256>``."""

    sha256: Sha256
    size: Annotated[int, Field(ge=1, le=MAX_ATTACHMENT_BYTES + SEAL_OVERHEAD_BYTES)]


class Submission(Wire):
    """One sealed application. ``manifest_hash`` is kiosk.envelope's, which the platform computes again."""

    id: ApplicationId
    item: str
    envelope: bytes = Field(max_length=MAX_ENVELOPE_BYTES, repr=False)
    attachments: Annotated[tuple[AttachmentRef, ...], Field(max_length=MAX_ATTACHMENTS)] = ()
    manifest_hash: Sha256


class Submissions(Wire):
    """``POST /v1/submissions``."""

    items: Annotated[tuple[Submission, ...], Field(min_length=1, max_length=MAX_BATCH)]


class Case(Wire):
    """What may be told of a case to whoever holds its number: never who applied."""

    id: ApplicationId
    acceptance_number: str
    item: str
    state: CaseState
    received_at: AwareDatetime
    decided_at: AwareDatetime | None = None
    amount: str | None = None
    """Granted sum in yuan a month."""
    amount_demo: bool = False
    reasons: tuple[str, ...] = ()
    """Ids of the item's rules that sent it to an officer or refused it; the sentences are the catalogue's."""
    group: ApplicationId | None = None
    """The number on the one receipt of a cart or bundle; asking for it tells of every part."""
    queue: str = ""
    """The place (GB/T 2260) whose officers it waits for; empty: not told."""
    lane: Lane = Lane.ORDINARY
    promised_by: date | None = None
    """The last day of the promised limit, working days counted; None: no limit is promised, or it is decided."""
    later: tuple[str, ...] = ()
    """Papers that are still to follow, by material id."""
    later_by: date | None = None
    has_document: bool = False
    """There is a paper of the result to print, for its applicant or agent."""


class Receipted(Wire):
    outcome: Literal["receipted"] = "receipted"
    id: ApplicationId
    receipt: str
    """Compact JWS of a `ReceiptClaims`."""
    case: Case


class Incomplete(Wire):
    """The platform lacks these attachments; upload them and send the form again."""

    outcome: Literal["incomplete"] = "incomplete"
    id: ApplicationId
    missing: tuple[Sha256, ...]


class Rejected(Wire):
    """This one will never be taken as it is. ``conflict``: the id is known with another manifest."""

    outcome: Literal["rejected"] = "rejected"
    id: ApplicationId
    code: Literal["conflict", "cannot_open", "manifest_mismatch", "not_in_order", "unknown_item"]
    fields: tuple[str, ...] = ()
    """Places of the problems (``form.phone``), never their values."""


ItemResult = Annotated[Receipted | Incomplete | Rejected, Field(discriminator="outcome")]


class SubmissionResults(Wire):
    """One result for each item, in any order."""

    results: tuple[ItemResult, ...]


class CaseQuery(Wire):
    """``POST /v1/cases/query``: by application id, by acceptance number, or by a group's number."""

    numbers: Annotated[tuple[str, ...], Field(min_length=1, max_length=MAX_BATCH)]


class CaseAnswers(Wire):
    """The cases that exist, of a group's number all its parts; a number that does not exist is left out."""

    cases: tuple[Case, ...]


class Rating(Wire):
    """What a resident thought of one service occurrence. Who does not rate is not rated for."""

    id: ApplicationId
    """Of the application; a query or print, which has none, draws a number of the same form for itself."""
    level: Annotated[int, Field(ge=1, le=5)]
    """1 very dissatisfied to 5 very satisfied (the national rating system, five levels)."""
    aspects: Annotated[tuple[RatingAspect, ...], Field(max_length=len(RatingAspect))] = ()
    """What in particular it is about; may be none."""
    item: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{0,50}$")] = ""
    """Code of the item, where there is no application to say it."""


class Ratings(Wire):
    """``POST /v1/ratings``; one for each occurrence, a repeat is a no-op."""

    items: Annotated[tuple[Rating, ...], Field(min_length=1, max_length=MAX_BATCH)]


class RatingsTaken(Wire):
    ids: tuple[ApplicationId, ...]


class Health(Wire):
    """``GET /v1/health``: the platform is there, and which platform it is."""

    service: Literal["jinban-platform"]
    receipt_key: bytes
    departments_down: Annotated[tuple[str, ...], Field(max_length=200)] = ()
    """Departments (Chinese names) whose own systems the platform cannot reach at the moment."""


class ReceiptClaims(Wire):
    """What the platform signs when it holds every byte."""

    id: ApplicationId
    manifest_hash: Sha256
    acceptance_number: str
    received_at: AwareDatetime


def sign_receipt(claims: ReceiptClaims, key: Ed25519PrivateKey) -> str:
    """The receipt as a compact JWS (EdDSA)."""
    return jwt.encode(
        claims.model_dump(mode="json"), key, algorithm="EdDSA", headers={"typ": "jinban-receipt"}
    )


def verify_receipt(receipt: str, key: Ed25519PublicKey) -> ReceiptClaims | None:
    """What the platform vouches for, or None when the signature, the type or the shape is not right."""
    try:
        if jwt.get_unverified_header(receipt).get("typ") != "jinban-receipt":
            return None
        return ReceiptClaims.model_validate(jwt.decode(receipt, key, algorithms=["EdDSA"]))
    except (jwt.InvalidTokenError, ValidationError):
        return None


def authorise(station: str, method: str, path: str, body: bytes, key: Ed25519PrivateKey) -> str:
    """The value of the Authorization header for one request; ``path`` without host and query."""
    claims = {"iss": station, "htm": method, "htu": path, "digest": _digest(body)}
    token = jwt.encode(claims, key, algorithm="EdDSA", headers={"typ": "jinban-request"})
    return f"Bearer {token}"


def claimed_station(authorization: str) -> str | None:
    """Who a request says it is from, unverified, to find its key."""
    try:
        claims = jwt.decode(authorization.removeprefix("Bearer "), options={"verify_signature": False})
    except jwt.InvalidTokenError:
        return None
    station = claims.get("iss")
    return station if isinstance(station, str) else None


def is_authorised(authorization: str, method: str, path: str, body: bytes, key: Ed25519PublicKey) -> bool:
    """Whether this very request was signed with the station's key."""
    token = authorization.removeprefix("Bearer ")
    try:
        if jwt.get_unverified_header(token).get("typ") != "jinban-request":
            return False
        claims = jwt.decode(token, key, algorithms=["EdDSA"])
    except jwt.InvalidTokenError:
        return False
    return (claims.get("htm"), claims.get("htu"), claims.get("digest")) == (method, path, _digest(body))


def _digest(body: bytes) -> str:
    return base64.b64encode(hashlib.sha256(body).digest()).decode()
