"""Questions while a resident waits: sealed both ways, answered from the registers, kept by nobody in the clear."""

import json
import logging
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from central.platform import Platform
from central.sealed_notes import NoteKind
from kiosk.application import Company
from kiosk.credit import Grade
from kiosk.envelope import CannotOpen
from kiosk.question import (
    AppealTaken,
    AskAppeal,
    AskCertificates,
    AskCompany,
    AskProgressByNumber,
    AskProgressByPerson,
    AskStanding,
    CertificatesTold,
    CompanyTold,
    ExchangeCode,
    NothingFound,
    Question,
    StandingTold,
)
from sync.contract import Trust
from sync.sealed_question import SealedAnswer, SealedQuestion, open_answer, seal_question
from tests.central.city import (
    BARE,
    BOOKSHOP,
    DEFAULTER,
    DEFAULTING_ELDER,
    GRANDFATHER,
    GRANDMOTHER,
    LANDLORD,
    SON,
    STRANGER,
    CityKiosk,
    nonce,
)
from tests.central.hall import error_of
from tests.central.test_sealed_at_rest import _all_bytes, _ways_to_write


def _certificates_of(keys: tuple[str, ...], **changes: object) -> AskCertificates:
    asked = AskCertificates(
        holder=SON.id_number, holder_name=SON.name, keys=keys, item=BARE.code, purpose="办理示例事项"
    )
    return asked.model_copy(update=changes)


def test_which_certificates_there_are_is_told_without_their_data(city_kiosk: CityKiosk) -> None:
    told = city_kiosk.ask(_certificates_of(()))
    assert isinstance(told, CertificatesTold)
    assert {"resident_id_card", "title_deed", "driving_licence"} <= {held.key for held in told.certificates}
    assert all(held.fields == {} for held in told.certificates)


def test_those_that_an_item_asks_for_come_with_their_data(city_kiosk: CityKiosk) -> None:
    told = city_kiosk.ask(_certificates_of(("title_deed", "marriage_certificate", "disability_card")))
    assert isinstance(told, CertificatesTold)
    held = {certificate.key: certificate for certificate in told.certificates}
    assert set(held) == {"title_deed", "marriage_certificate"}
    assert held["title_deed"].fields["deed_number"] == "琼2019海口市不动产权第0012345号"
    assert held["title_deed"].fields["holder"] == SON.name
    assert held["title_deed"].fields["issued"] == "2019-06-03"


def test_under_another_name_nobody_has_certificates(city_kiosk: CityKiosk) -> None:
    assert city_kiosk.ask(_certificates_of((), holder_name="吴志")) == NothingFound()
    assert city_kiosk.ask(_certificates_of((), holder=STRANGER.id_number)) == NothingFound()


def test_who_may_act_for_a_company_gets_its_certificates_too(city_kiosk: CityKiosk) -> None:
    keys = ("business_licence", "publication_licence")
    for company, expected in ((BOOKSHOP.uscc, set(keys)), (DEFAULTER.uscc, set())):
        told = city_kiosk.ask(_certificates_of(keys, company=company))
        assert isinstance(told, CertificatesTold)
        assert {held.key for held in told.certificates} == expected


def test_a_handing_over_is_on_record_sealed_and_once(city_kiosk: CityKiosk, city: Platform) -> None:
    question = _certificates_of(("title_deed",))
    reply_key = X25519PrivateKey.generate()
    envelope, first = city_kiosk.send_question(question, reply_key)
    body = SealedQuestion(envelope=envelope).model_dump_json().encode()
    assert city_kiosk.send("POST", "/v1/questions", body).status_code == first.status_code == 200
    (note,) = city.questions.notes.all(NoteKind.CERTIFICATE_USE)
    assert (note["holder"], note["item"], note["purpose"]) == (SON.id_number, BARE.code, "办理示例事项")


