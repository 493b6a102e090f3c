"""The picture of the visit in the architecture guide is the machine's own."""

from pathlib import Path
from typing import get_args

import pytest

from kiosk.visit import state as s
from kiosk.visit.diagram import BEGIN, END, diagram, main, with_diagram

GUIDE = Path(__file__).parents[3] / "docs" / "architecture.md"


def test_every_state_is_reached_and_left() -> None:
    arrows = [line.split(":")[0].split(" --> ") for line in diagram().splitlines() if " --> " in line]
    names = {state.__name__ for state in get_args(s.State)}
    assert {begin.strip() for begin, _ in arrows} == names | {"[*]"}
    assert {end for _, end in arrows} == names


@pytest.mark.parametrize(
    "arrow",
    [
        "Guide --> Consent: Continued",
        "Identify --> Ineligible: CardRead",
        "Commitment --> FillForm: Continued",
        "Saving --> Result: ApplicationSaved",
        "Sending --> Result: TimePassed, CaseReported, PlatformLost",
        "Rate --> Result: SlipFailed",
        "Wiping --> Attract: TimePassed, Wiped",
    ],
)
def test_arrows_of_the_other_branches_are_there(arrow: str) -> None:
    assert f"    {arrow}" in diagram().splitlines()


def test_nobody_gets_past_saving_without_it_being_saved() -> None:
    into = [line.strip() for line in diagram().splitlines() if "--> Sending" in line or "--> Result" in line]
    assert {line.split()[0] for line in into} == {"Saving", "Sending", "Rate"}
    assert all("ApplicationSaved" in line for line in into if line.startswith("Saving"))


def test_a_renewed_page_keeps_its_other_words(tmp_path: Path) -> None:
    page = tmp_path / "guide.md"
    page.write_text(f"前言\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    assert main([str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert text == f"前言\n{BEGIN}\n```mermaid\n{diagram()}```\n{END}\nafter\n"
    assert with_diagram(text) == text


@pytest.mark.parametrize(
    "page", ["no marks", f"{BEGIN} but no end", f"{END} before {BEGIN}", f"{BEGIN}{END}{BEGIN}{END}"]
)
def test_a_page_without_its_marks_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="expected one"):
        with_diagram(page)


def test_the_picture_in_the_architecture_guide_is_of_today() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert with_diagram(text) == text, "stale: python -m kiosk.visit.diagram docs/architecture.md"
