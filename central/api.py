"""The platform's HTTP interface for stations: enrol, upload attachments, submit, ask for cases, rate.

Every request but enrolment, health and trust is signed by an enrolled station (see `sync.contract`). Success is always
200 with the documented JSON; everything else is an `ErrorAnswer`.
"""

import hmac
from collections.abc import Awaitable, Callable
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi import APIRouter, Depends, FastAPI, Path, Request, Response
from pydantic import StringConstraints, ValidationError

from central.answer import DocumentedApp, answer, documented_body, refusals, understood
from central.documents import DocumentCheck, DocumentRevoked, checked
from central.officer_api import CallBackList, DepartmentsDown, RejectionList, officer_router
from central.officers import OfficerDecision, OpenedCase
from central.phone_api import PhoneCode, PhoneCodeOrder, phone_router
from central.platform import Platform
from central.ratings import CallBack
from central.refusal import Refusal, install, not_understood
from central.signed_request import SignedRequest, read_body, read_signed
from kiosk.application import MAX_ATTACHMENT_BYTES
from sync.contract import (
    API,
    MAX_BATCH,
    MAX_ENVELOPE_BYTES,
    SEAL_OVERHEAD_BYTES,
    AttachmentRef,
    CaseAnswers,
    CaseQuery,
    Enrolled,
    Enrolment,
    Health,
    Ratings,
    RatingsTaken,
    SubmissionResults,
    Submissions,
    Trust,
)
from sync.sealed_question import SealedAnswer, SealedQuestion

MAX_ATTACHMENT_BODY = MAX_ATTACHMENT_BYTES + SEAL_OVERHEAD_BYTES
MAX_SUBMISSIONS_BODY = MAX_BATCH * (MAX_ENVELOPE_BYTES * 4 // 3 + 4096)
MAX_SMALL_BODY = 64 * 1024
MAX_QUESTION_BODY = 16 * 1024

HashInPath = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{64}$"),
    Path(description="SHA-256 (hex) of the sealed bytes"),
]
VerificationInPath = Annotated[
    str, StringConstraints(max_length=80), Path(description="The text of the document's QR code")
]
Read = Callable[[Request], Awaitable[SignedRequest]]

_REQUESTS = (
    Enrolment, Submissions, CaseQuery, Ratings, OfficerDecision, DepartmentsDown, SealedQuestion, PhoneCodeOrder,
)  # fmt: skip
_ANSWERS = (
    Health, Trust, Enrolled, AttachmentRef, SubmissionResults, CaseAnswers, RatingsTaken, OpenedCase, RejectionList,
    SealedAnswer, DocumentCheck, DocumentRevoked, PhoneCode, CallBack, CallBackList, DepartmentsDown,
)  # fmt: skip

_DESCRIPTION = """
The reference central platform of Jinban. Stations send sealed applications; the platform keeps them sealed, decides
what its rules can decide at once, and signs a receipt for what it durably holds.

**Signature.** `Authorization: Bearer <JWS>` (EdDSA, RFC 8037), `typ` `jinban-request`, claims `iss` (station), `htm`
(method), `htu` (path) and `digest` (base64 of the SHA-256 of the body). It carries no time: every request may be
repeated without effect.

**Order.** Attachments first, then the form that names them. A receipt is a JWS (`typ` `jinban-receipt`) over the
application id and its manifest hash, and is given only when every byte is on the platform's disk.
"""


def create_app(platform: Platform) -> FastAPI:
    """The application for an ASGI server; see `central.server`."""
    app = DocumentedApp("Jinban platform", _DESCRIPTION, _REQUESTS, _ANSWERS)
    app.include_router(_open_router(platform), prefix=API, tags=["Anybody"])
    app.include_router(_station_router(platform), prefix=API, tags=["Stations"])
    app.include_router(officer_router(platform), prefix=f"{API}/officer", tags=["Officers"])
    app.include_router(phone_router(platform), prefix=f"{API}/phone", tags=["Telephones (trials only)"])
    install(app)
    return app


