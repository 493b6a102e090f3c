"""Asking while a resident waits: our platform's own answer in time, or silence; never an error."""

import hashlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from config.faults import EnvironmentFault, FaultCode
from kiosk.application import ApplicationId, Attachment, Company
from kiosk.case import CaseState
from kiosk.credit import Grade
from kiosk.envelope import open_later_paper
from kiosk.person import IdentifiedBy, Person, Sex
from kiosk.question import (
    Answer,
    AppealTaken,
    AskAppeal,
    AskCertificates,
    AskCompany,
    AskDocument,
    AskProgressByNumber,
    AskProgressByPerson,
    AskStanding,
    CertificatesTold,
    CodeAccepted,
    CodeRefusal,
    CodeRefused,
    CompanyTold,
    ConfirmationTaken,
    ConfirmDelegation,
    DocumentTold,
    ExchangeCode,
    HandInPaper,
    NothingFound,
    PaperTakenIn,
    ProgressTold,
    Question,
    Silence,
    StandingTold,
)
from sync.asking import Asker, fits, open_asker
from sync.channel import Channel, Introduction
from sync.contract import AttachmentRef, Enrolled
from sync.exchange import Exchanged, HttpExchange
from sync.sealed_question import SealedAnswer, SealedQuestion, open_question, seal_answer
from sync.station_key import station_key
from tests.sync.far_side import Request, far_side, http_answer
from tests.sync.hall import ID_NUMBER, Hall, hall_with_platform, hall_without_platform, real_clock
from tests.sync.lying_platform import LyingPlatform, ok

pytestmark = pytest.mark.usefixtures("caplog")
"""Warnings are what staff are to see here."""

HOLDER = ID_NUMBER
QUESTION = AskStanding(holder=HOLDER, birth=date(1935, 1, 1))
BLUE = StandingTold(grade=Grade.BLUE, recorded=False)
SEALING_KEY = X25519PrivateKey.from_private_bytes(bytes(range(32)))
"""Of the lying platform, which opens what it is asked and then lies."""
HERE: ApplicationId = "0000-0000-0000-0000-0"


@contextmanager
def _before(platform: LyingPlatform, answers: Callable[[bytes], bytes], folder: Path) -> Iterator[Asker]:
    """A station before a platform that ``answers`` the sealed question with these bytes."""

    def script(request: Request, connection: socket.socket) -> None:
        if request.path != "/v1/questions":
            connection.sendall(platform.answer(request))
            return
        connection.sendall(answers(SealedQuestion.model_validate_json(request.body).envelope))

    with far_side(script) as side, hall_without_platform(folder, side.url, platform.trust) as hall:
        asker = open_asker(hall.data, hall.settings)
        yield asker
        asker.close()


def _sealed(answer: Answer, envelope: bytes, reply_key: bytes) -> bytes:
    return ok(SealedAnswer(envelope=seal_answer(answer, envelope, reply_key)).model_dump_json())


def test_a_station_that_nobody_knows_yet_enrols_and_gets_its_answer(tmp_path: Path) -> None:
    with hall_with_platform(tmp_path) as hall:
        asker = open_asker(hall.data, hall.settings)
        assert [asker.ask(QUESTION) for _ in range(2)] == [BLUE, BLUE]
        assert asker.ask(AskProgressByPerson(holder=HOLDER)) == ProgressTold(cases=())
        asker.close()


def test_the_station_that_syncs_and_the_one_that_asks_are_the_same(tmp_path: Path) -> None:
    with hall_with_platform(tmp_path) as hall:
        number = hall.hand_in()
        hall.sync_once()
        settings = replace(hall.settings, enrolment_code="")
        asker = open_asker(hall.data, settings)
        told = asker.ask(AskProgressByNumber(number=number, last_four=HOLDER[-4:]))
        assert isinstance(told, ProgressTold)
        assert told.cases[0].application_id == number
        asker.close()


