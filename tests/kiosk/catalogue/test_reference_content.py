"""The headings, figures and registers that are shipped, and where a checker looks for them."""

import re
from pathlib import Path

import config
from kiosk.catalogue.content import fingerprint, reference_files
from kiosk.catalogue.item import CompanyStage
from kiosk.catalogue.reference import ICONS
from kiosk.catalogue.reference_files import read_reference
from kiosk.catalogue.source import read_content
from tests.kiosk.catalogue.operators_folder import SUBSIDY_FILE, good_folder

SHIPPED = Path(config.__file__).parent
ICON_PATHS = SHIPPED.parent / "ui" / "qml" / "Jinban" / "Controls" / "IconPaths.qml"


def test_what_is_shipped_has_no_mistake() -> None:
    _, _, mistakes = read_reference(SHIPPED / "catalogue")
    assert mistakes == []


def test_the_screens_have_every_icon_that_content_may_name() -> None:
    drawn = set(re.findall(r'^\s+"([a-z_]+)":', ICON_PATHS.read_text(encoding="utf-8"), re.MULTILINE))
    assert drawn >= ICONS


def test_every_stage_of_a_company_and_every_theme_folder_has_its_heading() -> None:
    reference, _, _ = read_reference(SHIPPED / "catalogue")
    assert reference.themes is not None
    assert {stage.id for stage in reference.themes.stages} == {str(stage) for stage in CompanyStage}
    folders = {path.name for path in (SHIPPED / "catalogue").iterdir() if path.is_dir()}
    assert folders <= {theme.id for theme in reference.themes.themes}
    assert len(reference.themes.events) == 9


def test_the_operators_own_files_win_over_the_shipped_ones(tmp_path: Path) -> None:
    folder = good_folder(tmp_path)
    files = reference_files(folder.catalogue)
    assert files["themes.yaml"] == tmp_path / "themes.yaml"
    assert files["city_figures.yaml"] == SHIPPED / "city_figures.yaml"
    (tmp_path / "themes.yaml").unlink()
    assert reference_files(folder.catalogue)["themes.yaml"] == SHIPPED / "themes.yaml"


def test_a_single_file_is_checked_by_what_stands_above_it(tmp_path: Path) -> None:
    folder = good_folder(tmp_path)
    read = read_content(tmp_path / SUBSIDY_FILE)
    assert read.mistakes == []
    assert [item.code for item in read.items] == ["HK-TEST-001"]
    folder.change(SUBSIDY_FILE, "theme: elderly", "theme: eldery")
    (found,) = read_content(tmp_path / SUBSIDY_FILE).mistakes
    assert (found.field, found.line) == ("theme", 5)


def test_a_changed_certificate_makes_the_catalogue_another(tmp_path: Path) -> None:
    folder = good_folder(tmp_path)
    before = fingerprint(folder.catalogue)
    folder.change("certificates.yaml", "renew_before_days: 30", "renew_before_days: 60")
    assert fingerprint(folder.catalogue) != before
