"""Show codes for made-up people, as a telephone would fetch them: for trials and tests, behind the officer's token.

In service another system does this, and the platform only exchanges its codes.
"""

import secrets
from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import AwareDatetime, Field

from central.answer import answer, documented_body, refusals, understood
from central.code_maker import signed_code
from central.officer_api import officer_of
from central.platform import Platform
from central.refusal import Refusal
from central.signed_request import read_body
from kiosk.question import PersonNumber, Uscc
from sync.contract import Wire

MAX_BODY = 4096
SIGNED_VALID = timedelta(minutes=5)


class CodeForm(StrEnum):
    OPAQUE = "opaque"
    SIGNED = "signed"


class PhoneCodeOrder(Wire):
    """``POST /v1/phone/codes``. ``purpose`` empty: for any."""

    holder: PersonNumber = Field(repr=False)
    company: Uscc | None = None
    """For which the holder acts; opaque codes only."""
    purpose: str = Field(default="", max_length=80)
    form: CodeForm = CodeForm.OPAQUE


class PhoneCode(Wire):
    """The text of the code, and until when it holds."""

    code: str = Field(repr=False)
    until: AwareDatetime


def phone_router(platform: Platform) -> APIRouter:
    """All under ``/v1/phone``."""
    router = APIRouter(dependencies=[Depends(officer_of(platform))], responses=refusals(401, 422, 503))

    @router.post(
        "/codes",
        response_model=PhoneCode,
        summary="A show code for a made-up person",
        responses=refusals(404, 413),
        openapi_extra=documented_body(PhoneCodeOrder),
    )
    def issue(body: Annotated[bytes, Depends(_body)]) -> Response:
        """An opaque one holds for 60 seconds and is exchanged once; a signed one holds for 5 minutes, also offline."""
        order = understood(PhoneCodeOrder, body)
        registers, now = platform.questions.progress.judge.registers, platform.clock()
        person = registers.person(order.holder)
        acts = order.company is None or registers.acts_for(order.holder, order.company)
        if person is None or not acts:
            raise Refusal(404, "not_found", "The test registers have nobody like that.")
        if order.form is CodeForm.SIGNED:
            jti = secrets.token_urlsafe(12)
            code = signed_code(person, platform.keys.code, now, jti, order.purpose, SIGNED_VALID)
            return answer(PhoneCode(code=code, until=now + SIGNED_VALID))
        company = registers.company(order.company) if order.company is not None else None
        code, until = platform.questions.phones.issue(person, company, order.purpose, now)
        return answer(PhoneCode(code=code, until=until))

    return router


async def _body(request: Request) -> bytes:
    return await read_body(request, MAX_BODY)
