"""The platform's keys: made once, never replaced, and the published ones never used in silence."""

import logging
import stat
from pathlib import Path

import pytest

import config
from central.keys import platform_keys
from config.faults import EnvironmentFault, FaultCode
from sync.contract import Trust

DEVELOPMENT = Path(config.__file__).parent / "development"


def test_a_new_platform_makes_its_keys_and_keeps_them(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "keys"
    made = platform_keys(str(folder))
    again = platform_keys(str(folder))
    assert again.trust() == made.trust()
    assert (again.person, again.enrolment_code) == (made.person, made.enrolment_code)
    assert not made.development
    assert len(made.enrolment_code) >= 32
    assert platform_keys(str(tmp_path / "other")).trust() != made.trust()


def test_what_is_handed_to_stations_holds_no_secret(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    made = platform_keys(str(folder))
    handed = (folder / "trust.json").read_bytes()
    assert Trust.model_validate_json(handed) == made.trust()
    assert not made.trust().development


def test_the_key_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    platform_keys(str(folder))
    (folder / "platform-keys.json").chmod(0o644)
    platform_keys(str(folder))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    names = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert names == dict.fromkeys(("platform-keys.json", "enrolment-code", "trust.json"), 0o600)


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"sealing": "AA==", "receipt": "AA==", "person": "AA=="}'])
def test_a_damaged_key_file_is_never_replaced(tmp_path: Path, damage: bytes) -> None:
    platform_keys(str(tmp_path))
    file = tmp_path / "platform-keys.json"
    file.write_bytes(damage)
    with pytest.raises(EnvironmentFault) as caught:
        platform_keys(str(tmp_path))
    assert caught.value.code is FaultCode.STORE_DAMAGED
    assert file.read_bytes() == damage


def test_the_published_keys_fit_together_and_are_loud(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        keys = platform_keys("development")
    assert "DEVELOPMENT KEYS IN USE" in caplog.text
    published = Trust.model_validate_json((DEVELOPMENT / "trust.json").read_bytes())
    assert published == keys.trust()
    assert published.development
    assert keys.enrolment_code == "development"


def test_a_person_is_told_apart_by_item_and_number_and_only_with_the_key(tmp_path: Path) -> None:
    one, other = platform_keys(str(tmp_path / "one")), platform_keys(str(tmp_path / "other"))
    tag = one.person_tag("HK-MZ-0261", "460108193501010027")
    assert tag == one.person_tag("HK-MZ-0261", "460108193501010027")
    others = {
        one.person_tag("HK-MZ-0262", "460108193501010027"),
        one.person_tag("HK-MZ-0261", "460108193501011230"),
        other.person_tag("HK-MZ-0261", "460108193501010027"),
    }
    assert tag not in others
    assert len(others) == 3


def test_keys_do_not_show_themselves(tmp_path: Path) -> None:
    keys = platform_keys(str(tmp_path))
    assert repr(keys) == "PlatformKeys(development=False)"
