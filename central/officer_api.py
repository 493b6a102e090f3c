"""The platform's HTTP interface for officers: the cases that wait, one opened case, and the decision.

An officer shows the token that lies in the platform's folder (``officer-token``). Answers hold whole applications:
nothing may keep them.
"""

import hmac
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import Field, StringConstraints

from central.answer import answer, documented_body, refusals, understood
from central.documents import DocumentRevoked
from central.officers import OfficerDecision, OpenedCase
from central.platform import Platform
from central.ratings import CallBack
from central.refusal import Refusal
from central.register import DecisionRefused
from central.rejections import Rejection
from central.signed_request import read_body
from kiosk.application import MAX_ATTACHMENTS, ApplicationId, Label
from kiosk.case import CaseState
from sync.contract import (
    Case,
    CaseAnswers,
    Wire,
)

MAX_DECISION_BODY = 4096
_PAGE = 100

IdInPath = Annotated[ApplicationId, Path(description="Application id")]
MaterialInPath = Annotated[Label, Path(description="Material id")]
Limit = Annotated[int, Query(ge=1, le=_PAGE, description="At most so many")]
After = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-Z]{0,40}$"),
    Query(description="Acceptance number of the last case of the page before"),
]
Queue = Annotated[
    str,
    StringConstraints(pattern=r"^([0-9]{6})?$"),
    Query(description="Only of this place (GB/T 2260); empty: of all"),
]
NumberInPath = Annotated[
    str, StringConstraints(pattern=r"^D[0-9]{18,30}[0-9A-Z]$"), Path(description="Number of the document")
]


class RejectionList(Wire):
    """Submissions that were turned away, the newest first."""

    rejections: tuple[Rejection, ...]


class CallBackList(Wire):
    """Bad ratings that nobody has called back yet, the most urgent first."""

    call_backs: tuple[CallBack, ...]


def officer_of(platform: Platform) -> Callable[[Request], None]:
    """Lets only those pass who show the officer's token."""

    def officer(request: Request) -> None:
        shown = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(shown.encode(), platform.officer_token.encode()):
            raise Refusal(401, "not_an_officer", "This needs the officer's token.")

    return officer


class DepartmentsDown(Wire):
    """``PUT /v1/officer/departments/down``: Chinese names."""

    departments: Annotated[tuple[str, ...], Field(max_length=200)] = ()


def officer_router(platform: Platform) -> APIRouter:
    """All under ``/v1/officer``."""

    router = APIRouter(dependencies=[Depends(officer_of(platform))], responses=refusals(401, 422, 503))

    @router.get("/cases", response_model=CaseAnswers, summary="Cases in a state, the fast lane first")
    def cases(state: CaseState, after: After = "", limit: Limit = _PAGE, queue: Queue = "") -> Response:
        """Within a lane by acceptance number; of one place's queue, or of all."""
        return answer(CaseAnswers(cases=platform.desk.cases(state, after, limit, queue)))

    @router.put(
        "/departments/down",
        response_model=DepartmentsDown,
        summary="Which departments' systems cannot be reached",
        openapi_extra=documented_body(DepartmentsDown),
    )
    def departments_down(body: Annotated[bytes, Depends(_decision_body)]) -> Response:
        """Every station is told with its next heartbeat; the list replaces the one before."""
        told = understood(DepartmentsDown, body)
        platform.departments_down.clear()
        platform.departments_down.update(told.departments)
        return answer(told)

    @router.get(
        "/cases/{application_id}",
        response_model=OpenedCase,
        summary="One case, opened",
        responses=refusals(404),
    )
    def read(application_id: IdInPath) -> Response:
        opened = platform.desk.read(application_id)
        if opened is None:
            raise Refusal(404, "not_found", "There is no such case that opens.")
        return answer(opened)

    @router.get(
        "/cases/{application_id}/attachments/{position}",
        response_class=Response,
        summary="One attachment, opened",
        responses={200: {"content": {"application/octet-stream": {}}}, **refusals(404)},
    )
    def attachment(
        application_id: IdInPath, position: Annotated[int, Path(ge=0, lt=MAX_ATTACHMENTS)]
    ) -> Response:
        """As bytes, whatever the resident's kiosk called it, so that no browser runs it."""
        return _file(platform.desk.attachment(application_id, position))

    @router.get(
        "/cases/{application_id}/papers/{material}",
        response_class=Response,
        summary="One paper that followed, opened",
        responses={200: {"content": {"application/octet-stream": {}}}, **refusals(404)},
    )
    def later_paper(application_id: IdInPath, material: MaterialInPath) -> Response:
        """As bytes, like an attachment."""
        return _file(platform.desk.later_paper(application_id, material))

    @router.post(
        "/cases/{application_id}/decision",
        response_model=Case,
        summary="Decide a case that waits",
        responses=refusals(404, 409, 413),
        openapi_extra=documented_body(OfficerDecision),
    )
    def decide(application_id: IdInPath, body: Annotated[bytes, Depends(_decision_body)]) -> Response:
        """Repeating the same decision changes nothing; another one after it is 409."""
        decided = platform.desk.decide(application_id, understood(OfficerDecision, body))
        if isinstance(decided, DecisionRefused):
            status = 404 if decided is DecisionRefused.NO_SUCH_CASE else 409
            raise Refusal(status, str(decided), _SENTENCES[decided])
        return answer(decided)

    @router.get("/rejections", response_model=RejectionList, summary="Submissions that were turned away")
    def rejections(limit: Limit = _PAGE) -> Response:
        return answer(RejectionList(rejections=platform.rejections.latest(limit)))

    @router.get("/ratings", response_model=CallBackList, summary="Bad ratings that are to be called back")
    def ratings(limit: Limit = _PAGE) -> Response:
        return answer(CallBackList(call_backs=platform.ratings.call_backs(limit)))

    @router.post(
        "/ratings/{application_id}/call-back",
        response_model=CallBack,
        summary="A bad rating was called back",
        responses=refusals(404),
    )
    def called_back(application_id: IdInPath) -> Response:
        """Repeating it changes nothing."""
        done = platform.ratings.called_back(application_id, platform.clock())
        if done is None:
            raise Refusal(404, "not_found", "There is no such bad rating.")
        return answer(done)

    @router.post(
        "/documents/{number}/revocation",
        response_model=DocumentRevoked,
        summary="A result document counts no more",
        responses=refusals(404),
    )
    def revoke(number: NumberInPath) -> Response:
        """Repeating it changes nothing."""
        revoked = platform.questions.documents.revoke(number, platform.clock())
        if revoked is None:
            raise Refusal(404, "not_found", "There is no such document.")
        return answer(revoked)

    return router


def _file(content: bytes | None) -> Response:
    if content is None:
        raise Refusal(404, "not_found", "There is no such attachment that opens.")
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(content, 200, headers, "application/octet-stream")


async def _decision_body(request: Request) -> bytes:
    return await read_body(request, MAX_DECISION_BODY)


_SENTENCES = {
    DecisionRefused.NO_SUCH_CASE: "There is no such case.",
    DecisionRefused.ALREADY_DECIDED: "The case has been decided otherwise.",
    DecisionRefused.ALREADY_GRANTED: (
        "The person has this item already; name already_granted among the reasons to grant it again."
    ),
}
