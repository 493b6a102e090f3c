"""秒批 and 信易批 at the platform: compared with the registers, by the credit office's grade, never in silence."""

import hashlib
from datetime import UTC, date, datetime

import pytest

from central.keys import DEVELOPMENT
from central.registers.source import registers_for
from devices.signature.signed_strokes import sign
from devices.signature.strokes import Pad, Point, Strokes
from kiosk.application import Application, AttachmentNote, CertificateUse
from kiosk.case import CaseState
from kiosk.catalogue.item import Item
from kiosk.catalogue.service import MaterialSource
from kiosk.credit import Lane
from kiosk.person import Person, Sex
from kiosk.signed_document import signed_document
from sync.contract import Case
from tests.central.city import (
    AUNT,
    BARE,
    CLOSED,
    COMPARED,
    DEFAULTER,
    DEFAULTING_ELDER,
    GRANDMOTHER,
    NEIGHBOUR,
    OVER,
    SLOW,
    SON,
    STRANGER,
    WITH_CERTIFICATE,
    CityKiosk,
    Office,
    ageless,
    changed,
    somebody,
)
from tests.central.hall import FORM, case_of, rejection_of, seal

REGISTERS = registers_for("", DEVELOPMENT)
CHILD = somebody("符小北", "460108201506010015")
DEAD = somebody("林阿妹", "460106193002030020", Sex.FEMALE)
NO_AGE_CERTIFICATE = ageless(WITH_CERTIFICATE, "HK-TS-0102")
NO_AGE_CLOSED = ageless(CLOSED, "HK-TS-0103")
NO_AGE_SLOW = ageless(SLOW, "HK-TS-0107")
BROUGHT = changed(
    NO_AGE_CERTIFICATE,
    "HK-TS-0108",
    {
        "materials": (
            NO_AGE_CERTIFICATE.service.materials[0].model_copy(
                update={"source": MaterialSource.COMMITMENT, "certificate": None}
            ),
        )
    }
    if NO_AGE_CERTIFICATE.service
    else {},
)
BROUGHT = ageless(BROUGHT, "HK-TS-0108")
"""A commitment stands in for the paper, but not for a defaulter."""


def test_an_elder_who_is_registered_and_does_not_receive_is_granted_without_anybody(
    city_kiosk: CityKiosk,
) -> None:
    case = city_kiosk.apply(COMPARED, GRANDMOTHER)
    assert (case.state, case.amount, case.reasons) == (CaseState.GRANTED, "205", ())


