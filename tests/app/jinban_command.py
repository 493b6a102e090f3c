"""``jinban`` as scripts and people call it: a process of its own, its output and its status."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "application.json"

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left: its status, its standard output and its standard error."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Json]:
        """The one JSON document on standard output."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def lines(self) -> list[dict[str, Json]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaint(self) -> str:
        """The one line on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("jinban: ")
        return lines[0]


def environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JINBAN", "PYTHON"))}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "JINBAN_DATA": str(data), **more}


def jinban(
    data: Path,
    *words: str,
    given: bytes = b"",
    environ: Mapping[str, str] | None = None,
    patience_s: float = 60,
) -> Said:
    """Runs one command to its end, its data folder in the environment."""
    done = subprocess.run(
        command(*words),
        input=given,
        capture_output=True,
        env=environ or environment(data),
        cwd=ROOT,
        timeout=patience_s,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def start(data: Path, *words: str, **more: str) -> subprocess.Popen[bytes]:
    """A command that goes on; its input and output are pipes."""
    return subprocess.Popen(
        command(*words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(data, **more),
        cwd=ROOT,
    )


def command(*words: str) -> Sequence[str]:
    return [sys.executable, "-m", "app", *words]


def application(**changes: Json) -> dict[str, Json]:
    """The valid example, changed: ``applicant__birth`` is the applicant's birth; None takes a field away."""
    document: dict[str, Json] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    for name, value in changes.items():
        *path, last = name.split("__")
        place = document
        for step in path:
            inner = place[step]
            assert isinstance(inner, dict)
            place = inner
        if value is None:
            del place[last]
        else:
            place[last] = value
    return document


def line(document: Json) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"
