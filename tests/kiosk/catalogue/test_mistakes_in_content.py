"""What an operator writes wrong is named by file, line and field, with what is right; nothing else is said."""

from pathlib import Path

import pytest

from kiosk.catalogue.content import Mistake
from kiosk.catalogue.item import Item
from kiosk.catalogue.source import read_item, read_items
from tests.kiosk.catalogue.operators_desk import GOOD, changed, write_item

LINES = GOOD.splitlines()


def line_of(text: str, nth: int = 1) -> int:
    """The line, from 1, of the nth time that a text stands in the good file."""
    return [number for number, line in enumerate(LINES, 1) if text in line][nth - 1]


def mistakes(tmp_path: Path, text: str) -> list[Mistake]:
    read = read_item(write_item(tmp_path, text))
    assert isinstance(read, list), "no mistake was found"
    return read


def test_a_good_file_is_an_item(tmp_path: Path) -> None:
    read = read_item(write_item(tmp_path))
    assert isinstance(read, Item)
    assert read.code == "HK-TEST-001"


PLANTED = [
    ("an unknown word", "theme:", "theem:", "theem", line_of("theme:"), "did you mean theme?"),
    ("an unknown word inside", "prefill:", "prefil:", "service.form.0.fields.2.prefil", line_of("prefill"), "prefill"),
    ("a word that is like none", "theme: elderly", "theme: a\nqqq: 1", "qqq", line_of("theme:") + 1, "not a word"),
    ("a code in small letters", "HK-TEST-001", "hk-test-001", "code", 1, "such as HK-MZ-0261"),
    ("a kind that is none", "kind: application", "kind: aplication", "kind", line_of("kind: app"), "'application'"),
    ("a depth of five", "depth: 4", "depth: 5", "depth", line_of("depth"), "less than or equal to 4"),
    ("one language alone", "en: Sample bureau", "fr: Bureau", "department.en", line_of("department"), "missing"),
    ("an empty sentence", "zh: 一句话", 'zh: ""', "summary.zh", line_of("summary"), "at least 1 character"),
    ("a figure without its day", "  as_of: 2026-01-01\n", "", "promise_days.as_of", line_of("promise_days"), "missing"),
    (
        "an amount without its source",
        "      source: 示例文件\n      demo",
        "      demo",
        "service.amounts.0.source",
        line_of("- id: band_80"),
        "missing",
    ),
    ("a day that is none", "2026-01-01", "2026-02-30", "promise_days.as_of", line_of("as_of"), "date"),
    ("no such kind", "kind: phone", "kind: fone", "service.form.0.fields.0.kind", line_of("kind: phone"), "phone"),
    (
        "the same field twice",
        "id: bank",
        "id: phone",
        "service.form.0.fields.1.id",
        line_of("id: bank"),
        "phone is there twice",
    ),
    (
        "the same situation twice",
        "id: delegate",
        "id: self",
        "service.situations.options.1.id",
        line_of("id: delegate"),
        "self is there twice",
    ),
    (
        "the same choice twice",
        "value: abc",
        "value: icbc",
        "service.form.0.fields.1.choices.1.value",
        line_of("value: abc"),
        "icbc is there twice",
    ),
    (
        "eligibility and approval of one name",
        "id: chip",
        "id: age",
        "service.approval.0.id",
        line_of("id: chip"),
        "age is there twice",
    ),
    ("a word that stands twice", "depth: 4", "depth: 4\ndepth: 3", "depth", line_of("depth") + 1, "is there twice"),
    (
        "a question of the kiosk's own",
        "id: phone",
        "id: applicant_name",
        "service.form.0.fields.0.id",
        line_of("id: phone"),
        "the kiosk's own",
    ),
    (
        "choices without a choice",
        "kind: choice",
        "kind: text",
        "service.form.0.fields.1.choices",
        line_of("choices:"),
        "only that, has choices",
    ),
    (
        "a choice without choices",
        "kind: phone",
        "kind: choice",
        "service.form.0.fields.0.choices",
        line_of("id: phone"),
        "has choices",
    ),
    (
        "a prefill that is not on the card",
        "applicant.address",
        "applicant.adress",
        "service.form.0.fields.2.prefill",
        line_of("prefill"),
        "did you mean applicant.address?",
    ),
    (
        "a rule that does not parse",
        "applicant.age >= 80\n      otherwise",
        "applicant.age >=\n      otherwise",
        "service.eligibility.0.when",
        line_of("applicant.age >= 80"),
        "does not parse as CEL",
    ),
    (
        "a rule about a field that is not there",
        "form.bank",
        "form.banc",
        "service.form.0.fields.2.when",
        line_of("form.bank"),
        "form.banc, which no rule can see; did you mean form.bank?",
    ),
    (
        "a rule about a fact that is not there",
        "applicant.identified_by",
        "applicant.identified",
        "service.approval.0.when",
        line_of("identified_by"),
        "did you mean applicant.identified_by?",
    ),
    (
        "a question about a later answer",
        "kind: phone\n",
        'kind: phone\n          when: form.bank == "abc"\n',
        "service.form.0.fields.0.when",
        line_of("kind: phone") + 1,
        "form.bank, which is asked later",
    ),
    (
        "a rule that fails when asked",
        "applicant.age >= 80\n      value",
        'applicant.age >= "80"\n      value',
        "service.amounts.0.when",
        line_of("applicant.age >= 80", 2),
        "fails while it runs",
    ),
    (
        "a rule that gives no yes or no",
        "applicant.age >= 80\n      otherwise",
        "applicant.age\n      otherwise",
        "service.eligibility.0.when",
        line_of("applicant.age >= 80"),
        "gives no true or false",
    ),
    (
        "a question that breaks before anything is answered",
        'form.bank == "icbc"',
        "int(form.phone) > 0",
        "service.form.0.fields.2.when",
        line_of("form.bank"),
        "fails while it runs",
    ),
    ("a form without a question", GOOD[GOOD.index("        - id: phone") : GOOD.index("  materials")], "        []\n",
     "service.form.0.fields", line_of("fields:"), "at least 1 item"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "field", "line", "says"), [case[1:] for case in PLANTED], ids=[case[0] for case in PLANTED]
)
def test_a_mistake_is_named_where_it_stands(
    tmp_path: Path, old: str, new: str, field: str, line: int, says: str
) -> None:
    (found,) = (one for one in mistakes(tmp_path, changed(old, new)) if one.field == field)
    assert found.line == line
    assert says in found.message
    assert str(found) == f"{found.file}:{line}: {field}: {found.message}"


