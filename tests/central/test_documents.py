"""结果文书: the paper of a grant, for its applicant alone; whether it counts, for everybody."""

from datetime import date, timedelta
from pathlib import Path

import requests
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from central.documents import DocumentCheck, DocumentState
from central.keys import PlatformKeys
from central.platform import Platform, open_platform
from central.registers.registers import NO_REGISTERS
from kiosk.application_id import check_character
from kiosk.case import CaseState
from kiosk.question import AskDocument, DocumentTold, NothingFound
from sync.sealed_question import open_answer, seal_question
from tests.central.city import (
    AUNT,
    BARE,
    COMPARED,
    GRANDMOTHER,
    HOMES,
    NEIGHBOUR,
    OFFERED,
    SON,
    STRANGER,
    CityKiosk,
    HallClock,
    Office,
)
from tests.central.hall import FORM
from tests.central.test_sealed_at_rest import _all_bytes, _ways_to_write


def _document(kiosk: CityKiosk, case_id: str, holder: str) -> DocumentTold:
    told = kiosk.ask(AskDocument(application_id=case_id, holder=holder))
    assert isinstance(told, DocumentTold)
    return told


def _check(url: str, code: str) -> DocumentCheck:
    """Anybody with a telephone, who scans the paper."""
    response = requests.get(f"{url}/v1/documents/{code}", timeout=20)
    assert response.status_code == 200, response.text
    for secret in (GRANDMOTHER.name, GRANDMOTHER.id_number):
        assert secret not in response.text
    return DocumentCheck.model_validate_json(response.content)