@pytest.mark.parametrize(
    ("holder", "birth", "company", "grade", "recorded"),
    [
        (SON.id_number, SON.birth, None, Grade.RED, True),
        (GRANDFATHER.id_number, GRANDFATHER.birth, None, Grade.ORANGE, True),
        (GRANDMOTHER.id_number, GRANDMOTHER.birth, None, Grade.BLUE, False),
        (STRANGER.id_number, STRANGER.birth, None, Grade.BLUE, False),
        (DEFAULTING_ELDER.id_number, DEFAULTING_ELDER.birth, None, Grade.BLACK, True),
        (SON.id_number, SON.birth, DEFAULTER.uscc, Grade.BLACK, True),
        (DEFAULTING_ELDER.id_number, None, BOOKSHOP.uscc, Grade.RED, True),
        ("460108201506010015", date(2015, 6, 1), None, Grade.BLUE, False),
    ],
)
def test_the_grade_is_told_with_its_reasons_and_never_black_for_a_child(
    city_kiosk: CityKiosk, holder: str, birth: date | None, company: str | None, grade: Grade, recorded: bool
) -> None:
    told = city_kiosk.ask(AskStanding(holder=holder, birth=birth, company=company))
    assert isinstance(told, StandingTold)
    assert (told.grade, told.recorded) == (grade, recorded)
    assert bool(told.reasons) == recorded


def test_a_company_is_told_with_whether_the_person_may_act(city_kiosk: CityKiosk) -> None:
    for person, acts in ((SON, True), (LANDLORD, True), (GRANDMOTHER, False)):
        told = city_kiosk.ask(AskCompany(uscc=BOOKSHOP.uscc, holder=person.id_number))
        assert told == CompanyTold(company=BOOKSHOP, acts=acts)
    unknown = AskCompany(uscc="11100000000013127D", holder=SON.id_number)
    assert city_kiosk.ask(unknown) == NothingFound()


def test_an_appeal_is_numbered_answered_by_a_day_and_on_record_sealed(
    city_kiosk: CityKiosk, city: Platform
) -> None:
    appeal = AskAppeal(holder=DEFAULTING_ELDER.id_number, item=BARE.code, statement="欠款已还清。")
    taken = city_kiosk.ask(appeal)
    assert isinstance(taken, AppealTaken)
    assert taken.answer_by == date(2026, 5, 12)  # five working days, the worked Saturday among them
    (note,) = city.questions.notes.all(NoteKind.APPEAL)
    assert (note["number"], note["grade"], note["statement"]) == (taken.number, "black", "欠款已还清。")
    assert city_kiosk.ask(appeal) == taken, "asked again for want of an answer"
    assert len(city.questions.notes.all(NoteKind.APPEAL)) == 1
    not_theirs = AskAppeal(holder=SON.id_number, company=DEFAULTER.uscc)
    assert city_kiosk.ask(not_theirs) == NothingFound()


def test_an_answer_opens_for_its_own_question_only(city_kiosk: CityKiosk) -> None:
    reply_key = X25519PrivateKey.generate()
    question = AskStanding(holder=SON.id_number)
    envelope, response = city_kiosk.send_question(question, reply_key)
    other_envelope, other = city_kiosk.send_question(question, reply_key)
    mine, theirs = (SealedAnswer.model_validate_json(r.content).envelope for r in (response, other))
    assert open_answer(mine, envelope, reply_key) == open_answer(theirs, other_envelope, reply_key)
    for swapped in ((theirs, envelope, reply_key), (mine, envelope, X25519PrivateKey.generate())):
        with pytest.raises(CannotOpen):
            open_answer(*swapped)