def test_without_a_line_there_is_silence_at_once(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with hall_without_platform(tmp_path, f"http://127.0.0.1:{port}", LyingPlatform().trust) as hall:
        asker = open_asker(hall.data, hall.settings)
        assert asker.ask(QUESTION) is Silence.OFFLINE
        asker.close()


def test_a_platform_that_does_not_answer_in_time_is_slow_and_the_next_question_is_heard(
    tmp_path: Path,
) -> None:
    platform = LyingPlatform()
    asked: list[Request] = []

    def script(request: Request, connection: socket.socket) -> None:
        asked.append(request)
        if len(asked) == 1:
            connection.recv(1)  # until the kiosk hangs up
            return
        envelope = SealedQuestion.model_validate_json(request.body).envelope
        connection.sendall(_sealed(BLUE, envelope, _reply_key(envelope)))

    with far_side(script) as side, hall_without_platform(tmp_path, side.url, platform.trust) as hall:
        asker = Asker(lambda: _channel(hall, side.url, HttpExchange()), platform.trust, deadline_s=0.3)
        assert asker.ask(QUESTION) is Silence.SLOW
        assert asker.ask(QUESTION) == BLUE
        asker.close()


def test_a_question_that_no_limit_of_ours_ends_is_left_behind(tmp_path: Path) -> None:
    """As the resolution of a host's name does not end when the cable is cut."""
    resolving = threading.Event()
    platform = LyingPlatform()

    class HostWithoutAnAddress(HttpExchange):
        """The system's own resolver does not come back."""

        def send(
            self, method: str, url: str, body: bytes, headers: dict[str, str], deadline_s: float
        ) -> Exchanged:
            resolving.wait()
            return super().send(method, url, body, headers, deadline_s)

    with hall_without_platform(tmp_path, "http://127.0.0.1:1", platform.trust) as hall:
        channel = _channel(hall, "http://127.0.0.1:1", HostWithoutAnAddress())
        asker = Asker(lambda: channel, platform.trust, deadline_s=0.1)
        assert asker.ask(QUESTION) is Silence.SLOW
        resolving.set()


@pytest.mark.parametrize(
    ("answer", "silence"),
    [
        (http_answer(200, b"<html>Please sign in to the hall's wifi</html>"), Silence.OFFLINE),
        (http_answer(302, b"", Location="http://portal.example/"), Silence.OFFLINE),
        (ok('{"envelope": ""}'), Silence.OFFLINE),
        (ok('{"envelope": "AAAA"}'), Silence.OFFLINE),
        (ok(BLUE.model_dump_json()), Silence.OFFLINE),
        (ok('{"envelope": "' + "A" * 4000 + '"}'), Silence.OFFLINE),
        (b"\x00\xff rubbish\r\n\r\n", Silence.OFFLINE),
        (b"", Silence.OFFLINE),
        (http_answer(403), Silence.REFUSED),
        (http_answer(422), Silence.REFUSED),
        (http_answer(404), Silence.REFUSED),
        (http_answer(503, b"", Retry_After="60"), Silence.SLOW),
        (http_answer(500), Silence.SLOW),
    ],
)
def test_whatever_else_comes_is_silence(tmp_path: Path, answer: bytes, silence: Silence) -> None:
    with _before(LyingPlatform(), lambda _envelope: answer, tmp_path) as asker:
        assert asker.ask(QUESTION) is silence


def test_an_answer_recorded_before_does_not_open_again(tmp_path: Path) -> None:
    recorded: list[bytes] = []

    def answers(envelope: bytes) -> bytes:
        if not recorded:
            recorded.append(_sealed(BLUE, envelope, open_question(envelope, SEALING_KEY).reply_key))
        return recorded[0]

    with _before(LyingPlatform(), answers, tmp_path) as asker:
        assert asker.ask(QUESTION) == BLUE
        assert asker.ask(QUESTION) is Silence.OFFLINE


def test_an_answer_to_somebody_elses_question_does_not_open(tmp_path: Path) -> None:
    def answers(envelope: bytes) -> bytes:
        """Sealed to the right reply key, bound to another question."""
        return _sealed(BLUE, envelope + b"another", open_question(envelope, SEALING_KEY).reply_key)

    with _before(LyingPlatform(), answers, tmp_path) as asker:
        assert asker.ask(QUESTION) is Silence.OFFLINE


def test_an_answer_of_another_kind_is_not_taken_for_one(tmp_path: Path) -> None:
    def answers(envelope: bytes) -> bytes:
        reply_key = open_question(envelope, SEALING_KEY).reply_key
        return _sealed(CodeRefused(reason=CodeRefusal.USED), envelope, reply_key)

    with _before(LyingPlatform(), answers, tmp_path) as asker:
        assert asker.ask(QUESTION) is Silence.OFFLINE


def test_a_platform_with_another_key_cannot_answer(tmp_path: Path) -> None:
    strangers = X25519PrivateKey.generate()

    def answers(envelope: bytes) -> bytes:
        return _sealed(BLUE, envelope, strangers.public_key().public_bytes_raw())

    with _before(LyingPlatform(), answers, tmp_path) as asker:
        assert asker.ask(QUESTION) is Silence.OFFLINE


def test_a_station_that_is_refused_tries_to_enrol_once_and_is_then_silent(tmp_path: Path) -> None:
    platform = LyingPlatform()

    def answer(request: Request) -> bytes:
        if request.path == "/v1/stations":
            return ok(Enrolled(station="HK-TEST-01").model_dump_json())
        return http_answer(401)

    with (
        far_side(lambda request, connection: connection.sendall(answer(request))) as side,
        hall_without_platform(tmp_path, side.url, platform.trust) as hall,
    ):
        asker = open_asker(hall.data, hall.settings)
        assert asker.ask(QUESTION) is Silence.REFUSED
        paths = [request.path for request in side.requests]
        assert paths == ["/v1/questions", "/v1/stations", "/v1/questions"]
        asker.close()


def test_after_closing_every_question_is_silence(tmp_path: Path) -> None:
    with _before(LyingPlatform(), lambda _envelope: http_answer(500), tmp_path) as asker:
        asker.close()
        assert asker.ask(QUESTION) is Silence.OFFLINE


def test_on_the_wire_nothing_of_the_resident_can_be_read(tmp_path: Path) -> None:
    seen: list[bytes] = []
    platform = LyingPlatform()

    def script(request: Request, connection: socket.socket) -> None:
        seen.append(repr(request).encode() + request.body)
        envelope = SealedQuestion.model_validate_json(request.body).envelope
        answer = _sealed(CertificatesTold(certificates=()), envelope, _reply_key(envelope))
        seen.append(answer)
        connection.sendall(answer)

    name = "符阿婆"
    question = AskCertificates(
        holder=HOLDER, holder_name=name, keys=("household_register",), item="HK-MZ-0261", purpose="高龄补贴"
    )
    with far_side(script) as side, hall_without_platform(tmp_path, side.url, platform.trust) as hall:
        asker = open_asker(hall.data, hall.settings)
        assert asker.ask(question) == CertificatesTold(certificates=())
        asker.close()
    wire = b"".join(seen)
    assert b"/v1/questions" in wire
    for canary in (HOLDER, name, "高龄补贴", "household_register"):
        assert canary.encode() not in wire


class TestAPaperThatFollows:
    PAPER = Attachment(
        material="proof", name="proof.pdf", media_type="application/pdf", content=b"%PDF of HOLDER " * 9000
    )
    ASKED = HandInPaper(application_id=HERE, holder=HOLDER, material="proof", media_type="application/pdf")

    def test_its_sealed_bytes_go_before_the_question_that_names_them(self, tmp_path: Path) -> None:
        platform = LyingPlatform()
        bodies: list[bytes] = []

        def script(request: Request, connection: socket.socket) -> None:
            bodies.append(request.body)
            if request.method == "PUT":
                name = request.path.rpartition("/")[2]
                connection.sendall(ok(AttachmentRef(sha256=name, size=len(request.body)).model_dump_json()))
                return
            envelope = SealedQuestion.model_validate_json(request.body).envelope
            connection.sendall(_sealed(PaperTakenIn(application_id=HERE), envelope, _reply_key(envelope)))

        with far_side(script) as side, hall_without_platform(tmp_path, side.url, platform.trust) as hall:
            asker = open_asker(hall.data, hall.settings)
            assert asker.hand_in(self.ASKED, self.PAPER) == PaperTakenIn(application_id=HERE)
            asker.close()
        sealed, question = bodies
        asked = open_question(SealedQuestion.model_validate_json(question).envelope, SEALING_KEY).question
        assert isinstance(asked, HandInPaper)
        assert (asked.sha256, asked.size) == (hashlib.sha256(sealed).hexdigest(), len(sealed))
        assert open_later_paper(sealed, HERE, "proof", SEALING_KEY) == self.PAPER.content
        assert b"HOLDER" not in b"".join(bodies)

    def test_a_line_that_does_not_carry_it_is_silence_and_no_question_is_asked(self, tmp_path: Path) -> None:
        platform = LyingPlatform()

        def script(_request: Request, connection: socket.socket) -> None:
            connection.sendall(http_answer(503, b"", Retry_After="60"))

        with far_side(script) as side, hall_without_platform(tmp_path, side.url, platform.trust) as hall:
            asker = open_asker(hall.data, hall.settings)
            assert asker.hand_in(self.ASKED, self.PAPER) is Silence.SLOW
            assert [request.method for request in side.requests] == ["PUT"]
            asker.close()


def test_a_bad_address_or_trust_file_is_named_at_the_start(tmp_path: Path) -> None:
    with hall_without_platform(tmp_path, "http://platform.example", LyingPlatform().trust) as hall:
        with pytest.raises(EnvironmentFault) as fault:
            open_asker(hall.data, hall.settings)
        assert fault.value.code is FaultCode.PLATFORM_UNTRUSTED


SOMEBODY = Person(
    name="符阿婆", sex=Sex.MALE, birth=date(1935, 1, 1), id_number=HOLDER, identified_by=IdentifiedBy.CODE
)
COMPANY = Company(uscc="91440300708461136T", name="示例")
PAIRS: tuple[tuple[Question, Answer], ...] = (
    (
        AskCertificates(holder=HOLDER, holder_name="x", keys=(), item="x", purpose="x"),
        CertificatesTold(certificates=()),
    ),
    (QUESTION, BLUE),
    (ExchangeCode(code="x" * 16, purpose="x", nonce="n" * 16), CodeAccepted(person=SOMEBODY)),
    (AskProgressByPerson(holder=HOLDER), ProgressTold(cases=())),
    (
        AskDocument(application_id=HERE, holder=HOLDER),
        DocumentTold(
            number="D",
            title={},
            issuer={},
            lines=(),
            issued_at=datetime(2026, 5, 6, tzinfo=UTC),
            verification="JB1",
        ),
    ),
    (AskCompany(uscc=COMPANY.uscc, holder=HOLDER), CompanyTold(company=COMPANY, acts=True)),
    (
        ConfirmDelegation(application_id=HERE, principal=HOLDER, agrees=True),
        ConfirmationTaken(application_id=HERE, state=CaseState.GRANTED),
    ),
    (
        HandInPaper(application_id=HERE, holder=HOLDER, material="proof", media_type="application/pdf"),
        PaperTakenIn(application_id=HERE),
    ),
    (AskAppeal(holder=HOLDER), AppealTaken(number="A", answer_by=date(2026, 5, 13))),
)


def test_each_kind_of_question_takes_its_own_kind_of_answer_or_nothing_found() -> None:
    for position, (question, _) in enumerate(PAIRS):
        assert [fits(question, answer) for _, answer in PAIRS] == [at == position for at in range(len(PAIRS))]
        assert fits(question, NothingFound())


def _reply_key(envelope: bytes) -> bytes:
    return open_question(envelope, SEALING_KEY).reply_key


def _channel(hall: Hall, url: str, exchange: HttpExchange) -> Channel:
    introduction = Introduction("Test hall", "")
    key = station_key(hall.data)
    return Channel(url, hall.settings.station, key, hall.trust, exchange, real_clock, introduction)
