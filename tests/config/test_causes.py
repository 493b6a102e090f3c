"""What technicians read about each fault: in both languages, short, about settings and drills that exist, fresh."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from config import fault_pages
from config.causes import causes, drills
from config.causes.subjects import drivers_of, settings_of, subjects
from config.device_settings import device_tables
from config.faults import FaultCode
from config.settings import known_keys
from config.texts import LANGUAGES, texts
from devices.camera import simulator as camera
from devices.id_card import drill as id_card_drill
from devices.id_card import simulator as id_card
from devices.kiosk_body import simulated_io_board, simulated_speaker, simulated_ups
from devices.network_cable.simulator import SimulatedCable
from devices.page_printer import simulator as page_printer
from devices.receipt_printer import simulator as receipt_printer
from devices.scanner import simulator as scanner
from devices.social_card import drill as social_card_drill
from devices.social_card import simulator as social_card

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "technician" / "faults"
LONGEST = {"zh": (40, 140), "en": (100, 220)}
"""Characters of a cause and of a remedy, commands included."""

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SETTING = re.compile(
    r"(?<![\w./-])(?:devices|platform|station|store|catalogue|central)\.[a-z_]+(?:\.[a-z_]+)?"
)
VERBS_AND_FAULTS: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "id_card": (id_card._VERBS, {str(drill): text for drill, text in id_card_drill.HELP.items()}),
    "receipt_printer": (
        receipt_printer._VERBS,
        {str(drill): text for drill, text in receipt_printer._FAULTS.items()},
    ),
    "page_printer": (page_printer._VERBS, page_printer._FAULTS),
    "social_card": (
        social_card._VERBS,
        {str(drill): text for drill, text in social_card_drill.HELP.items()},
    ),
    "scanner": (scanner._VERBS, scanner._FAULTS),
    "face_camera": (camera._VERBS, {str(drill): text for drill, text in camera._FAULTS.items()}),
    "ups": (simulated_ups._VERBS, simulated_ups._FAULTS),
    "speaker": (simulated_speaker._VERBS, simulated_speaker._FAULTS),
}


def shown(language: str) -> list[str]:
    return [
        text for pairs in causes(language).values() for pair in pairs for text in (pair.cause, pair.remedy)
    ]


def folder_of_pages(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def columns(row: str) -> int:
    return row.count("|") - 1


@pytest.mark.parametrize("code", FaultCode)
def test_every_fault_has_one_to_four_causes_and_as_many_in_each_language(code: FaultCode) -> None:
    counts = [len(causes(language).get(code, [])) for language in LANGUAGES]
    assert 1 <= counts[0] <= 4, counts
    assert len(set(counts)) == 1, counts


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_cause_and_no_remedy_is_empty_or_too_long_to_be_read_standing(language: str) -> None:
    bounds = LONGEST[language]
    wrong = [
        text
        for pairs in causes(language).values()
        for pair in pairs
        for text, longest in zip((pair.cause, pair.remedy), bounds, strict=True)
        if not 2 <= len(text) <= longest or text != text.strip()
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fault_tells_one_cause_twice(language: str) -> None:
    twice = [
        (code, cause)
        for code, pairs in causes(language).items()
        for cause, count in Counter(pair.cause for pair in pairs).items()
        if count > 1
    ]
    assert twice == []


def test_causes_are_told_in_the_language_of_the_file() -> None:
    assert [text for text in shown("en") if CHINESE.search(text)] == []
    assert [
        pair.cause for pairs in causes("zh").values() for pair in pairs if not CHINESE.search(pair.cause)
    ] == []


def commands(text: str) -> set[str]:
    """What stands in back quotes."""
    return set(re.findall(r"`([^`]*)`", text))


@pytest.mark.parametrize("code", FaultCode)
def test_both_languages_give_the_same_commands(code: FaultCode) -> None:
    zh, en = (
        [commands(pair.cause + pair.remedy) for pair in causes(language)[code]] for language in LANGUAGES
    )
    assert zh == en


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_ends_where_it_should(language: str) -> None:
    assert [text for text in shown(language) if text.count("`") % 2] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_that_is_named_exists(language: str) -> None:
    named = {setting for text in shown(language) for setting in SETTING.findall(text)}
    assert len(named) > 20
    assert named - known_keys() == set()


@pytest.mark.parametrize("code", FaultCode)
def test_every_fault_is_about_something_that_has_a_name(code: FaultCode) -> None:
    for subject in subjects(code):
        for language in LANGUAGES:
            assert f"device.{subject}" in texts(language).names()
        assert set(settings_of(subject)) <= known_keys()


def test_the_beginning_of_a_code_tells_its_device() -> None:
    """``page_printer_...`` is not taken for the receipt printer's ``printer_...``."""
    assert subjects(FaultCode.PAGE_PRINTER_OFFLINE) == ("page_printer",)
    assert subjects(FaultCode.PRINTER_OFFLINE) == ("receipt_printer",)
    assert subjects(FaultCode.IO_BOARD_SILENT) == ("presence", "door", "status_light")


