"""The house rules: lint, types, floors, QML and generated files. Each runs the real tool on the whole tree."""

import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
CODE = ["app", "benchmarks", "central", "config", "devices", "kiosk", "packaging", "sync", "tests", "ui"]


def run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param([BIN / "ruff", "check", "--no-cache", *CODE], id="lint"),
        pytest.param([BIN / "ruff", "format", "--no-cache", "--check", *CODE], id="format"),
        pytest.param([BIN / "mypy", "--no-incremental"], id="types"),
        pytest.param([BIN / "lint-imports", "--no-cache"], id="floors"),
    ],
)
def test_the_tree_is_clean(command: list[str | Path]) -> None:
    done = run(command)
    assert done.returncode == 0, done.stdout + done.stderr


def qml_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.qml"))


def test_qml_is_clean() -> None:
    done = run([BIN / "pyside6-qmllint", "-W", "0", "-I", "ui/qml", *qml_files(ROOT / "ui" / "qml")])
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_qml_check_can_fail(tmp_path: Path) -> None:
    bad = tmp_path / "Bad.qml"
    bad.write_text("import QtQuick\nItem { width: nowhere }\n")
    assert run([BIN / "pyside6-qmllint", "-W", "0", bad]).returncode != 0


def test_no_exemption_from_types() -> None:
    """mypy --strict has no exemptions; what a library lacks gets its type at the border."""
    pattern = "type:" + " ignore"
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in CODE
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern in line
    ]
    assert found == []


def test_no_file_is_named_by_kind() -> None:
    kinds = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc"}
    found = [
        str(path.relative_to(ROOT))
        for folder in CODE
        for path in (ROOT / folder).rglob("*")
        if path.stem in kinds and "__pycache__" not in path.parts
    ]
    assert found == []


def test_no_file_is_too_long_to_read() -> None:
    limit = 300
    found = {
        str(path.relative_to(ROOT)): lines
        for folder in CODE
        if folder != "tests"
        for path in (ROOT / folder).rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > limit
    }
    assert found == {}


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    names = [name.split(">")[0].split("<")[0].split("[")[0].strip() for name in wanted]
    assert [name for name in names if f"| {name} |" not in reasons] == []
