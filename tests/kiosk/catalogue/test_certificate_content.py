"""The certificates that the station ships: the city's 62 types, and that items speak of no others."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kiosk.uscc import is_uscc

CONFIG = Path(__file__).parents[3] / "config"
OF_EVERY_TYPE = {"number", "holder", "issued", "valid_to", "held"}
KEY_OF_A_PAPER = re.compile(r"(?m)^\s*(?:- )?certificate:\s*['\"]?([a-z][a-z0-9_]*)")
DATUM_IN_A_RULE = re.compile(r"\bcertificates\.([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)")


@pytest.fixture(scope="module")
def certificates() -> list[dict[str, Any]]:
    content = yaml.safe_load((CONFIG / "certificates.yaml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = content["certificates"]
    return found


def test_the_city_has_62_types_and_none_is_there_twice(certificates: list[dict[str, Any]]) -> None:
    assert len(certificates) == 62
    assert len({one["key"] for one in certificates}) == 62
    assert len({one["type_code"] for one in certificates}) == 62
    assert len({one["name"]["zh"] for one in certificates}) == 62


def test_a_type_code_is_a_ministry_with_a_right_check_character_and_three_digits(
    certificates: list[dict[str, Any]],
) -> None:
    for one in certificates:
        ministry, sequence = one["type_code"][:18], one["type_code"][18:]
        assert is_uscc(ministry), one["key"]
        assert re.fullmatch(r"[0-9]{3}", sequence), one["key"]


def test_the_codes_that_the_standard_shows_are_those_of_the_standard(
    certificates: list[dict[str, Any]],
) -> None:
    codes = {one["key"]: one["type_code"] for one in certificates}
    assert codes["resident_id_card"] == "11100000000013127D001"
    assert codes["business_licence"] == "11100000MB0143028R001"


def test_more_than_200_data_besides_those_of_every_type(certificates: list[dict[str, Any]]) -> None:
    assert sum(len(one["fields"]) for one in certificates) > 200
    for one in certificates:
        ids = [field["id"] for field in one["fields"]]
        assert len(ids) == len(set(ids)), one["key"]
        assert not OF_EVERY_TYPE & set(ids), one["key"]


def test_each_type_speaks_both_languages_and_says_where_it_comes_from(
    certificates: list[dict[str, Any]],
) -> None:
    for one in certificates:
        spoken = [one["name"], one["issuer"], *(field["label"] for field in one["fields"])]
        assert all(set(text) == {"zh", "en"} and all(text.values()) for text in spoken), one["key"]
        assert one["as_of"], one["key"]
        assert one["source"], one["key"]
        assert isinstance(one["demo"], bool), one["key"]
        assert one["demo"] == ("示例" in one["source"]), one["key"]
        assert one["renew_before_days"] is None or one["renew_before_days"] > 0, one["key"]


def test_items_speak_only_of_certificates_and_data_that_are_there(
    certificates: list[dict[str, Any]],
) -> None:
    data = {one["key"]: OF_EVERY_TYPE | {field["id"] for field in one["fields"]} for one in certificates}
    strangers = set()
    for path in sorted((CONFIG / "catalogue").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        strangers |= {(path.name, key) for key in KEY_OF_A_PAPER.findall(text) if key not in data}
        strangers |= {
            (path.name, f"{key}.{datum}")
            for key, datum in DATUM_IN_A_RULE.findall(text)
            if datum not in data.get(key, set())
        }
    assert strangers == set()