def test_the_drivers_of_a_device_are_those_of_the_settings() -> None:
    assert drivers_of("id_card") == {
        "sam-serial": ("port", "baud", "portrait_decoder"),
        "sam-tcp": ("host", "port", "portrait_decoder"),
    }
    assert drivers_of("disk") == {}
    assert all(drivers_of(name) for name in device_tables())
    assert "none" not in {driver for name in device_tables() for driver in drivers_of(name)}


@pytest.mark.parametrize(
    ("code", "drill"), [(code, drill) for code, each in drills().items() for drill in each]
)
def test_every_drill_is_one_that_the_simulated_device_knows(code: FaultCode, drill: str) -> None:
    device, verb, *words = drill.split()
    verbs, faults = simulated(device)
    assert verb in verbs, code
    if verb == "fault":
        assert words[0] in faults, code


def simulated(device: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    if device == "network":
        cable = SimulatedCable(("127.0.0.1", 9))
        try:
            return cable.verbs(), cable.faults()
        finally:
            cable.close()
    if device == "door":
        board = simulated_io_board.SimulatedIoBoard()
        try:
            return board.door.verbs(), board.door.faults()
        finally:
            board.close()
    return VERBS_AND_FAULTS[device]


def test_the_pages_are_fresh_and_there_is_none_too_few_or_too_many() -> None:
    """Stale? Write them anew: ``python -m config.fault_pages docs/technician/faults``."""
    kept, wanted = folder_of_pages(PAGES), fault_pages.pages()
    assert sorted(kept) == sorted(wanted)
    assert [name for name, text in wanted.items() if kept[name] != text] == []


def test_there_is_a_page_for_each_fault_and_one_that_leads_to_them() -> None:
    pages = fault_pages.pages()
    assert set(pages) == {"README.md", *(f"{code}.md" for code in FaultCode)}
    for code in FaultCode:
        assert f"]({code}.md)" in pages["README.md"]


def test_writing_the_pages_mends_stale_ones_and_takes_superfluous_ones_away(tmp_path: Path) -> None:
    (tmp_path / "disk_full.md").write_text("old", encoding="utf-8")
    (tmp_path / "ghost.md").write_text("of a fault that is no more", encoding="utf-8")
    fault_pages.main(tmp_path)
    assert folder_of_pages(tmp_path) == fault_pages.pages()


def test_no_pipe_in_a_text_breaks_a_table() -> None:
    for name, page in fault_pages.pages().items():
        rows = [line for line in page.splitlines() if line.startswith("|")]
        expected = 3 if name == "README.md" else 2
        assert rows, name
        assert [row for row in rows if columns(row) != expected] == [], name


def test_every_cause_stands_on_its_page_in_both_languages() -> None:
    pages = fault_pages.pages()
    for language in LANGUAGES:
        for code, pairs in causes(language).items():
            for pair in pairs:
                assert f"| {pair.cause} | {pair.remedy} |" in pages[f"{code}.md"]