def _open_router(platform: Platform) -> APIRouter:
    router = APIRouter()

    @router.get("/health", response_model=Health, summary="Is the platform there, and which one is it?")
    def health() -> Response:
        return answer(
            Health(
                service="jinban-platform",
                receipt_key=platform.keys.trust().receipt_key,
                departments_down=tuple(sorted(platform.departments_down)),
            )
        )

    @router.get("/trust", response_model=Trust, summary="The platform's public keys")
    def trust() -> Response:
        """For the operator who sets stations up; a station believes only the keys that came with its settings."""
        return answer(platform.keys.trust())

    @router.get(
        "/documents/{code}",
        response_model=DocumentCheck,
        summary="Does this result document count?",
        responses=refusals(422, 503),
    )
    def check(code: VerificationInPath) -> Response:
        """What its QR code holds. Tells its title and days, never whose it is; a forgery is ``unknown``."""
        issued = platform.questions.documents.find(code)
        item = platform.find_item(issued.item) if issued is not None else None
        result = item.service.result if item is not None and item.service is not None else None
        return answer(checked(issued, result.title if result else None, platform.clock()))

    @router.post(
        "/stations",
        response_model=Enrolled,
        summary="Make a station known",
        responses=refusals(403, 409, 413, 422, 503),
        openapi_extra=documented_body(Enrolment),
    )
    def enrol(body: Annotated[bytes, Depends(_small_body)]) -> Response:
        """With the enrolment code that the operator was given. Repeating it with the same key changes nothing."""
        request = understood(Enrolment, body)
        code = request.code.encode()
        if not hmac.compare_digest(code, platform.keys.enrolment_code.encode()):
            raise Refusal(403, "wrong_code", "This is not the enrolment code.")
        try:
            Ed25519PublicKey.from_public_bytes(request.public_key)
        except ValueError:
            raise not_understood(("public_key",)) from None
        if not platform.stations.enrol(request.station, request.name, request.public_key, platform.clock()):
            raise Refusal(409, "station_known", "This station is enrolled with another key.")
        return answer(Enrolled(station=request.station))

    return router


def _station_router(platform: Platform) -> APIRouter:
    router = APIRouter(responses=refusals(401, 413, 422, 503))

    def signed(max_bytes: int) -> Read:
        async def read(request: Request) -> SignedRequest:
            return await read_signed(request, platform.stations, max_bytes)

        return read

    small, large, batch = signed(MAX_SMALL_BODY), signed(MAX_ATTACHMENT_BODY), signed(MAX_SUBMISSIONS_BODY)
    question = signed(MAX_QUESTION_BODY)

    @router.put(
        "/attachments/{sha256}",
        response_model=AttachmentRef,
        summary="Upload a sealed attachment",
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            }
        },
    )
    def put_attachment(sha256: HashInPath, request: Annotated[SignedRequest, Depends(large)]) -> Response:
        """The ciphertext itself. 200 when it is on the disk; repeating it changes nothing."""
        kept = platform.attachments.keep(sha256, request.body, request.station, platform.clock())
        if kept is None:
            raise Refusal(422, "not_understood", "The bytes do not have this SHA-256.")
        return answer(kept)

    @router.get(
        "/attachments/{sha256}",
        response_model=AttachmentRef,
        summary="Is this attachment here?",
        responses=refusals(404),
    )
    def get_attachment(sha256: HashInPath, _request: Annotated[SignedRequest, Depends(small)]) -> Response:
        """Tells its size; the bytes are not given out."""
        return _attachment(sha256)

    @router.head("/attachments/{sha256}", summary="Is this attachment here?", responses=refusals(404))
    def head_attachment(sha256: HashInPath, _request: Annotated[SignedRequest, Depends(small)]) -> Response:
        return _attachment(sha256)

    def _attachment(sha256: str) -> Response:
        known = platform.attachments.known(sha256)
        if known is None:
            raise Refusal(404, "not_found", "No such attachment is here.")
        return answer(known)

    @router.post(
        "/submissions",
        response_model=SubmissionResults,
        summary="Submit sealed applications",
        openapi_extra=documented_body(Submissions),
    )
    def submit(request: Annotated[SignedRequest, Depends(batch)]) -> Response:
        """One result for each item, and a bad item harms no other. Repeating an item gives the same receipt again."""
        try:
            return answer(platform.cases.take_batch(request.body, request.station))
        except ValidationError:
            raise not_understood(("items",)) from None

    @router.post(
        "/cases/query",
        response_model=CaseAnswers,
        summary="Where do these cases stand?",
        openapi_extra=documented_body(CaseQuery),
    )
    def query(request: Annotated[SignedRequest, Depends(small)]) -> Response:
        """By application id or acceptance number. Never says who applied."""
        numbers = understood(CaseQuery, request.body).numbers
        return answer(CaseAnswers(cases=platform.register.query(numbers)))

    @router.post(
        "/ratings",
        response_model=RatingsTaken,
        summary="Hand in residents' ratings",
        openapi_extra=documented_body(Ratings),
    )
    def rate(request: Annotated[SignedRequest, Depends(small)]) -> Response:
        """One for each application; the first one counts, and a repeat changes nothing."""
        ratings = understood(Ratings, request.body).items
        return answer(RatingsTaken(ids=platform.ratings.take(ratings, request.station, platform.clock())))

    @router.post(
        "/questions",
        response_model=SealedAnswer,
        summary="Ask something while a resident waits",
        openapi_extra=documented_body(SealedQuestion),
    )
    def ask(request: Annotated[SignedRequest, Depends(question)]) -> Response:
        """Sealed to the platform's key, answered sealed to the question's own reply key (see `docs/integrators.md`)."""
        sealed = understood(SealedQuestion, request.body)
        told = platform.questions.answer(sealed.envelope, request.station)
        if told is None:
            raise not_understood(("envelope",))
        return answer(SealedAnswer(envelope=told))

    return router


async def _small_body(request: Request) -> bytes:
    return await read_body(request, MAX_SMALL_BODY)
