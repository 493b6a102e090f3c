"""A station makes itself known, and only a known station is heard."""

import jwt
import pytest

from central.keys import PlatformKeys
from central.platform import Platform
from sync.contract import Enrolled, Enrolment, Health, Trust, authorise
from tests.central.hall import Kiosk, error_of, fill_in, seal, submission

SUBMISSIONS = "/v1/submissions"


def test_health_and_trust_say_which_platform_this_is(kiosk: Kiosk, trust: Trust) -> None:
    health = Health.model_validate_json(kiosk.http.get(f"{kiosk.url}/v1/health").content)
    assert health.receipt_key == trust.receipt_key
    assert Trust.model_validate_json(kiosk.http.get(f"{kiosk.url}/v1/trust").content) == trust


def test_enrolling_again_with_the_same_key_changes_nothing(kiosk: Kiosk, keys: PlatformKeys) -> None:
    again = kiosk.enrol(keys.enrolment_code)
    assert again.status_code == 200
    assert Enrolled.model_validate_json(again.content).station == kiosk.name


def test_a_stranger_with_the_wrong_code_stays_outside(url: str) -> None:
    stranger = Kiosk(url, name="HK-STRANGER")
    assert error_of(stranger.enrol("development")) == (403, "wrong_code")
    assert error_of(stranger.send("POST", SUBMISSIONS, b"{}")) == (401, "station_unknown")
    stranger.close()


def test_another_machine_cannot_take_over_a_stations_name(kiosk: Kiosk, keys: PlatformKeys) -> None:
    impostor = Kiosk(kiosk.url, name=kiosk.name)
    assert error_of(impostor.enrol(keys.enrolment_code)) == (409, "station_known")
    assert error_of(impostor.send("POST", SUBMISSIONS, b"{}")) == (401, "bad_signature")
    impostor.close()


def test_a_public_key_of_the_wrong_length_is_refused_by_place(url: str, keys: PlatformKeys) -> None:
    station = Kiosk(url)
    request = Enrolment(station=station.name, name="x", public_key=b"short", code=keys.enrolment_code)
    response = station.http.post(f"{url}/v1/stations", data=request.model_dump_json().encode())
    assert error_of(response) == (422, "not_understood")
    assert "public_key" in response.text
    station.close()


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer x.y.z", "Basic eDp5", "Bearer \xff"])
def test_an_unsigned_request_is_not_heard(kiosk: Kiosk, authorization: str) -> None:
    headers = {"Authorization": authorization.encode("latin-1")}
    response = kiosk.http.post(kiosk.url + SUBMISSIONS, data=b"{}", headers=headers)
    assert error_of(response) == (401, "station_unknown")


def test_a_signature_for_another_path_method_or_body_is_not_taken(kiosk: Kiosk, trust: Trust) -> None:
    body = b'{"items": []}'
    for method, path in (("POST", "/v1/ratings"), ("PUT", SUBMISSIONS)):
        elsewhere = kiosk.send("POST", SUBMISSIONS, body, signed_for=(method, path))
        assert error_of(elsewhere) == (401, "bad_signature")
    headers = {"Authorization": authorise(kiosk.name, "POST", SUBMISSIONS, body, kiosk.key)}
    document = submission(seal(fill_in(), trust)).model_dump_json().encode()
    swapped = kiosk.http.post(kiosk.url + SUBMISSIONS, data=document, headers=headers)
    assert error_of(swapped) == (401, "bad_signature")


def test_a_signed_text_of_another_kind_is_no_signature_of_a_request(kiosk: Kiosk) -> None:
    """The type in the header keeps receipts and requests apart, whoever signed them."""
    path = "/v1/attachments/" + "0" * 64
    token = authorise(kiosk.name, "GET", path, b"", kiosk.key).removeprefix("Bearer ")
    claims = jwt.decode(token, options={"verify_signature": False})
    other_kind = jwt.encode(claims, kiosk.key, algorithm="EdDSA", headers={"typ": "jinban-receipt"})
    answers = [
        kiosk.http.get(kiosk.url + path, headers={"Authorization": f"Bearer {text}"}, timeout=20)
        for text in (token, other_kind)
    ]
    assert error_of(answers[0]) == (404, "not_found")
    assert error_of(answers[1]) == (401, "bad_signature")


def test_enrolment_outlives_the_connection_and_the_name_is_kept(kiosk: Kiosk, platform: Platform) -> None:
    key = platform.stations.key_of(kiosk.name)
    assert key is not None
    assert key.public_bytes_raw() == kiosk.key.public_key().public_bytes_raw()
    assert platform.stations.key_of("HK-NOBODY") is None
