"""The handbook's tables are the schema's: a new word without its meaning, or a page left behind, fails here."""

from pathlib import Path

import pytest

from kiosk.catalogue.schema_meanings import MEANINGS
from kiosk.catalogue.schema_tables import BEGIN, END, PARTS, main, tables, with_tables, words_of

PAGE = Path(__file__).parents[3] / "docs" / "catalogue.md"
MODELS = {model.__name__: model for _, models in PARTS for model in models}


@pytest.mark.parametrize("name", MODELS)
def test_every_word_has_its_meaning_and_no_meaning_is_left_over(name: str) -> None:
    assert set(MEANINGS[name]) == set(words_of(MODELS[name]))


def test_no_model_is_explained_that_is_not_shown() -> None:
    assert set(MEANINGS) == set(MODELS)


def test_the_handbook_is_not_behind_the_schema() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert with_tables(text) == text, "stale: python -m kiosk.catalogue.schema_tables docs/catalogue.md"


def test_a_page_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="no <!-- schema"):
        with_tables("a page")


def test_the_tables_are_renewed_in_place_or_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    assert main([str(page)]) == 0
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\n{tables()}\n{END}\nafter\n"
    assert main([]) == 0
    assert capsys.readouterr().out == tables() + "\n"
    assert "| `code` | capitals, digits, `-` | yes |" in tables()
