"""``jinban apply FILE|-``: files applications from JSON; the number is printed only after it is durable."""

import argparse
import json
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.intake import MAX_LINE_BYTES, NotInOrder, read_draft
from app.station_context import StationContext
from config.faults import EnvironmentFault
from config.settings import SettingsRefused
from config.texts import texts
from kiosk.application_id import RANDOM_BYTES, application_id
from kiosk.catalogue.catalogue import Catalogue
from kiosk.filing import Filing, seal_draft
from kiosk.form import Problem, ProblemCode
from kiosk.store.outbox import Outbox
from kiosk.store.states import OutboxState

Answer = dict[str, str | dict[str, str]]


def run(options: argparse.Namespace, station: StationContext) -> int:
    station.make_data_folder()
    catalogue = station.open_catalogue()
    desk = _Desk(station, catalogue, station.open_outbox(), station.filing(catalogue))
    if options.file == "-":
        answers = [_tell(desk.take(line)) for line in _lines(sys.stdin.buffer) if line.strip()]
        return 0 if all(answers) else 1
    try:
        with Path(options.file).open("rb") as file:
            text = file.read(MAX_LINE_BYTES + 1)
    except OSError as error:
        raise SettingsRefused(f"apply: {options.file}: {error.strerror}") from None
    answer = desk.take(text)
    problem = answer.get("error")
    if isinstance(problem, dict) and not options.json:
        field = f"{problem['field']}: " if problem["field"] else ""
        sys.stderr.write(f"jinban: {options.file}: {field}{problem['message']}\n")
        return 2
    return 0 if _tell(answer) else 2


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines of any length; of one that is too long only as much as shows that it is."""
    while line := stream.readline(MAX_LINE_BYTES + 1):
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_LINE_BYTES + 1)
        yield line


def _tell(answer: Answer) -> bool:
    """One line, out of this process before the next application is looked at. False for an error."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return "error" not in answer


class _Desk:
    """Takes one application after the other."""

    def __init__(self, station: StationContext, catalogue: Catalogue, outbox: Outbox, filing: Filing) -> None:
        self._station = station
        self._catalogue = catalogue
        self._outbox = outbox
        self._filing = filing

    def take(self, text: bytes) -> Answer:
        """``{"id", "state"}`` once it is durable, or ``{"error": {"code", "field", "message"}}``."""
        at = self._station.now()
        try:
            draft = read_draft(text, self._catalogue.item, at.date())
            number = application_id(secrets.token_bytes(RANDOM_BYTES))
            self._outbox.add(seal_draft(draft, number, self._filing, at), at)
        except NotInOrder as refused:
            return {"error": self._explained(refused.problem, text)}
        except EnvironmentFault as fault:
            message = texts("en").say(f"fault.{fault.code}.staff")
            return {"error": {"code": str(fault.code), "field": "", "message": message}}
        return {"id": number, "state": str(OutboxState.QUEUED)}

    def _explained(self, problem: Problem, text: bytes) -> dict[str, str]:
        detail = problem.detail
        if problem.code is ProblemCode.NOT_ELIGIBLE:
            detail = self._reason(problem.detail, text)
        message = texts("en").say(f"problem.{problem.code}", detail=detail)
        if problem.code is ProblemCode.BAD_JSON and detail:
            message = f"{message} at {detail}"
        return {"code": str(problem.code), "field": problem.field, "message": message}

    def _reason(self, rule_id: str, text: bytes) -> str:
        """The item's own sentence for the rule that refused."""
        item = self._catalogue.item(json.loads(text)["item"])
        rules = item.service.eligibility if item is not None and item.service is not None else ()
        return next((rule.otherwise.en for rule in rules if rule.id == rule_id), rule_id)
