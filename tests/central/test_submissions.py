"""What becomes of an application: decided at once, sent to an officer, refused, or turned away with the reason."""

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from central.keys import PlatformKeys, platform_keys
from central.platform import Platform, open_platform
from kiosk.case import CaseState
from kiosk.catalogue.item import Item
from kiosk.envelope import SealedApplication, manifest_hash
from kiosk.person import IdentifiedBy
from sync.contract import (
    AttachmentRef,
    CaseAnswers,
    CaseQuery,
    Incomplete,
    ReceiptClaims,
    Receipted,
    Submission,
    Trust,
    verify_receipt,
)
from tests.central.hall import (
    ELDER,
    FORM,
    OTHER_ELDER,
    SCAN,
    SUBSIDY,
    TODAY,
    TOO_YOUNG,
    Kiosk,
    case_of,
    error_of,
    fill_in,
    find_item,
    receipt_of,
    rejection_of,
    seal,
    seal_text,
    submission,
)


def test_an_elder_of_91_is_granted_at_once_with_the_amount(kiosk: Kiosk, trust: Trust) -> None:
    case = case_of(kiosk.file(seal(fill_in(), trust)))
    assert case.state is CaseState.GRANTED
    assert (case.amount, case.amount_demo) == ("205", True)
    assert case.decided_at == case.received_at == TODAY
    assert case.acceptance_number.startswith("46010020260506000001")


def test_the_receipt_is_worth_something_under_this_platforms_key_only(
    kiosk: Kiosk, keys: PlatformKeys, tmp_path: Path, trust: Trust
) -> None:
    sealed = seal(fill_in(), trust)
    result = kiosk.file(sealed)
    claims = verify_receipt(receipt_of(result), keys.receipt.public_key())
    number = case_of(result).acceptance_number
    assert claims == ReceiptClaims(
        id=sealed.id, manifest_hash=sealed.manifest_hash, acceptance_number=number, received_at=TODAY
    )
    stranger = platform_keys(str(tmp_path / "stranger"))
    assert verify_receipt(receipt_of(result), stranger.receipt.public_key()) is None


def test_an_elder_whose_chip_was_not_read_waits_for_an_officer(kiosk: Kiosk, trust: Trust) -> None:
    typed_in = ELDER.model_copy(update={"identified_by": IdentifiedBy.DECLARED})
    case = case_of(kiosk.file(seal(fill_in(typed_in), trust)))
    assert (case.state, case.reasons) == (CaseState.ACCEPTED, ("read_from_chip",))
    assert case.decided_at is None
    assert case.amount is None


def test_somebody_of_74_is_refused_with_the_rule_that_says_so(kiosk: Kiosk, trust: Trust) -> None:
    case = case_of(kiosk.file(seal(fill_in(TOO_YOUNG), trust)))
    assert (case.state, case.reasons, case.amount) == (CaseState.REFUSED, ("age",), None)


def test_the_same_elder_applying_again_goes_to_an_officer(kiosk: Kiosk, trust: Trust) -> None:
    kiosk.file(seal(fill_in(), trust))
    again = case_of(kiosk.file(seal(fill_in(), trust)))
    assert (again.state, again.reasons) == (CaseState.ACCEPTED, ("already_granted",))
    assert case_of(kiosk.file(seal(fill_in(OTHER_ELDER), trust))).state is CaseState.GRANTED


@pytest.mark.parametrize("wrong_by", [timedelta(days=2), timedelta(days=-100)])
def test_a_kiosk_whose_clock_is_wrong_decides_nothing(
    kiosk: Kiosk, trust: Trust, wrong_by: timedelta
) -> None:
    """At a kiosk that is ten years ahead everybody over seventy would be eighty."""
    for applicant in (ELDER, TOO_YOUNG):
        case = case_of(kiosk.file(seal(fill_in(applicant, created_at=TODAY + wrong_by), trust)))
        assert case.state is CaseState.ACCEPTED
        assert case.reasons[0] == "application_date"


def test_a_repeated_submission_gets_the_same_receipt_and_case(kiosk: Kiosk, trust: Trust) -> None:
    sealed = seal(fill_in(), trust)
    first, second = kiosk.file(sealed), kiosk.file(sealed)
    assert case_of(first) == case_of(second)
    assert receipt_of(first) == receipt_of(second)


def test_the_same_id_with_other_bytes_is_a_conflict_and_the_first_stands(kiosk: Kiosk, trust: Trust) -> None:
    application = fill_in()
    first = kiosk.file(seal(application, trust))
    assert rejection_of(kiosk.file(seal(application, trust))) == ("conflict", ())
    assert _query(kiosk, application.id).cases == (case_of(first),)