def test_who_receives_already_is_refused_by_comparison(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(COMPARED, NEIGHBOUR)
    assert (case.state, case.reasons) == (CaseState.REFUSED, ("not_yet",))


def test_somebody_whom_no_register_knows_waits_for_an_officer(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(COMPARED, STRANGER)
    assert case.state is CaseState.ACCEPTED
    assert "alive" in case.reasons


def test_an_application_in_the_name_of_somebody_who_has_died_is_not_granted(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(COMPARED, DEAD)
    assert (case.state, case.reasons[0]) == (CaseState.REFUSED, "not_yet")
    sibling = city_kiosk.apply(BARE, GRANDMOTHER, situation="delegate", agent=DEAD, form=_for("child"))
    assert (sibling.state, sibling.reasons) == (CaseState.ACCEPTED, ("agent_differs",))


def test_a_certificate_as_the_register_has_it_replaces_the_paper(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(NO_AGE_CERTIFICATE, GRANDMOTHER, certificates=(_register_of(GRANDMOTHER),))
    assert (case.state, case.reasons) == (CaseState.GRANTED, ())


def test_a_certificate_that_was_consented_to_offline_is_taken_from_the_register(
    city_kiosk: CityKiosk,
) -> None:
    promised = (CertificateUse(key="household_register"),)
    assert city_kiosk.apply(NO_AGE_CERTIFICATE, AUNT, certificates=promised).state is CaseState.GRANTED
    without = city_kiosk.apply(NO_AGE_CERTIFICATE, STRANGER, certificates=promised)
    assert (without.state, without.reasons) == (CaseState.ACCEPTED, ("certificate_differs",))


@pytest.mark.parametrize("lie", ["somebody else's", "other words", "unknown identifier", "another kind"])
def test_a_certificate_that_differs_from_the_register_is_never_granted_in_silence(
    city_kiosk: CityKiosk, lie: str
) -> None:
    use = _register_of(GRANDMOTHER)
    match lie:
        case "somebody else's":
            use = _register_of(AUNT)
        case "other words":
            use = use.model_copy(update={"fields": {**use.fields, "district": "460105"}})
        case "unknown identifier":
            use = use.model_copy(update={"identifier": use.identifier[:-1] + "0"})
        case _:
            identity = REGISTERS.certificates(GRANDMOTHER.id_number)[0]
            use = CertificateUse(key=use.key, identifier=identity.identifier)
    case = city_kiosk.apply(NO_AGE_CERTIFICATE, GRANDMOTHER, certificates=(use,))
    assert (case.state, case.reasons) == (CaseState.ACCEPTED, ("certificate_differs",))


def test_a_paper_may_follow_for_red_and_orange_and_the_case_waits_for_it(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(NO_AGE_CERTIFICATE, SON, later=("household_register",))
    assert (case.state, case.reasons) == (CaseState.ACCEPTED, ("papers_follow",))
    assert case.later == ("household_register",)
    assert case.later_by == date(2026, 5, 19)  # ten working days, the Saturday of 9 May among them
    assert case.lane is Lane.FAST


def test_a_paper_may_not_follow_for_blue_whatever_the_kiosk_believed(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(NO_AGE_CERTIFICATE, GRANDMOTHER, later=("household_register",))
    assert (case.state, case.reasons) == (CaseState.ACCEPTED, ("papers_missing",))
    assert (case.later, case.later_by) == ((), None)


def test_a_paper_that_nobody_promised_is_the_kiosks_mistake(city_kiosk: CityKiosk) -> None:
    application = city_kiosk.filled(NO_AGE_CERTIFICATE, GRANDMOTHER)
    result = city_kiosk.file(seal(application, city_kiosk.trust))
    assert rejection_of(result) == ("not_in_order", ("materials.household_register",))


def test_a_defaulter_is_refused_where_the_item_is_closed_to_them_and_told_so(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(NO_AGE_CLOSED, DEFAULTING_ELDER)
    assert (case.state, case.reasons) == (CaseState.REFUSED, ("closed_to_defaulters",))
    assert city_kiosk.apply(NO_AGE_CLOSED, GRANDMOTHER).state is CaseState.GRANTED


def test_for_a_company_its_own_grade_counts(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(NO_AGE_CLOSED, GRANDMOTHER, company=DEFAULTER)
    assert (case.state, case.reasons) == (CaseState.REFUSED, ("closed_to_defaulters",))


def test_a_minor_is_never_a_defaulter(city_kiosk: CityKiosk) -> None:
    assert city_kiosk.apply(NO_AGE_CLOSED, CHILD).state is CaseState.GRANTED


def test_a_defaulters_commitment_does_not_stand_for_the_paper(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(BROUGHT, DEFAULTING_ELDER)
    assert (case.state, case.reasons, case.lane) == (CaseState.ACCEPTED, ("papers_missing",), Lane.STRICT)
    assert city_kiosk.apply(BROUGHT, GRANDMOTHER).state is CaseState.GRANTED


def test_outside_its_period_an_item_is_refused_with_its_reason(city_kiosk: CityKiosk) -> None:
    case = city_kiosk.apply(OVER, GRANDMOTHER)
    assert (case.state, case.reasons) == (CaseState.REFUSED, ("not_active",))


def test_red_is_promised_two_days_instead_of_three_and_stands_first_in_the_queue(
    city_kiosk: CityKiosk, office: Office
) -> None:
    ordinary = city_kiosk.apply(NO_AGE_SLOW, GRANDMOTHER)
    strict = city_kiosk.apply(NO_AGE_SLOW, DEFAULTING_ELDER)
    fast = city_kiosk.apply(NO_AGE_SLOW, SON)
    # Wednesday 6 May 2026; Saturday the 9th is worked.
    assert (ordinary.promised_by, fast.promised_by) == (date(2026, 5, 9), date(2026, 5, 8))
    listed = office.get("/cases?state=accepted").json()["cases"]
    assert [case["id"] for case in listed] == [fast.id, ordinary.id, strict.id]
    page = office.get(f"/cases?state=accepted&after={fast.acceptance_number}&limit=1").json()["cases"]
    assert [case["id"] for case in page] == [ordinary.id]
    assert office.get(f"/cases/{fast.id}").json()["grade"] == "red"


def test_a_signature_under_what_was_filed_is_taken(city_kiosk: CityKiosk) -> None:
    assert _signed(city_kiosk, FORM, FORM).state is CaseState.GRANTED


def test_a_signature_under_something_else_goes_to_an_officer(city_kiosk: CityKiosk) -> None:
    case = _signed(city_kiosk, {**FORM, "account": "6222020200000099993"}, FORM)
    assert (case.state, case.reasons) == (CaseState.ACCEPTED, ("signature_differs",))


def test_a_changed_record_of_a_signature_goes_to_an_officer(city_kiosk: CityKiosk) -> None:
    record = _record(BARE, GRANDMOTHER, FORM).replace(b'"device"', b'"Device"')
    case = _with_signature(city_kiosk, record)
    assert (case.state, case.reasons) == (CaseState.ACCEPTED, ("signature_differs",))


def _for(relation: str) -> dict[str, str]:
    return {**FORM, "relation": relation}


def _register_of(person: Person) -> CertificateUse:
    """As the kiosk got it from the platform."""
    (entry,) = [one for one in REGISTERS.certificates(person.id_number) if one.key == "household_register"]
    fields = {"district": entry.fields["district"], "head": entry.fields["head"]}
    return CertificateUse(key=entry.key, identifier=entry.identifier, fields=fields)


def _record(item: Item, applicant: Person, form: dict[str, str]) -> bytes:
    application = _unsigned(item, applicant, form)
    document = signed_document(item, application.language, application.situation, applicant, form)
    strokes = Strokes(Pad(800, 300), ((Point(10, 10, 0, None), Point(400, 120, 300, None)),))
    return sign(strokes, document, datetime(2026, 5, 6, 2, 0, tzinfo=UTC), "touchscreen").canonical()


def _unsigned(item: Item, applicant: Person, form: dict[str, str]) -> Application:
    return CityKiosk("").filled(item, applicant, form=form)


def _signed(kiosk: CityKiosk, signed_form: dict[str, str], filed: dict[str, str]) -> Case:
    return _with_signature(kiosk, _record(BARE, GRANDMOTHER, signed_form), filed)


def _with_signature(kiosk: CityKiosk, record: bytes, form: dict[str, str] = FORM) -> Case:
    note = AttachmentNote(
        material="signature",
        name="signature.json",
        media_type="application/json",
        size=len(record),
        sha256=hashlib.sha256(record).hexdigest(),
    )
    application = kiosk.filled(BARE, GRANDMOTHER, form=form).model_copy(update={"attachments": (note,)})
    return case_of(kiosk.file(seal(application, kiosk.trust, [record])))
