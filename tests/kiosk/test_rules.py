"""Rules: what operators may write, what a broken one says, and that it never says whose data it looked at."""

import logging
import traceback

import pytest

from kiosk.rules import Facts, RuleBroken, compile_rule, facts_to_cel, names_used, warm_up

FACTS: Facts = {
    "today": "2026-05-06",
    "situation": "self",
    "applicant": {"name": "符玉莲", "age": 91, "id_number": "460108193501010027", "valid_to": ""},
    "agent": {"present": False},
    "attachments": ["signature"],
}


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ("applicant.age >= 80", True),
        ("applicant.age >= 80 && applicant.age < 90", False),
        ('applicant.valid_to == "" || applicant.valid_to >= today', True),
        ('applicant.id_number.startsWith("46")', True),
        ('!agent.present || agent.ghost == "chip"', True),
        ('situation == "delegate"', False),
        ('"signature" in attachments', True),
        ('attachments.exists(one, one == "scan")', False),
        ("size(attachments) == 1", True),
        ('applicant.name == "符玉莲"', True),
        ("true", True),
    ],
)
def test_a_rule_holds_or_not(rule: str, holds: bool) -> None:
    assert compile_rule(rule)(facts_to_cel(FACTS)) is holds


@pytest.mark.parametrize("rule", ["applicant.age >=", "((", '"', "", "a b", "applicant.age >= 80 and true"])
def test_a_rule_that_does_not_parse_says_where(rule: str) -> None:
    with pytest.raises(RuleBroken, match=r"does not parse as CEL at line \d+, column \d+"):
        compile_rule(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "applicant.ghost",
        "ghost.name",
        'applicant.age >= "80"',
        "applicant.name > 3",
        "applicant.name",
        "applicant.age",
        "applicant",
        "int(applicant.name) > 0",
        "timestamp(applicant.name) > timestamp(today)",
        "applicant.age / 0 > 1",
        "attachments[7] == applicant.name",
        "unknown(applicant.name)",
        'applicant.name.bogus() == "x"',
        "!applicant.name",
    ],
)
def test_a_rule_that_breaks_names_itself_and_nobody(rule: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(RuleBroken) as broken:
        compile_rule(rule)(facts_to_cel(FACTS))
    told = "".join(traceback.format_exception(broken.value)) + repr(broken.value) + caplog.text
    assert rule in str(broken.value)
    assert "符玉莲" not in told
    assert "460108193501010027" not in told


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ("form.phone == today", {"form.phone", "today"}),
        ('applicant.id_number.startsWith("46") && !agent.present', {"applicant.id_number", "agent.present"}),
        ("size(form.x) > 3 ? true : situation == form.y", {"form.x", "form.y", "situation"}),
        ("has(form.x)", {"form.x"}),
        ('attachments.exists(one, one == "scan" || form.x == one)', {"attachments", "form.x"}),
        ("attachments.all(one, one.size() > 2)", {"attachments"}),
        ('form["x"] == "y"', {"form"}),
        ("true", set()),
    ],
)
def test_the_names_that_a_rule_asks_for(rule: str, names: set[str]) -> None:
    assert names_used(rule) == names


def test_names_of_a_rule_that_does_not_parse_are_not_guessed() -> None:
    with pytest.raises(RuleBroken):
        names_used("form.x ==")


def test_a_rule_is_compiled_once() -> None:
    warm_up()
    assert compile_rule("true") is compile_rule("true")
