"""``jinban platform`` with registers of the operator's own: a mistake in them is one clear line, never a traceback."""

from pathlib import Path

from tests.app.jinban_command import jinban


def test_registers_with_a_mistake_are_refused_by_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "registers.yaml"
    file.write_text('people:\n  - id_number: "460105199003071239"\n    name: 王小明\n', encoding="utf-8")
    said = jinban(tmp_path / "data", "platform", "--port", "0", "--set", f"central.registers={file}")
    assert said.status == 2
    lines = said.err.splitlines()
    mistakes = [line for line in lines if str(file) in line]
    assert f"{file}:2: people.0.sex: field required" in mistakes[0]
    assert "Traceback" not in said.err


def test_registers_that_are_not_there_are_named(tmp_path: Path) -> None:
    file = tmp_path / "nowhere.yaml"
    said = jinban(tmp_path / "data", "platform", "--port", "0", "--set", f"central.registers={file}")
    assert said.status == 2
    assert f"{file}:1: cannot be read: No such file or directory" in said.err
    assert "Traceback" not in said.err
