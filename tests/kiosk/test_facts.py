"""What rules can see: numbers as numbers, days that lie back, certificates that were handed over, and no gaps."""

from datetime import date

import pytest

from kiosk.application import CertificateUse, Company, Draft
from kiosk.catalogue.service import Due, FieldKind, FormField, Section
from kiosk.catalogue.words import Text
from kiosk.credit import Grade
from kiosk.facts import PERSON_FACTS, Given, facts_of, gather_facts, given_by
from kiosk.rules import compile_rule, facts_to_cel
from kiosk.visit.sample_hall import CHILD, ELDER, GUIDE_ONLY, ITEM, SERVICE

TODAY = date(2026, 5, 6)
WORDS = Text(zh="问", en="Ask")
ASKING = ITEM.model_copy(
    update={
        "service": SERVICE.model_copy(
            update={
                "form": (
                    Section(
                        title=WORDS,
                        fields=(
                            FormField(id="staff", label=WORDS, kind=FieldKind.NUMBER, least=0, most=999),
                            FormField(id="since", label=WORDS, kind=FieldKind.DATE),
                            FormField(id="note", label=WORDS, kind=FieldKind.TEXT),
                        ),
                    ),
                )
            }
        ),
        "due": (
            Due(when='certificates.senior_card.held && certificates.senior_card.number != ""', why=WORDS),
        ),
    }
)


def holds(rule: str, given: Given) -> bool:
    return compile_rule(rule)(facts_to_cel(gather_facts(ASKING, TODAY, given)))


@pytest.mark.parametrize(
    ("answer", "number"), [("30", 30), (" 7 ", 7), ("", 0), ("three", 0), ("-5", 0), ("1.5", 0)]
)
def test_a_number_is_a_number_and_anything_else_is_none(answer: str, number: int) -> None:
    assert gather_facts(ASKING, TODAY, Given(answers={"staff": answer}))["form"] == {
        "staff": number, "since": "", "note": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "days"), [("2026-05-06", 0), ("2025-05-06", 365), ("2026-05-07", -1), ("", 0), ("soon", 0)]
)
def test_a_day_tells_how_long_it_lies_back(answer: str, days: int) -> None:
    assert gather_facts(ASKING, TODAY, Given(answers={"since": answer}))["days"] == {"since": days}


def test_a_certificate_that_was_not_handed_over_is_empty_and_not_missing() -> None:
    assert not holds("certificates.senior_card.held", Given())
    assert holds('certificates.senior_card.number == ""', Given())
    held = Given(certificates={"senior_card": {"number": "88"}, "passport": {"number": "G1"}})
    assert holds('certificates.senior_card.held && certificates.senior_card.number == "88"', held)
    certificates = gather_facts(ASKING, TODAY, held)["certificates"]
    assert isinstance(certificates, dict)
    assert set(certificates) == {"senior_card"}


def test_nobody_and_nothing_given_leaves_no_gap() -> None:
    facts = gather_facts(ASKING, TODAY, Given())
    assert facts["applicant"] == {name: 0 if name in ("age", "days_left") else "" for name in PERSON_FACTS}
    assert holds(
        "!agent.present && !company.present && applicant.age == 0 && size(attachments) == 0", Given()
    )
    assert holds('grade == "blue"', Given())


def test_people_company_and_papers_are_seen() -> None:
    given = Given(
        "delegate",
        ELDER,
        CHILD,
        Company(uscc="91440300708461136T", name="示例"),
        {},
        ("proof",),
        {},
        Grade.RED,
    )
    assert holds('situation == "delegate" && applicant.age == 91 && agent.name == "王小明"', given)
    assert holds('company.uscc == "91440300708461136T" && "proof" in attachments && grade == "red"', given)


def test_a_promised_certificate_is_not_one_that_was_handed_over() -> None:
    uses = (
        CertificateUse(key="senior_card", identifier="1.2.156", fields={"number": "88"}),
        CertificateUse(key="passport"),
    )
    draft = Draft(item=ITEM.code, situation="self", applicant=ELDER, form={}, certificates=uses)
    assert given_by(draft).certificates == {"senior_card": {"number": "88"}}
    assert facts_of(draft, GUIDE_ONLY, TODAY)["form"] == {}
