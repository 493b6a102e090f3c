"""The commands that the handbooks print are run as they stand; a handbook that lies fails here."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
HANDBOOKS = ["operators.md", "catalogue.md", "technicians.md", "integrators.md"]


def commands(page: Path) -> list[str]:
    return [
        line
        for block in BLOCK.findall(page.read_text(encoding="utf-8"))
        for line in block.splitlines()
        if line
    ]


@pytest.mark.parametrize("name", HANDBOOKS)
def test_every_command_of_a_handbook_works(name: str, tmp_path: Path) -> None:
    lines = commands(ROOT / "docs" / name)
    assert lines
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", "\n".join(lines)],
        cwd=ROOT,
        env={**os.environ, "JINBAN_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]), ids=lambda page: page.name
)
def test_no_link_leads_nowhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_two_readmes_name_the_same_commands() -> None:
    english, chinese = commands(ROOT / "README.md"), commands(ROOT / "README.zh-CN.md")
    assert [line.split("#")[0].strip() for line in english] == [
        line.split("#")[0].strip() for line in chinese
    ]
