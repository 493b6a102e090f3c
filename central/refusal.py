"""How the platform says no: one JSON shape for every refusal, and never a word of what was sent.

422 not_understood      the request is not what /openapi.json describes
401 station_unknown     nobody enrolled this station
401 bad_signature       the station's key did not sign this very request
401 not_an_officer      no officer's token
403 wrong_code          not the enrolment code
404 not_found           no such thing
405 not_allowed         not this method here
409 station_known       the station's id is enrolled with another key
409 already_decided     somebody decided otherwise before
409 already_granted     the person has the item already
413 too_large           more bytes than any such request needs
500 defect              a defect of the platform's; it is in its log
503 cannot_now          the platform's disk or database fails; come again later
"""

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from config.faults import EnvironmentFault
from sync.contract import Wire

RETRY_AFTER_S = 5
_log = logging.getLogger("platform")


class ErrorDetail(Wire):
    """What is wrong: a code for programs, a sentence for people."""

    code: str
    message: str


class ErrorAnswer(Wire):
    """The body of every answer that is not 200."""

    error: ErrorDetail


class Refusal(Exception):
    """Ends a request with this answer."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.message = message


def not_understood(places: tuple[str, ...] = ()) -> Refusal:
    """``places`` are in the contract's own words."""
    where = f" (see {', '.join(places[:5])})" if places else ""
    return Refusal(422, "not_understood", f"The request is not what /openapi.json describes{where}.")


def install(app: FastAPI) -> None:
    """Every refusal and every failure in the one shape."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(EnvironmentFault, _cannot_now)
    app.add_exception_handler(OperationalError, _cannot_now)
    app.add_exception_handler(Exception, _defect)


def _answer(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> Response:
    body = ErrorAnswer(error=ErrorDetail(code=code, message=message)).model_dump_json()
    return Response(body, status, headers, "application/json")


def _gone(_request: Request, _error: Exception) -> Response:
    """The line broke while the request came in. Nobody hears this answer, and a cut cable is no defect of ours."""
    return _answer(400, "not_understood", "The request broke off.")


def _refused(_request: Request, error: Exception) -> Response:
    if not isinstance(error, Refusal):
        raise error
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
    return _answer(error.status, error.code, error.message, headers)


def _invalid(_request: Request, _error: Exception) -> Response:
    refusal = not_understood()
    return _answer(refusal.status, refusal.code, refusal.message)


def _http(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    if status == 405:
        return _answer(405, "not_allowed", "Not with this method.", headers)
    if status == 404:
        return _answer(404, "not_found", "There is no such thing here.", headers)
    refusal = not_understood()
    return _answer(status, refusal.code, refusal.message, headers)


def _cannot_now(_request: Request, error: Exception) -> Response:
    what = str(error) if isinstance(error, EnvironmentFault) else type(error).__name__
    _log.error("a request could not be served: %s", what)
    return _answer(503, "cannot_now", "The platform cannot serve now.", {"Retry-After": str(RETRY_AFTER_S)})


def _defect(_request: Request, _error: Exception) -> Response:
    return _answer(500, "defect", "The platform has a defect; its operators find it in the log.")