def test_a_manifest_that_does_not_fit_the_bytes_is_turned_away(kiosk: Kiosk, trust: Trust) -> None:
    sealed = submission(seal(fill_in(), trust)).model_copy(update={"manifest_hash": "0" * 64})
    (result,) = kiosk.submit(sealed)
    assert rejection_of(result) == ("manifest_mismatch", ())


def test_an_item_that_the_platform_does_not_offer_is_turned_away(kiosk: Kiosk, trust: Trust) -> None:
    assert rejection_of(kiosk.file(seal(fill_in(item="HK-XX-0001"), trust))) == ("unknown_item", ())


def test_a_tampered_envelope_does_not_open(kiosk: Kiosk, trust: Trust) -> None:
    sealed = seal(fill_in(), trust)
    flipped = sealed.envelope[:-1] + bytes([sealed.envelope[-1] ^ 1])
    tampered = SealedApplication(sealed.id, sealed.item, sealed.created_at, flipped, ())
    assert rejection_of(kiosk.file(tampered)) == ("cannot_open", ())


def test_an_envelope_sealed_to_another_platform_does_not_open(kiosk: Kiosk, tmp_path: Path) -> None:
    stranger = platform_keys(str(tmp_path / "stranger")).trust()
    assert rejection_of(kiosk.file(seal(fill_in(), stranger))) == ("cannot_open", ())


def test_an_envelope_moved_to_another_id_does_not_open(kiosk: Kiosk, trust: Trust) -> None:
    sealed, other = seal(fill_in(), trust), fill_in()
    moved = SealedApplication(other.id, sealed.item, sealed.created_at, sealed.envelope, ())
    assert rejection_of(kiosk.file(moved)) == ("cannot_open", ())


def test_an_application_that_names_another_id_or_item_inside_is_turned_away(
    kiosk: Kiosk, trust: Trust
) -> None:
    inside, outside = fill_in(), fill_in()
    sealed = seal_text(inside.model_dump_json().encode(), outside, trust)
    assert rejection_of(kiosk.file(sealed)) == ("not_in_order", ("id",))
    inside = outside.model_copy(update={"item": "HK-XX-0001"})
    sealed = seal_text(inside.model_dump_json().encode(), outside, trust)
    assert rejection_of(kiosk.file(sealed)) == ("not_in_order", ("item",))


def test_problems_are_told_by_place_and_never_by_what_was_written(kiosk: Kiosk, trust: Trust) -> None:
    wrong = {**FORM, "phone": "12", "account": "6222020200000012342", "wangfang": "x"}
    code, fields = rejection_of(kiosk.file(seal(fill_in(form=wrong), trust)))
    assert code == "not_in_order"
    assert set(fields) == {"form", "form.phone", "form.account"}


def test_a_sealed_text_that_is_no_application_is_told_by_place(kiosk: Kiosk, trust: Trust) -> None:
    application = fill_in()
    document = json.loads(application.model_dump_json())
    document["applicant"]["birth"] = "not a day"
    document["wangfang"] = "an unknown word"
    sealed = seal_text(json.dumps(document).encode(), application, trust)
    code, fields = rejection_of(kiosk.file(sealed))
    assert (code, set(fields)) == ("not_in_order", {"applicant.birth", "document"})


def test_a_form_before_its_attachment_is_told_what_is_missing_and_then_taken(
    kiosk: Kiosk, trust: Trust
) -> None:
    sealed = seal(fill_in(scans=[SCAN, b"two"]), trust, [SCAN, b"two"])
    assert kiosk.upload(sealed.attachments[1]).status_code == 200
    (early,) = kiosk.submit(submission(sealed))
    assert early == Incomplete(id=sealed.id, missing=(sealed.attachments[0].sha256,))
    assert _query(kiosk, sealed.id).cases == ()
    assert case_of(kiosk.file(sealed)).state is CaseState.GRANTED


def test_attachments_in_the_wrong_order_do_not_open(kiosk: Kiosk, trust: Trust) -> None:
    sealed = seal(fill_in(scans=[SCAN, b"two"]), trust, [SCAN, b"two"])
    swapped = SealedApplication(
        sealed.id, sealed.item, sealed.created_at, sealed.envelope, sealed.attachments[::-1]
    )
    assert rejection_of(kiosk.file(swapped)) == ("cannot_open", ())


def test_another_applications_attachment_does_not_open_here(kiosk: Kiosk, trust: Trust) -> None:
    theirs = seal(fill_in(OTHER_ELDER, scans=[SCAN]), trust, [SCAN])
    ours = seal(fill_in(scans=[SCAN]), trust, [SCAN])
    swapped = SealedApplication(ours.id, ours.item, ours.created_at, ours.envelope, theirs.attachments)
    assert rejection_of(kiosk.file(swapped)) == ("cannot_open", ())


