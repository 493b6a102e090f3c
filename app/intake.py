"""Applications that come as JSON: read, checked like a resident's, and every mistake named by its field.

A line is one object: ``item``, ``situation``, ``applicant``, ``form`` and, where needed, ``agent``, ``attachments``.
An attachment has its bytes in base64 (``content``) or in a file (``path``). No message repeats what was entered.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from kiosk.application import MAX_ATTACHMENT_BYTES, Attachment, Draft, Label, MediaType
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Language
from kiosk.check import check_draft
from kiosk.form import Problem, ProblemCode
from kiosk.person import Person

MAX_LINE_BYTES = 32 * 1024 * 1024
"""One application in one line; larger attachments are given by path."""


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, val_json_bytes="base64")


class _GivenAttachment(_Given):
    material: Label
    name: Label = "attachment"
    media_type: MediaType = "application/octet-stream"
    content: bytes | None = Field(default=None, repr=False)
    path: Path | None = None

    @model_validator(mode="after")
    def _one_source(self) -> "_GivenAttachment":
        if (self.content is None) == (self.path is None):
            raise ValueError("give either content or path")
        return self


class _GivenApplication(_Given):
    item: str
    situation: str
    applicant: Person
    agent: Person | None = None
    form: dict[str, str] = Field(repr=False)
    attachments: tuple[_GivenAttachment, ...] = ()
    language: Language = Language.ZH


class NotInOrder(Exception):
    """The application was refused; ``problem`` is the first thing to mend."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.code))
        self.problem = problem


def read_draft(text: bytes, find_item: Callable[[str], Item | None], today: date) -> Draft:
    """A draft that is in order for its item. Raises NotInOrder."""
    if len(text) > MAX_LINE_BYTES:
        raise NotInOrder(
            Problem(ProblemCode.ATTACHMENT_TOO_LARGE, "attachments", f"{MAX_LINE_BYTES >> 20} MB a line")
        )
    given = _parse(text)
    item = find_item(given.item)
    if item is None:
        raise NotInOrder(Problem(ProblemCode.UNKNOWN_ITEM, "item"))
    draft = Draft(
        item=given.item,
        situation=given.situation,
        applicant=given.applicant,
        agent=given.agent,
        form=given.form,
        attachments=tuple(_attachment(position, one) for position, one in enumerate(given.attachments)),
        language=given.language,
    )
    problems = check_draft(draft, item, today)
    if problems:
        raise NotInOrder(problems[0])
    return draft


def _parse(text: bytes) -> _GivenApplication:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f"line {error.lineno} column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise NotInOrder(Problem(ProblemCode.BAD_JSON, "", place)) from None
    if not isinstance(document, dict):
        raise NotInOrder(Problem(ProblemCode.WRONG_TYPE, ""))
    try:
        return _GivenApplication.model_validate_json(text)
    except ValidationError as invalid:
        raise NotInOrder(_problem(invalid.errors(include_url=False, include_input=False)[0])) from None


def _problem(error: ErrorDetails) -> Problem:
    field = ".".join(str(step) for step in error["loc"])
    match error["type"]:
        case "missing":
            code = ProblemCode.REQUIRED
        case "extra_forbidden":
            code = ProblemCode.UNKNOWN_FIELD
        case "enum":
            code = ProblemCode.NOT_A_CHOICE
        case kind if kind.startswith("date"):
            code = ProblemCode.IMPOSSIBLE_DATE
        case "string_too_long":
            code = ProblemCode.TOO_LONG
        case _:
            code = ProblemCode.WRONG_TYPE
    return Problem(code, field)


def _attachment(position: int, given: _GivenAttachment) -> Attachment:
    content = given.content
    if given.path is not None:
        content = _read(position, given.path)
    return Attachment(
        material=given.material, name=given.name, media_type=given.media_type, content=content or b""
    )


def _read(position: int, path: Path) -> bytes:
    """At most one byte more than is allowed, so that a huge file costs nothing."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_ATTACHMENT_BYTES + 1)
    except OSError:
        raise NotInOrder(Problem(ProblemCode.ATTACHMENT_UNREADABLE, f"attachments.{position}.path")) from None
    if len(content) > MAX_ATTACHMENT_BYTES:
        limit = f"{MAX_ATTACHMENT_BYTES >> 20} MB"
        raise NotInOrder(Problem(ProblemCode.ATTACHMENT_TOO_LARGE, f"attachments.{position}", limit))
    return content
