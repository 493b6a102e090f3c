"""``/openapi.json`` is the platform's published contract: it must say what the wire models say."""

from collections.abc import Mapping
from typing import Literal

import pytest
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from central.documents import DocumentCheck, DocumentRevoked
from central.officer_api import CallBackList, DepartmentsDown, RejectionList
from central.officers import OfficerDecision, OpenedCase
from central.phone_api import PhoneCode, PhoneCodeOrder
from central.ratings import CallBack
from central.refusal import ErrorAnswer
from sync.contract import (
    AttachmentRef,
    Case,
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
from tests.central.hall import Kiosk

Json = Mapping[str, "Json"]
Model = type[BaseModel] | None

ROUTES: dict[tuple[str, str], tuple[Model, Model]] = {
    ("get", "/v1/health"): (None, Health),
    ("get", "/v1/trust"): (None, Trust),
    ("post", "/v1/stations"): (Enrolment, Enrolled),
    ("put", "/v1/attachments/{sha256}"): (None, AttachmentRef),
    ("get", "/v1/attachments/{sha256}"): (None, AttachmentRef),
    ("head", "/v1/attachments/{sha256}"): (None, None),
    ("post", "/v1/submissions"): (Submissions, SubmissionResults),
    ("post", "/v1/cases/query"): (CaseQuery, CaseAnswers),
    ("post", "/v1/ratings"): (Ratings, RatingsTaken),
    ("post", "/v1/questions"): (SealedQuestion, SealedAnswer),
    ("get", "/v1/documents/{code}"): (None, DocumentCheck),
    ("post", "/v1/phone/codes"): (PhoneCodeOrder, PhoneCode),
    ("get", "/v1/officer/cases"): (None, CaseAnswers),
    ("get", "/v1/officer/cases/{application_id}"): (None, OpenedCase),
    ("get", "/v1/officer/cases/{application_id}/attachments/{position}"): (None, None),
    ("get", "/v1/officer/cases/{application_id}/papers/{material}"): (None, None),
    ("post", "/v1/officer/cases/{application_id}/decision"): (OfficerDecision, Case),
    ("put", "/v1/officer/departments/down"): (DepartmentsDown, DepartmentsDown),
    ("get", "/v1/officer/rejections"): (None, RejectionList),
    ("get", "/v1/officer/ratings"): (None, CallBackList),
    ("post", "/v1/officer/ratings/{application_id}/call-back"): (None, CallBack),
    ("post", "/v1/officer/documents/{number}/revocation"): (None, DocumentRevoked),
}


@pytest.fixture
def document(kiosk: Kiosk) -> Json:
    response = kiosk.http.get(f"{kiosk.url}/openapi.json", timeout=20)
    assert response.status_code == 200
    fetched: Json = response.json()
    return fetched


def test_every_route_names_its_models_and_says_what_it_does(document: Json) -> None:
    paths = document["paths"]
    assert {(method, path) for path, methods in paths.items() for method in methods} == set(ROUTES)
    for (method, path), (request, response) in ROUTES.items():
        route = paths[path][method]
        assert route["summary"], path
        if request is not None:
            assert _named(route["requestBody"]) == request.__name__
        if response is not None:
            assert _named(route["responses"]["200"]) == response.__name__
        for status, refusal in route["responses"].items():
            assert status == "200" or _named(refusal) == ErrorAnswer.__name__


def test_every_model_in_the_document_is_the_wire_model(document: Json) -> None:
    requests = [request for request, _ in ROUTES.values() if request is not None]
    responses = [response for _, response in ROUTES.values() if response is not None]
    schemas = document["components"]["schemas"]
    for name, schema in _schemas(requests, "validation").items():
        assert schemas[name] == schema, name
    for name, schema in _schemas([*responses, ErrorAnswer], "serialization").items():
        assert schemas[name] == schema, name


def test_the_frameworks_own_pages_are_not_served(kiosk: Kiosk) -> None:
    for page in ("docs", "redoc"):
        assert kiosk.http.get(f"{kiosk.url}/{page}", timeout=20).status_code == 404


def _named(content: Json) -> str:
    schema = content["content"]["application/json"]["schema"]
    return str(schema["$ref"]).rsplit("/", 1)[-1]


def _schemas(models: list[type[BaseModel]], mode: Literal["validation", "serialization"]) -> Json:
    wanted = [(model, mode) for model in models]
    _, definitions = models_json_schema(wanted, ref_template="#/components/schemas/{model}")
    found: Json = definitions["$defs"]
    return found