def test_a_grant_gives_a_paper_whose_lines_are_filled_in(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(COMPARED, GRANDMOTHER)
    assert case.has_document
    paper = _document(city_kiosk, case.id, GRANDMOTHER.id_number)
    assert dict(paper.lines) == {
        "姓名": "符玉兰",
        "性别": "女",
        "户籍所在区": "美兰区",
        "核定日期": "2026-05-06",
    }
    assert paper.title["zh"] == "高龄老人长寿补贴核定表"
    assert paper.issuer == {"zh": "海口市民政局", "en": "Haikou Civil Affairs Bureau"}
    assert paper.valid_to == date(2027, 5, 6)
    assert check_character(paper.number[:-1]) == paper.number[-1]
    assert paper.demo
    assert paper == _document(city_kiosk, case.id, GRANDMOTHER.id_number)


def test_the_paper_is_for_applicant_and_delegate_and_nobody_else(city_kiosk: CityKiosk) -> None:
    delegate = {"situation": "delegate", "agent": SON, "form": {**FORM, "relation": "child"}}
    case = city_kiosk.apply(COMPARED, AUNT, **delegate)
    assert _document(city_kiosk, case.id, SON.id_number) == _document(city_kiosk, case.id, AUNT.id_number)
    for other in (GRANDMOTHER, STRANGER):
        told = city_kiosk.ask(AskDocument(application_id=case.id, holder=other.id_number))
        assert told == NothingFound()


def test_without_a_grant_or_without_a_paper_there_is_none(city_kiosk: CityKiosk) -> None:
    for item, person in ((COMPARED, NEIGHBOUR), (BARE, GRANDMOTHER), (COMPARED, STRANGER)):
        case = city_kiosk.apply(item, person)
        assert not case.has_document
        told = city_kiosk.ask(AskDocument(application_id=case.id, holder=person.id_number))
        assert told == NothingFound()


def test_an_officers_grant_gives_the_paper_as_well(
    city_kiosk: CityKiosk, office: Office, clock: HallClock
) -> None:
    case = city_kiosk.apply(COMPARED, STRANGER)
    clock.pass_time(timedelta(days=2))
    decided = office.decide(case.id, CaseState.GRANTED)
    assert (decided.has_document, decided.amount) == (True, "205")
    paper = _document(city_kiosk, case.id, STRANGER.id_number)
    assert (paper.issued_at, paper.valid_to) == (clock.now, date(2027, 5, 8))


def test_its_code_says_to_anybody_that_it_counts_and_until_when(
    city_kiosk: CityKiosk, city_address: str, clock: HallClock
) -> None:
    case = city_kiosk.apply(COMPARED, GRANDMOTHER)
    paper = _document(city_kiosk, case.id, GRANDMOTHER.id_number)
    assert len(paper.verification) < 50
    seen = _check(city_address, paper.verification)
    assert (seen.state, seen.number) == (DocumentState.VALID, paper.number)
    assert (seen.issued_on, seen.valid_to) == (date(2026, 5, 6), paper.valid_to)
    assert seen.title is not None
    assert seen.title.zh == paper.title["zh"]
    clock.pass_time(timedelta(days=366))
    assert _check(city_address, paper.verification).state is DocumentState.EXPIRED


def test_a_forged_code_is_unknown_whatever_is_right_in_it(city_kiosk: CityKiosk, city_address: str) -> None:
    case = city_kiosk.apply(COMPARED, GRANDMOTHER)
    genuine = _document(city_kiosk, case.id, GRANDMOTHER.id_number).verification
    prefix, number, tag = genuine.split(".")
    other_tag = ("A" if tag[0] != "A" else "B") + tag[1:]
    for forged in (
        f"{prefix}.{number}.{other_tag}",
        f"{prefix}.{number}",
        f"JB2.{number}.{tag}",
        "x",
        "符玉兰",
    ):
        assert _check(city_address, forged) == DocumentCheck(state=DocumentState.UNKNOWN)


def test_a_revoked_paper_says_so_and_is_not_printed_again(
    city_kiosk: CityKiosk, office: Office, city_address: str, clock: HallClock
) -> None:
    case = city_kiosk.apply(COMPARED, GRANDMOTHER)
    paper = _document(city_kiosk, case.id, GRANDMOTHER.id_number)
    first = office.post(f"/officer/documents/{paper.number}/revocation")
    clock.pass_time(timedelta(hours=1))
    assert office.post(f"/officer/documents/{paper.number}/revocation").content == first.content
    assert first.status_code == 200
    assert _check(city_address, paper.verification).state is DocumentState.REVOKED
    told = city_kiosk.ask(AskDocument(application_id=case.id, holder=GRANDMOTHER.id_number))
    assert told == NothingFound()
    assert not city_kiosk.query(case.id)[0].has_document
    unknown = office.post(f"/officer/documents/D{'0' * 20}X/revocation")
    assert unknown.status_code == 404


def test_no_paper_lies_readable_on_the_platforms_disk(
    city_kiosk: CityKiosk, city: Platform, city_folder: Path
) -> None:
    case = city_kiosk.apply(COMPARED, GRANDMOTHER)
    paper = _document(city_kiosk, case.id, GRANDMOTHER.id_number)
    kept = _all_bytes(city_folder)
    assert paper.number.encode() in kept, "the search finds what is there"
    for secret in (GRANDMOTHER.name, GRANDMOTHER.id_number, FORM["residence"]):
        for written in _ways_to_write(secret):
            assert written not in kept
    assert city.questions.documents.of_case(case.id) is not None


def test_printed_again_it_says_what_the_registers_said_at_the_grant(
    city_kiosk: CityKiosk, city: Platform, city_folder: Path, keys: PlatformKeys, clock: HallClock
) -> None:
    """He has sold both homes since, and the registers have forgotten him."""
    case = city_kiosk.apply(HOMES, SON)
    first = _document(city_kiosk, case.id, SON.id_number)
    assert dict(first.lines) == {"本市登记住房套数": "2"}
    later = open_platform(city_folder, keys, OFFERED.get, clock=clock, registers=NO_REGISTERS)
    reply_key = X25519PrivateKey.generate()
    question = AskDocument(application_id=case.id, holder=SON.id_number)
    envelope = seal_question(question, reply_key.public_key(), keys.sealing.public_key())
    answer = later.questions.answer(envelope, city_kiosk.name)
    later.close()
    assert answer is not None
    assert open_answer(answer, envelope, reply_key) == first
    assert b"homes" not in _all_bytes(city_folder)
    assert city.questions.documents.of_case(case.id) is not None