def test_no_length_tells_a_grade_or_whether_somebody_is_known(city_kiosk: CityKiosk) -> None:
    lengths = set()
    for person in (SON, GRANDMOTHER, DEFAULTING_ELDER, STRANGER):
        envelope, response = city_kiosk.send_question(
            AskStanding(holder=person.id_number), X25519PrivateKey.generate()
        )
        lengths.add((len(envelope), len(response.content)))
    assert len(lengths) == 1


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'{"envelope": "AAAA"}', b'{"envelope": "!"}', b'{"envelope": "", "more": 1}']
)
def test_what_is_no_question_is_refused_without_a_word_of_it(city_kiosk: CityKiosk, body: bytes) -> None:
    assert error_of(city_kiosk.send("POST", "/v1/questions", body)) == (422, "not_understood")


def test_only_an_enrolled_station_may_ask(city: Platform, city_address: str, trust: Trust) -> None:
    stranger = CityKiosk(city_address, name="HK-STRANGER", trust=trust)
    _, response = stranger.send_question(AskStanding(holder=SON.id_number), X25519PrivateKey.generate())
    assert error_of(response) == (401, "station_unknown")
    assert city.questions.notes.all(NoteKind.CERTIFICATE_USE) == ()
    stranger.close()


def test_a_reply_key_to_which_nothing_can_be_sealed_is_refused(city_kiosk: CityKiosk) -> None:
    """With 32 zero bytes for a key, everybody on the wire could open the answer."""
    key = X25519PublicKey.from_public_bytes(city_kiosk.trust.sealing_key)
    question = AskStanding(holder=SON.id_number)
    envelope = seal_question(question, X25519PublicKey.from_public_bytes(bytes(32)), key)
    body = SealedQuestion(envelope=envelope).model_dump_json().encode()
    assert error_of(city_kiosk.send("POST", "/v1/questions", body)) == (422, "not_understood")


ALL_QUESTIONS: tuple[Question, ...] = (
    _certificates_of(("title_deed", "social_security_card")),
    _certificates_of(()),
    AskStanding(holder=DEFAULTING_ELDER.id_number, birth=DEFAULTING_ELDER.birth),
    AskProgressByPerson(holder=GRANDMOTHER.id_number),
    AskProgressByNumber(number="0000", last_four="0027"),
    AskCompany(uscc=BOOKSHOP.uscc, holder=SON.id_number),
    AskAppeal(holder=DEFAULTING_ELDER.id_number, statement="符玉兰的邻居说欠款已还清"),
)
CANARIES = (
    SON.name, SON.id_number, GRANDMOTHER.name, GRANDMOTHER.id_number, DEFAULTING_ELDER.id_number,
    "琼2019海口市不动产权第0012345号", "符玉兰的邻居说欠款已还清", "列入失信被执行人名单",
)  # fmt: skip


def test_nothing_of_a_resident_is_readable_on_the_wire_the_disk_or_in_the_log(
    city_kiosk: CityKiosk, city_folder: Path, city: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, logger="urllib3")
    person = city.questions.progress.judge.registers.person(SON.id_number)
    assert person is not None
    code, _ = city.questions.phones.issue(person, None, "", city.clock())
    exchange = ExchangeCode(code=code, purpose="sign_in", nonce=nonce())
    wire = b""
    city_kiosk.apply(BARE, GRANDMOTHER)
    for question in (*ALL_QUESTIONS, exchange):
        envelope, response = city_kiosk.send_question(question, X25519PrivateKey.generate())
        assert response.status_code == 200
        wire += SealedQuestion(envelope=envelope).model_dump_json().encode() + response.content
        wire += json.dumps(dict(response.headers)).encode()
    kept = _all_bytes(city_folder)
    assert b"certificate_use" in kept, "the search finds what is there"
    assert b"envelope" in wire
    for canary in (*CANARIES, code):
        for written in _ways_to_write(canary):
            assert written not in wire
            assert written not in kept
        assert canary not in caplog.text


def test_a_question_shows_nobody_in_a_traceback_or_a_log_line() -> None:
    for question in ALL_QUESTIONS:
        for canary in CANARIES:
            assert canary not in repr(question)
    assert SON.name not in repr(CompanyTold(company=Company(uscc=BOOKSHOP.uscc, name="示例"), acts=True))
