"""A documented answer, and how requests and answers stand in ``/openapi.json``.

Bodies are read and written by the wire contract's own models (bytes as base64, unknown words refused), not by the web
framework, so the document is told about them here.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from fastapi import FastAPI, Response
from pydantic import BaseModel, ValidationError
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from central.places import places, words_of
from central.refusal import ErrorAnswer, not_understood

ModelT = TypeVar("ModelT", bound=BaseModel)
Responses = dict[int | str, dict[str, Any]]  # the web framework's own type

_REF = "#/components/schemas/{model}"


def answer(model: BaseModel) -> Response:
    """200 with the model as JSON; nothing on the way may keep it."""
    return Response(model.model_dump_json(), 200, {"Cache-Control": "no-store"}, "application/json")


def understood(model: type[ModelT], body: bytes) -> ModelT:
    """The body as ``model``. Raises Refusal(422), which names places and no values."""
    try:
        return model.model_validate_json(body)
    except ValidationError as invalid:
        raise not_understood(places(invalid, words_of(model))) from None


def documented_body(model: type[BaseModel]) -> dict[str, Any]:
    """For a route's ``openapi_extra``: the body that it reads itself."""
    schema = {"$ref": _REF.format(model=model.__name__)}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def refusals(*statuses: int) -> Responses:
    """For a route's ``responses``."""
    return {status: {"model": ErrorAnswer, "description": _MEANINGS[status]} for status in statuses}


class DocumentedApp(FastAPI):
    """Its ``/openapi.json`` has the wire models' own schemas: the framework knows nothing of the requests' and says
    ``base64`` of bytes that are base64url (RFC 4648 section 5)."""

    def __init__(
        self,
        title: str,
        description: str,
        requests: tuple[type[BaseModel], ...],
        answers: tuple[type[BaseModel], ...],
    ) -> None:
        # The framework's own pages of documentation load scripts from elsewhere.
        super().__init__(title=title, version="1", description=description, docs_url=None, redoc_url=None)
        self._requests = requests
        self._answers = answers

    def openapi(self) -> dict[str, Any]:
        """The whole document."""
        document = super().openapi()
        for mode, models in _directions(self._requests, (*self._answers, ErrorAnswer)):
            _, definitions = models_json_schema([(model, mode) for model in models], ref_template=_REF)
            document["components"]["schemas"].update(definitions["$defs"])
        return document


def _directions(
    requests: tuple[type[BaseModel], ...], answers: tuple[type[BaseModel], ...]
) -> Iterator[tuple[JsonSchemaMode, tuple[type[BaseModel], ...]]]:
    yield "validation", requests
    yield "serialization", answers


_MEANINGS = {
    401: "No enrolled station signed this very request, or no officer's token",
    403: "Not the enrolment code",
    404: "There is no such thing here",
    409: "Contradicts what is known already",
    413: "More bytes than any such request needs",
    422: "Not as described here",
    503: "The platform cannot serve now; see Retry-After",
}
