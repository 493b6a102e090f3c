"""The kiosk asks its real platform; what it can answer by itself it answers with the line cut as well."""

import queue
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from app.questions import Questions
from app.station_context import StationContext
from central.code_maker import signed_code
from central.keys import platform_keys
from central.platform import Platform, open_platform
from central.server import serve_in_thread
from config.settings import load_settings
from kiosk.application_id import application_id
from kiosk.catalogue.item import Item
from kiosk.credit import Grade
from kiosk.person import IdentifiedBy
from kiosk.question import (
    AskProgressByNumber,
    AskProgressByPerson,
    AskStanding,
    CodeAccepted,
    CodeRefusal,
    CodeRefused,
    ExchangeCode,
    NothingFound,
    ProgressTold,
    Question,
    Silence,
    StandingTold,
)
from kiosk.store.outbox import Outbox
from kiosk.visit import event as e
from kiosk.visit.sample_hall import ELDER
from tests.app.whole_station import station_on
from tests.kiosk.store.hall import application

NONCES = ("0123456789abcdef", "fedcba9876543210")
NUMBER = application_id(bytes(range(10)))
SHOWN = ELDER.model_copy(update={"identified_by": IdentifiedBy.CODE, "address": None, "valid_to": None})
PATIENCE_S = 60


@dataclass
class Desk:
    """One station's questions, and the answers as they are posted."""

    station: StationContext
    questions: Questions
    outbox: Outbox
    answers: "queue.SimpleQueue[e.Event]"
    platform: Platform

    def ask(self, question: Question) -> e.Told:
        self.questions.put(question)
        told = self.answers.get(timeout=PATIENCE_S)
        assert isinstance(told, e.Told)
        assert told.question == question
        return told

    def code(self, nonce_of: str, minutes: int = 0) -> str:
        """Made by her telephone some minutes ago."""
        at = self.station.now() - timedelta(minutes=minutes)
        return signed_code(SHOWN, self.platform.keys.code, at, nonce_of, "sign_in")


def _raise(done: "Future[None]") -> None:
    defect = done.exception()
    assert defect is None, defect


def _desk(data: Path, url: str, platform: Platform) -> Iterator[Desk]:
    station = station_on(data, url)
    station.make_data_folder()
    outbox = station.open_outbox()
    answers: queue.SimpleQueue[e.Event] = queue.SimpleQueue()
    questions = Questions(station, outbox, _no_item, answers.put, _raise)
    yield Desk(station, questions, outbox, answers, platform)
    questions.close()
    outbox.database.close()


def _no_item(code: str) -> Item | None:  # noqa: ARG001  a station whose catalogue is older than the platform's
    return None


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    keys = platform_keys(load_settings(None, ()).central.keys)
    opened = open_platform(tmp_path / "platform", keys, _no_item)
    yield opened
    opened.close()


@pytest.fixture
def online(tmp_path: Path, platform: Platform) -> Iterator[Desk]:
    with serve_in_thread(platform) as url:
        yield from _desk(tmp_path / "data", url, platform)


@pytest.fixture
def offline(tmp_path: Path, platform: Platform) -> Iterator[Desk]:
    """Nobody listens at the platform's address."""
    with serve_in_thread(platform) as url:
        gone = url
    yield from _desk(tmp_path / "data", gone, platform)


def test_the_platform_answers_the_question_that_was_asked(online: Desk) -> None:
    told = online.ask(AskStanding(holder=ELDER.id_number, birth=ELDER.birth))
    assert told.answer == StandingTold(grade=Grade.BLUE, recorded=False)
    assert online.ask(AskProgressByPerson(holder=ELDER.id_number)).answer in (
        NothingFound(),
        ProgressTold(cases=()),
    )


def test_nobody_there_is_silence_and_no_error(offline: Desk) -> None:
    assert offline.ask(AskStanding(holder=ELDER.id_number)).answer is Silence.OFFLINE


def test_a_signed_code_holds_with_the_line_cut_and_once_only(offline: Desk) -> None:
    code = offline.code("jti-0000001")
    first = offline.ask(ExchangeCode(code=code, purpose="sign_in", nonce=NONCES[0]))
    assert isinstance(first.answer, CodeAccepted)
    assert first.answer.person.id_number == ELDER.id_number
    again = offline.ask(ExchangeCode(code=code, purpose="sign_in", nonce=NONCES[1]))
    assert again.answer == CodeRefused(reason=CodeRefusal.USED)


def test_an_old_code_and_a_code_for_something_else_are_told_apart(offline: Desk) -> None:
    old = ExchangeCode(code=offline.code("jti-0000002", minutes=30), purpose="sign_in", nonce=NONCES[0])
    assert offline.ask(old).answer == CodeRefused(reason=CodeRefusal.EXPIRED)
    other = ExchangeCode(code=offline.code("jti-0000003"), purpose="progress", nonce=NONCES[1])
    assert offline.ask(other).answer == CodeRefused(reason=CodeRefusal.OTHER_PURPOSE)


def test_what_is_no_code_at_all_is_said_without_asking_anybody(offline: Desk) -> None:
    told = offline.ask(ExchangeCode(code="https://example.invalid/pay", purpose="sign_in", nonce=NONCES[0]))
    assert told.answer == CodeRefused(reason=CodeRefusal.NOT_A_CODE)


def test_an_opaque_code_is_the_platforms_to_know(online: Desk) -> None:
    code, _ = online.platform.questions.phones.issue(SHOWN, None, "sign_in", online.station.now())
    told = online.ask(ExchangeCode(code=code, purpose="sign_in", nonce=NONCES[0]))
    assert isinstance(told.answer, CodeAccepted)
    assert told.answer.person.id_number == ELDER.id_number
    again = online.ask(ExchangeCode(code=code, purpose="sign_in", nonce=NONCES[1]))
    assert again.answer == CodeRefused(reason=CodeRefusal.USED)


def test_an_opaque_code_offline_is_known_to_nobody(offline: Desk) -> None:
    code, _ = offline.platform.questions.phones.issue(SHOWN, None, "sign_in", offline.station.now())
    assert offline.ask(ExchangeCode(code=code, purpose="sign_in", nonce=NONCES[0])).answer is Silence.OFFLINE


@pytest.mark.parametrize("line", ["online", "offline"])
def test_a_number_that_still_waits_here_is_said_to_be_here(line: str, request: pytest.FixtureRequest) -> None:
    desk: Desk = request.getfixturevalue(line)
    desk.outbox.add(application(NUMBER), desk.station.now())
    assert desk.ask(AskProgressByNumber(number=NUMBER)).answer is Silence.UNSENT


def test_a_number_of_nobody_is_not_said_to_be_here(online: Desk) -> None:
    assert online.ask(AskProgressByNumber(number=NUMBER)).answer in (NothingFound(), ProgressTold(cases=()))
