"""No rule that an operator writes, or that comes with a release, can keep a resident waiting."""

import pytest

from kiosk.rule_bounds import MAX_BRACKETS, MAX_LENGTH
from kiosk.rules import Facts, RuleBroken, compile_rule, facts_to_cel

FACTS: Facts = {
    "form": {"name": "海" * 200},
    "attachments": [f"paper_{n}" for n in range(8)],
    "today": "2026-05-06",
}


def refusal(rule: str) -> str:
    with pytest.raises(RuleBroken) as refused:
        compile_rule(rule)
    return str(refused.value)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("attachments.all(a, attachments.all(b, a == b))", "a list within a list"),
        ("attachments.exists(a, attachments.filter(b, b == a) != [])", "a list within a list"),
        ("[1, 2, 3].all(a, a > 0)", "other than attachments"),
        ("attachments.filter(a, a != '').exists(b, b == '')", "other than attachments"),
        ("attachments.map(a, a + a) != []", "calls map"),
        ('("%999999999d" % 1) == ""', "% is not taken"),
        ('{"a": 1}.a == 1', "is not taken"),
        ("form.name.matches(form.name)", "not written out"),
        ('form.name.matches("a" + "b")', "not written out"),
        (f'form.name.matches("{"a" * 90}")', "at most 80 characters"),
        ('timestamp("2026-05-06T00:00:00Z") != timestamp(today)', "calls timestamp"),
        ("form.name.lookup()", "calls lookup"),
        ("!" * 400 + "true", "nested too deeply"),
        ("(" * 13 + "true" + ")" * 13, "13 brackets"),
        ("[" * 2000, f"at most {MAX_LENGTH}"),
        (" || ".join(["today == ''"] * 60), f"at most {MAX_LENGTH}"),
    ],
)
def test_what_could_take_long_is_refused_before_it_is_asked(rule: str, says: str) -> None:
    assert says in refusal(rule)


def test_a_refusal_does_not_repeat_a_whole_long_rule() -> None:
    assert len(refusal("today == '' || " * 5000)) < 300


@pytest.mark.parametrize(
    "rule",
    [
        "attachments.all(a, " + "||".join(['a=="paper_9"'] * 33) + ")",
        "||".join(['form.name=="nobody"'] * 23),
        "!" * 120 + "(form.name == '')",
        "(" * MAX_BRACKETS + "form.name != ''" + ")" * MAX_BRACKETS,
        'form.name.matches("(海+)+$") && form.name.matches("(海|海海)*x") == false',
        "form.name + form.name + form.name != ''",
    ],
)
def test_the_slowest_rule_within_the_bounds_is_answered(rule: str) -> None:
    assert len(rule) <= MAX_LENGTH
    assert compile_rule(rule)(facts_to_cel(FACTS)) in (True, False)
