"""亮码办事 at the platform: a telephone's code is exchanged once, within its minute, for what it was made for."""

from datetime import timedelta

import pytest
import requests

from central.phone_api import CodeForm, PhoneCode, PhoneCodeOrder
from central.platform import Platform
from kiosk.person import IdentifiedBy
from kiosk.question import CodeAccepted, CodeRefusal, CodeRefused, ExchangeCode
from sync.show_code import SignedCodes, verify_code
from tests.central.city import BOOKSHOP, DEFAULTER, SON, STRANGER, CityKiosk, HallClock, Office, nonce
from tests.central.hall import error_of


def _code(office: Office, **changes: object) -> str:
    order = PhoneCodeOrder(holder=SON.id_number).model_copy(update=changes)
    response = office.post("/phone/codes", order)
    assert response.status_code == 200, response.text
    return PhoneCode.model_validate_json(response.content).code


def _show(kiosk: CityKiosk, code: str, purpose: str = "sign_in") -> CodeAccepted | CodeRefused:
    told = kiosk.ask(ExchangeCode(code=code, purpose=purpose, nonce=nonce()))
    assert isinstance(told, CodeAccepted | CodeRefused)
    return told


def test_a_telephones_code_says_who_shows_it_and_only_once(city_kiosk: CityKiosk, office: Office) -> None:
    code = _code(office)
    told = _show(city_kiosk, code)
    assert isinstance(told, CodeAccepted)
    assert (told.person.name, told.person.id_number) == (SON.name, SON.id_number)
    assert told.person.identified_by is IdentifiedBy.CODE
    assert told.company is None
    assert _show(city_kiosk, code) == CodeRefused(reason=CodeRefusal.USED)


def test_after_a_minute_the_code_is_expired_and_later_unknown(
    city_kiosk: CityKiosk, office: Office, clock: HallClock
) -> None:
    code = _code(office)
    clock.pass_time(timedelta(seconds=60))
    assert _show(city_kiosk, code) == CodeRefused(reason=CodeRefusal.EXPIRED)
    clock.pass_time(timedelta(minutes=11))
    assert _show(city_kiosk, code) == CodeRefused(reason=CodeRefusal.UNKNOWN)


def test_a_code_for_a_company_brings_the_company(city_kiosk: CityKiosk, office: Office) -> None:
    told = _show(city_kiosk, _code(office, company=BOOKSHOP.uscc))
    assert isinstance(told, CodeAccepted)
    assert told.company == BOOKSHOP
    order = PhoneCodeOrder(holder=SON.id_number, company=DEFAULTER.uscc)
    assert error_of(office.post("/phone/codes", order)) == (404, "not_found")


def test_a_code_for_another_purpose_is_refused_and_not_used_up(city_kiosk: CityKiosk, office: Office) -> None:
    code = _code(office, purpose="certificates")
    assert _show(city_kiosk, code, "sign_in") == CodeRefused(reason=CodeRefusal.OTHER_PURPOSE)
    assert isinstance(_show(city_kiosk, code, "certificates"), CodeAccepted)


def test_a_nonce_is_taken_once(city_kiosk: CityKiosk, office: Office) -> None:
    once = nonce()
    first, second = _code(office), _code(office)
    told = city_kiosk.ask(ExchangeCode(code=first, purpose="", nonce=once))
    assert isinstance(told, CodeAccepted)
    again = city_kiosk.ask(ExchangeCode(code=second, purpose="", nonce=once))
    assert again == CodeRefused(reason=CodeRefusal.USED)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("JBC1.nobody-was-ever-given-this-one", CodeRefusal.UNKNOWN),
        ("https://example.com/pay", CodeRefusal.NOT_A_CODE),
        ("134512345678901234", CodeRefusal.NOT_A_CODE),
        ("eyJhbGciOiJub25lIn0.e30.", CodeRefusal.NOT_A_CODE),
    ],
)
def test_what_is_no_code_of_ours_is_refused_with_its_reason(
    city_kiosk: CityKiosk, text: str, reason: CodeRefusal
) -> None:
    assert _show(city_kiosk, text) == CodeRefused(reason=reason)


def test_a_signed_code_holds_at_the_kiosk_alone_and_at_the_platform_once(
    city_kiosk: CityKiosk, office: Office, clock: HallClock
) -> None:
    code = _code(office, form=CodeForm.SIGNED)
    key = city_kiosk.trust.code_key
    assert key is not None
    offline = verify_code(code, key, clock(), "sign_in")
    assert not isinstance(offline, CodeRefusal)
    assert offline.id_number == SON.id_number
    assert SignedCodes(key).take(code, clock(), "sign_in") == offline
    assert isinstance(_show(city_kiosk, code), CodeAccepted)
    assert _show(city_kiosk, code) == CodeRefused(reason=CodeRefusal.USED)


def test_codes_are_made_for_people_of_the_register_and_by_the_office_only(
    office: Office, city: Platform, city_address: str
) -> None:
    order = PhoneCodeOrder(holder=STRANGER.id_number)
    assert error_of(office.post("/phone/codes", order)) == (404, "not_found")
    body = PhoneCodeOrder(holder=SON.id_number).model_dump_json()
    response = requests.post(f"{city_address}/v1/phone/codes", data=body, timeout=20)
    assert error_of(response) == (401, "not_an_officer")
    assert SON.name not in repr(city.questions.phones)
