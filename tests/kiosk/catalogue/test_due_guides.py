"""What the guides say is due: to whom, and in which months of the year."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kiosk.rules import Json, compile_rule, facts_to_cel

CATALOGUE = Path(__file__).parents[3] / "config" / "catalogue"


@pytest.fixture(scope="module")
def guides() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(CATALOGUE.rglob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        found |= {item["code"]: item for item in document.get("items", [document])}
    return found


def is_due(guide: dict[str, Any], **facts: Json) -> bool:
    cel = facts_to_cel(facts)
    return any(compile_rule(one["when"])(cel) for one in guide["due"])


@pytest.mark.parametrize(("age", "due"), [(59, False), (60, True), (61, False)])
def test_the_year_of_the_sixtieth_birthday_tells_of_the_pension(
    guides: dict[str, dict[str, Any]], age: int, due: bool
) -> None:
    assert is_due(guides["HK-SB-0090"], applicant={"kind": "resident", "age": age}) is due


@pytest.mark.parametrize(
    ("today", "due"),
    [("2027-02-28", False), ("2027-03-01", True), ("2027-06-30", True), ("2027-07-01", False)],
)
def test_income_tax_is_settled_from_march_to_june(
    guides: dict[str, dict[str, Any]], today: str, due: bool
) -> None:
    assert is_due(guides["HK-SW-0210"], today=today, certificates={"tax_record": {"held": True}}) is due


@pytest.mark.parametrize(
    ("today", "due"), [("2027-01-01", True), ("2027-06-30", True), ("2027-07-01", False)]
)
def test_the_yearly_report_is_for_the_first_half_of_the_year(
    guides: dict[str, dict[str, Any]], today: str, due: bool
) -> None:
    assert is_due(guides["HK-SJ-0236"], today=today, certificates={"business_licence": {"held": True}}) is due


@pytest.mark.parametrize(
    ("valid_to", "due"),
    [("2026-12-31", True), ("2027-01-01", False), ("2026-05-01", False), ("", False)],
)
def test_a_food_licence_is_due_in_the_year_in_which_it_ends_and_not_when_it_has_ended(
    guides: dict[str, dict[str, Any]], valid_to: str, due: bool
) -> None:
    licence: Json = {"food_licence": {"held": valid_to != "", "valid_to": valid_to}}
    assert is_due(guides["HK-SJ-0238"], today="2026-05-02", certificates=licence) is due


@pytest.mark.parametrize(
    ("mother", "born", "due"),
    [
        ("符玉莲", "2026-01-02", True),
        ("符玉莲", "2025-12-31", True),
        ("符玉莲", "2024-12-31", False),
        ("王小妹", "2026-01-02", False),
        ("", "", False),
    ],
)
def test_the_maternity_allowance_is_for_the_mother_of_a_child_of_this_year_or_last(
    guides: dict[str, dict[str, Any]], mother: str, born: str, due: bool
) -> None:
    facts: dict[str, Json] = {
        "today": "2026-11-29",
        "applicant": {"name": "符玉莲"},
        "certificates": {"birth_certificate": {"held": born != "", "mother": mother, "born": born}},
    }
    assert is_due(guides["HK-YB-0157"], **facts) is due


@pytest.mark.parametrize(("category", "due"), [("肢体残疾", True), ("视力残疾", False), ("", False)])
def test_fuel_for_a_motor_wheelchair_is_for_a_disability_of_the_limbs(
    guides: dict[str, dict[str, Any]], category: str, due: bool
) -> None:
    card: Json = {"disability_card": {"held": category != "", "category": category}}
    assert is_due(guides["HK-CL-0273"], certificates=card) is due