def test_an_attachment_that_the_application_does_not_name_is_turned_away(kiosk: Kiosk, trust: Trust) -> None:
    sealed = seal(fill_in(scans=[SCAN]), trust, [b"another scan"])
    assert rejection_of(kiosk.file(sealed)) == ("not_in_order", ("attachments.0",))
    sealed = seal(fill_in(), trust, [SCAN])
    assert rejection_of(kiosk.file(sealed)) == ("not_in_order", ("attachments",))


def test_an_attachment_of_another_size_than_declared_is_turned_away(kiosk: Kiosk, trust: Trust) -> None:
    """Asking for it again and again would never mend it."""
    sealed = seal(fill_in(scans=[SCAN]), trust, [SCAN])
    (attachment,) = sealed.attachments
    kiosk.upload(attachment)
    envelope_hash = hashlib.sha256(sealed.envelope).hexdigest()
    declared = Submission(
        id=sealed.id,
        item=sealed.item,
        envelope=sealed.envelope,
        attachments=(AttachmentRef(sha256=attachment.sha256, size=7),),
        manifest_hash=manifest_hash(sealed.id, sealed.item, envelope_hash, [(attachment.sha256, 7)]),
    )
    (result,) = kiosk.submit(declared)
    assert rejection_of(result) == ("not_in_order", ("attachments.0.size",))


def test_one_poison_item_among_twenty_harms_no_other(kiosk: Kiosk, trust: Trust) -> None:
    sealed = [submission(seal(fill_in(), trust)) for _ in range(20)]
    documents = [json.loads(item.model_dump_json()) for item in sealed]
    documents[3]["manifest_hash"] = "符玉莲"
    documents[7]["envelope"] = "!" * 40
    documents[11] = {"id": "no id at all", "item": 5}
    documents[13] = "nonsense"
    documents[15]["envelope"] = documents[16]["envelope"]
    response = kiosk.send("POST", "/v1/submissions", json.dumps({"items": documents}).encode())
    results = {result.id: result for result in kiosk.results(response)}
    assert "符玉莲" not in response.text
    assert rejection_of(results[sealed[3].id]) == ("not_in_order", ("manifest_hash",))
    assert rejection_of(results[sealed[7].id]) == ("not_in_order", ("envelope",))
    assert rejection_of(results[sealed[15].id]) == ("manifest_mismatch", ())
    poisoned = {3, 7, 11, 13, 15}
    for position in set(range(20)) - poisoned:
        assert isinstance(results[sealed[position].id], Receipted)
    assert len(results) == 18


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"items": []}',
        b'{"items": 5}',
        b'{"items": [], "more": 1}',
        b"[" * 100000,
    ],
)
def test_a_document_that_is_no_batch_is_refused_as_a_whole(kiosk: Kiosk, body: bytes) -> None:
    assert error_of(kiosk.send("POST", "/v1/submissions", body)) == (422, "not_understood")


def test_cases_are_found_by_either_number_and_unknown_ones_are_left_out(kiosk: Kiosk, trust: Trust) -> None:
    case = case_of(kiosk.file(seal(fill_in(), trust)))
    assert _query(kiosk, case.id, "nothing").cases == (case,)
    assert _query(kiosk, case.acceptance_number).cases == (case,)
    assert _query(kiosk, "nothing").cases == ()


def _query(kiosk: Kiosk, *numbers: str) -> CaseAnswers:
    response = kiosk.send("POST", "/v1/cases/query", CaseQuery(numbers=numbers).model_dump_json().encode())
    assert response.status_code == 200
    return CaseAnswers.model_validate_json(response.content)


@pytest.fixture
def with_a_broken_rule(tmp_path: Path, keys: PlatformKeys) -> Iterator[Platform]:
    assert SUBSIDY.service is not None
    rule = SUBSIDY.service.eligibility[0].model_copy(update={"when": "applicant.no_such_word > 1"})
    service = SUBSIDY.service.model_copy(update={"eligibility": (rule,)})
    broken: Item = SUBSIDY.model_copy(update={"service": service})
    platform = open_platform(tmp_path / "broken", keys, lambda _code: broken, clock=lambda: TODAY)
    yield platform
    platform.close()


def test_a_broken_rule_of_the_catalogue_costs_no_resident_their_application(
    with_a_broken_rule: Platform, trust: Trust
) -> None:
    sealed = submission(seal(fill_in(), trust))
    case = case_of(with_a_broken_rule.cases.take(sealed, "HK-TEST-001"))
    assert (case.state, case.reasons) == (CaseState.ACCEPTED, ("rules_failed",))


def test_the_catalogue_that_the_tests_use_is_the_one_of_the_hall() -> None:
    assert find_item("HK-MZ-0261") is SUBSIDY
    assert find_item("HK-MZ-0262") is None
