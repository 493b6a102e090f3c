"""Papers that follow (容缺补交): sealed, only from whose case it is, only while it waits, each once."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from central.officers import OpenedCase
from kiosk.application_id import application_id
from kiosk.case import CaseState
from kiosk.envelope import seal_attachment, seal_later_paper
from kiosk.person import Person
from kiosk.question import (
    Answer,
    AskProgressByPerson,
    ConfirmationTaken,
    ConfirmDelegation,
    HandInPaper,
    NothingFound,
    PaperTakenIn,
    ProgressTold,
)
from sync.contract import Case
from tests.central.city import (
    GRANDFATHER,
    GRANDMOTHER,
    SON,
    WITH_CERTIFICATE,
    CityKiosk,
    Office,
    ageless,
    changed,
)
from tests.central.test_progress import FOR_PARENT

PAPER = b"%PDF-1.7 the household register of a made-up family"
REGISTER = "household_register"
ITEM = ageless(WITH_CERTIFICATE, "HK-TS-0401")
CONFIRMED = ageless(changed(WITH_CERTIFICATE, "HK-TS-0403", {"principal_confirms": True}), "HK-TS-0402")


def waiting(kiosk: CityKiosk, applicant: Person = SON, **changes: object) -> Case:
    """An accepted case whose register is to follow."""
    return kiosk.apply(ITEM, applicant, later=(REGISTER,), **changes)


def hand_in(
    kiosk: CityKiosk, case: Case, holder: Person = SON, material: str = REGISTER, content: bytes = PAPER
) -> Answer:
    """As the kiosk does: the sealed bytes first, then the question that names them."""
    key = X25519PublicKey.from_public_bytes(kiosk.trust.sealing_key)
    sealed = seal_later_paper(content, case.id, material, key)
    assert kiosk.send("PUT", f"/v1/attachments/{sealed.sha256}", sealed.content).status_code == 200
    return kiosk.ask(
        HandInPaper(
            application_id=case.id,
            holder=holder.id_number,
            material=material,
            media_type="application/pdf",
            sha256=sealed.sha256,
            size=sealed.size,
        )
    )


def test_it_comes_to_its_case_and_the_officer_reads_it(city_kiosk: CityKiosk, office: Office) -> None:
    case = waiting(city_kiosk)
    assert hand_in(city_kiosk, case) == PaperTakenIn(application_id=case.id)
    (after,) = city_kiosk.query(case.id)
    assert (after.state, after.later, after.reasons) == (CaseState.ACCEPTED, (), ())
    opened = OpenedCase.model_validate_json(office.get(f"/cases/{case.id}").content)
    assert [(paper.material, paper.media_type) for paper in opened.papers] == [(REGISTER, "application/pdf")]
    read = office.get(f"/cases/{case.id}/papers/{REGISTER}")
    assert read.content == PAPER
    assert read.headers["content-type"] == "application/octet-stream"
    assert office.decide(case.id, CaseState.GRANTED).state is CaseState.GRANTED


def test_the_resident_sees_what_is_to_follow_and_then_no_more(city_kiosk: CityKiosk) -> None:
    case = waiting(city_kiosk)
    question = AskProgressByPerson(holder=SON.id_number)
    before = city_kiosk.ask(question)
    hand_in(city_kiosk, case)
    after = city_kiosk.ask(question)
    assert isinstance(before, ProgressTold)
    assert isinstance(after, ProgressTold)
    assert [view.later for view in (*before.cases, *after.cases)] == [(REGISTER,), ()]


def test_a_repeat_changes_nothing_and_the_first_paper_stands(city_kiosk: CityKiosk, office: Office) -> None:
    case = waiting(city_kiosk)
    for content in (PAPER, b"%PDF another picture of the same"):
        assert hand_in(city_kiosk, case, content=content) == PaperTakenIn(application_id=case.id)
    assert office.get(f"/cases/{case.id}/papers/{REGISTER}").content == PAPER


@pytest.mark.parametrize("other", [GRANDMOTHER, GRANDFATHER])
def test_nobody_else_hands_anything_in(city_kiosk: CityKiosk, other: Person, office: Office) -> None:
    case = waiting(city_kiosk)
    assert hand_in(city_kiosk, case, holder=other) == NothingFound()
    assert city_kiosk.query(case.id)[0].later == (REGISTER,)
    assert office.get(f"/cases/{case.id}/papers/{REGISTER}").status_code == 404


def test_what_was_not_to_follow_and_a_case_of_nobody_are_not_taken(city_kiosk: CityKiosk) -> None:
    case = waiting(city_kiosk)
    assert hand_in(city_kiosk, case, material="proof") == NothingFound()
    nobodys = case.model_copy(update={"id": application_id(bytes(10))})
    assert hand_in(city_kiosk, nobodys) == NothingFound()


@pytest.mark.parametrize("state", [CaseState.GRANTED, CaseState.REFUSED, CaseState.RETURNED])
def test_a_decided_case_takes_none(city_kiosk: CityKiosk, office: Office, state: CaseState) -> None:
    case = waiting(city_kiosk)
    office.decide(case.id, state)
    assert hand_in(city_kiosk, case) == NothingFound()


def test_bytes_that_are_not_here_or_sealed_for_another_place_are_not_called_received(
    city_kiosk: CityKiosk,
) -> None:
    case, other = waiting(city_kiosk), waiting(city_kiosk)
    key = X25519PublicKey.from_public_bytes(city_kiosk.trust.sealing_key)
    for sealed, sent in (
        (seal_later_paper(PAPER, case.id, REGISTER, key), False),
        (seal_later_paper(PAPER, other.id, REGISTER, key), True),
        (seal_later_paper(PAPER, case.id, "proof", key), True),
        (seal_attachment(PAPER, case.id, 0, key), True),
    ):
        if sent:
            city_kiosk.send("PUT", f"/v1/attachments/{sealed.sha256}", sealed.content)
        question = HandInPaper(
            application_id=case.id,
            holder=SON.id_number,
            material=REGISTER,
            media_type="application/pdf",
            sha256=sealed.sha256,
            size=sealed.size,
        )
        assert city_kiosk.ask(question) == NothingFound()
        assert city_kiosk.ask(question.model_copy(update={"sha256": "", "size": 0})) == NothingFound()
    assert city_kiosk.query(case.id)[0].later == (REGISTER,)


def test_a_confirmation_after_it_waits_for_no_paper_any_more(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(CONFIRMED, GRANDFATHER, **FOR_PARENT, later=(REGISTER,))
    assert case.reasons == ("principal_confirmation", "papers_follow")
    assert hand_in(city_kiosk, case, holder=SON) == PaperTakenIn(application_id=case.id)
    assert city_kiosk.query(case.id)[0].reasons == ("principal_confirmation",)
    word = ConfirmDelegation(application_id=case.id, principal=GRANDFATHER.id_number, agrees=True)
    assert city_kiosk.ask(word) == ConfirmationTaken(application_id=case.id, state=CaseState.ACCEPTED)
    assert "papers_follow" not in city_kiosk.query(case.id)[0].reasons


def test_on_the_disk_the_paper_is_sealed(city_kiosk: CityKiosk, city_folder: Path) -> None:
    hand_in(city_kiosk, waiting(city_kiosk))
    files = [path.read_bytes() for path in city_folder.rglob("*") if path.is_file()]
    assert len(files) > 1
    assert not [content for content in files if PAPER in content or SON.id_number.encode() in content]