def test_all_mistakes_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    text = changed("depth: 4", "depth: 9").replace("theme: elderly", "theme: Elderly")
    assert [found.field for found in mistakes(tmp_path, text)] == ["theme", "depth"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("code: [1, 2\nname: x\n", 1, "is not YAML"),
        ("code: x\n\tname: y\n", 2, "is not YAML"),
        ("a: b: c\n", 1, "is not YAML"),
        ("code: \x00\n", 1, "has a character that text cannot have"),
        ("- one\n- two\n", 1, "expected an item"),
        ("", 1, "expected an item"),
        ("just words", 1, "expected an item"),
        ("depth: !!int four\n", 1, "is not YAML"),
        ("a: !!python/object:os.system x\n", 1, "is not YAML"),
    ],
)
def test_what_is_no_item_at_all(tmp_path: Path, text: str, line: int, says: str) -> None:
    (found,) = mistakes(tmp_path, text)
    assert (found.line, found.field) == (line, "")
    assert says in found.message
    assert str(found) == f"{found.file}:{line}: {found.message}"


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = write_item(tmp_path)
    path.write_bytes(GOOD.encode("gb18030"))
    assert read_item(path) == [Mistake(path, 1, "", "is not UTF-8 text")]


def test_a_byte_order_mark_of_a_windows_editor_does_no_harm(tmp_path: Path) -> None:
    path = write_item(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert isinstance(read_item(path), Item)


def test_a_folder_with_the_name_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "elderly" / "item.yaml"
    path.mkdir(parents=True)
    (found,) = read_items(tmp_path)[1]
    assert (found.file, found.message) == (path, "cannot be read: Is a directory")


def test_one_code_in_two_files_names_both(tmp_path: Path) -> None:
    first = write_item(tmp_path, name="elderly/a.yaml")
    second = write_item(tmp_path, name="elderly/b.yaml")
    _, (found,) = read_items(tmp_path)
    assert (found.file, found.line, found.field) == (second, 1, "code")
    assert found.message == f"HK-TEST-001 is taken by {first}"


@pytest.mark.parametrize("folder", ["empty", "not/there"])
def test_a_folder_without_items_is_a_mistake_and_no_empty_catalogue(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    items, (found,) = read_items(tmp_path / folder)
    assert items == []
    assert "no item files" in found.message


def test_a_bad_file_does_not_hide_the_mistakes_of_another(tmp_path: Path) -> None:
    write_item(tmp_path, "just words", "a.yaml")
    write_item(tmp_path, changed("depth: 4", "depth: 9"), "b.yaml")
    assert [found.file.name for found in read_items(tmp_path)[1]] == ["a.yaml", "b.yaml"]
