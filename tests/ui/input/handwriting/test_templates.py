"""The file of templates: made from the pinned archive only, the same bytes each time, refused when it is damaged."""

import base64
import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from ui.input.handwriting.recogniser import DATA, Recogniser
from ui.input.handwriting.templates import CannotReadTemplates, read_templates

ROOT = Path(__file__).parents[4]
SCRIPT = ROOT / "packaging" / "handwriting" / "make_templates.py"
MEDIANS = {
    "一": [[[100, 400], [900, 400]]],
    "十": [[[100, 400], [900, 400]], [[500, 800], [500, 0]]],
    "口": [[[200, 700], [200, 100]], [[200, 700], [800, 700], [800, 100]], [[200, 100], [800, 100]]],
    "喆": [[[100, 800], [400, 800]], [[250, 890], [250, 600]], [[600, 500], [600, 100], [800, 300]]],
    "東": [[[100, 400], [900, 400]], [[500, 800], [500, 0]], [[500, 400], [100, 0]]],
}
"""In the form of the real archive; the last one is written so in traditional Chinese only."""


def archive() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, content in [
            ("package.json", "{}"),
            *((f"{c}.json", json.dumps({"medians": medians})) for c, medians in MEDIANS.items()),
        ]:
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content.encode())
            tar.addfile(entry, io.BytesIO(content.encode()))
    return gzip.compress(packed.getvalue(), mtime=0)


def make(tarball: Path, out: Path, *words: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-W", "error", str(SCRIPT), str(tarball), str(out), *words]
    return subprocess.run(command, capture_output=True, text=True, env=surroundings, timeout=60, check=False)


def test_the_same_archive_gives_the_same_templates_and_they_recognise(tmp_path: Path) -> None:
    tarball = tmp_path / "strokes.tgz"
    tarball.write_bytes(archive())
    digest = "sha512-" + base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()

    made = [make(tarball, tmp_path / name, "--integrity", digest) for name in ("a", "b")]

    assert [one.returncode for one in made] == [0, 0], made[0].stderr
    assert "3 of level 1, 0 of level 2, 1 of names" in made[0].stdout
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    recogniser = Recogniser(tmp_path / "a")
    assert recogniser.characters == {*"一十口喆", *"0123456789X"}
    assert recogniser.read([[(50.0, 0.0), (50.0, 100.0)], [(0.0, 50.0), (100.0, 50.0)]], 1) == ("十",)


def test_an_archive_that_was_not_pinned_is_refused(tmp_path: Path) -> None:
    tarball = tmp_path / "strokes.tgz"
    tarball.write_bytes(archive())

    refused = make(tarball, tmp_path / "out")

    assert refused.returncode == 1
    assert "not sha512-" in refused.stderr
    assert not (tmp_path / "out").exists()


def test_the_shipped_file_says_where_it_comes_from_and_lies_beside_its_licence() -> None:
    assert "Arphic Public License" in read_templates(DATA).notice
    assert (DATA.parent / "ARPHICPL.TXT").read_text(encoding="utf-8").startswith("ARPHIC PUBLIC LICENSE")
    assert DATA.stat().st_size < 3_000_000


def test_what_is_read_is_what_was_written() -> None:
    assert read_templates(DATA).as_bytes() == DATA.read_bytes()


@pytest.mark.parametrize("kept", [0, 5, 28, 1000, 500_000])
def test_a_file_that_was_cut_is_refused(kept: int, tmp_path: Path) -> None:
    cut = tmp_path / "cut.bin"
    cut.write_bytes(DATA.read_bytes()[:kept])
    with pytest.raises(CannotReadTemplates, match="cut"):
        Recogniser(cut)


def test_a_file_of_another_kind_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG" + bytes(100))
    for name in ("picture.png", "nowhere.bin"):
        with pytest.raises(CannotReadTemplates, match=name):
            Recogniser(tmp_path / name)
