"""The launcher on machines where something is missing: it says which step failed and what to do, and leaves no half."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A fresh clone's launcher and lists, nothing installed, on a machine whose apt-get is a script of ours."""
    folder = tmp_path / "jinban"
    shutil.copytree(ROOT / "packaging", folder / "packaging")
    shutil.copy(ROOT / "jinban", folder / "jinban")
    (tmp_path / "bin").mkdir()
    return folder


def machine(checkout: Path, **programs: str) -> None:
    for name, script in programs.items():
        path = checkout.parent / "bin" / name.replace("_", "-")
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)


def launch(
    checkout: Path, *words: str, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    path = f"{checkout.parent / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        [checkout / "jinban", *words],
        env={**os.environ, "PATH": path, **(environ or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def test_packages_that_cannot_be_fetched_name_the_step_and_the_way_on(checkout: Path) -> None:
    machine(checkout, apt_get="echo E: no such host >&2; exit 100", id="echo 0")
    said = launch(checkout, "doctor")
    assert said.returncode == 2
    assert "apt-get update failed" in said.stderr
    assert "Check the network" in said.stderr
    assert "no such host" in said.stderr
    assert not (checkout / ".venv" / "apt-done").exists()


def test_a_user_without_sudo_is_told_who_can(checkout: Path) -> None:
    machine(checkout, apt_get="exit 0", id="echo 1000", sudo="exit 127")
    (checkout.parent / "bin" / "sudo").unlink()
    shell_only = checkout.parent / "bin"
    for name in ("sh", "dirname", "mkdir", "cmp", "sed", "tail", "cp", "env", "cat"):
        (shell_only / name).symlink_to(shutil.which(name) or name)
    said = launch(checkout, "doctor", environ={"PATH": str(shell_only)})
    assert said.returncode == 2
    assert "Run this once as root, or as a user with sudo." in said.stderr


def test_locked_packages_that_do_not_match_are_not_taken(checkout: Path) -> None:
    machine(checkout, apt_get="exit 0", id="echo 0")
    (checkout / "packaging" / "requirements.lock").write_text(f"pyserial==3.5 --hash=sha256:{'0' * 64}\n")
    said = launch(checkout, "doctor")
    assert said.returncode == 2
    assert "Installing the locked packages failed" in said.stderr
    assert "run the same command again" in said.stderr
    assert not (checkout / ".venv" / "lock-done").exists()


def test_what_is_installed_is_not_installed_again(checkout: Path) -> None:
    machine(checkout, apt_get="echo called >> $0.calls; exit 0", id="echo 0")
    venv = checkout / ".venv"
    (venv / "bin").mkdir(parents=True)
    shutil.copy(checkout / "packaging" / "apt.txt", venv / "apt-done")
    shutil.copy(checkout / "packaging" / "requirements.lock", venv / "lock-done")
    (venv / "bin" / "python").write_text('#!/bin/sh\necho "$@"\n')
    (venv / "bin" / "python").chmod(0o755)
    said = launch(checkout, "queue", "status")
    assert (said.returncode, said.stdout) == (0, "-m app queue status\n")
    assert not (checkout.parent / "bin" / "apt-get.calls").exists()
