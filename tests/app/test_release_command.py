"""``jinban release``: made at the desk, carried by stick, installed; what is refused, and what the kiosk then uses."""

import shutil
import stat
from pathlib import Path
from typing import cast

import pytest

import config
from tests.app.jinban_command import Json, Said, jinban

CONTENT = Path(config.__file__).parent / "catalogue"


class Desk:
    """The operator's desk machine and one station."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "station"
        self.content = folder / "catalogue"
        shutil.copytree(CONTENT, self.content)
        assert jinban(folder / "desk", "release", "key", str(self.key)).status == 0

    @property
    def key(self) -> Path:
        return self.folder / "release-key"

    @property
    def card(self) -> Path:
        return self.content / "elderly" / "senior-card.yaml"

    def make(self, version: int) -> Said:
        return jinban(
            self.folder / "desk", "release", "make", str(self.stick(version)),
            "--key", str(self.key), "--version", str(version), "--content", str(self.content), "--json",
        )  # fmt: skip

    def stick(self, version: int) -> Path:
        return self.folder / f"release-{version}"

    def at_station(self, *words: str) -> Said:
        return jinban(self.data, *words, "--set", f"release.trust={self.key}.trust.json")

    def install(self, version: int) -> Said:
        return self.at_station("release", "install", str(self.stick(version)), "--json")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_changed_content_reaches_the_station_by_stick(desk: Desk) -> None:
    text = desk.card.read_text(encoding="utf-8")
    desk.card.write_text(text.replace("老年人优待证办理", "老年人优待证（新）"), encoding="utf-8")
    made = desk.make(1)
    assert (made.status, made.document["version"]) == (0, 1)
    installed = desk.install(1)
    assert (installed.status, installed.document["fresh"]) == (0, True)
    found = jinban(desk.data, "items", "list", "HK-MZ-0263", "--json").document["items"]
    assert cast("list[dict[str, Json]]", found)[0]["name"] == "老年人优待证（新）"
    assert [entry["action"] for entry in jinban(desk.data, "audit", "export").lines] == ["release_installed"]
    assert jinban(desk.data, "release", "show", "--json").document["version"] == 1


def test_content_with_a_mistake_is_not_signed_and_the_mistake_named(desk: Desk) -> None:
    desk.card.write_text(
        desk.card.read_text(encoding="utf-8").replace("depth: 4", "depth: 9"), encoding="utf-8"
    )
    made = desk.make(1)
    assert (made.status, made.document["refused"]) == (1, "content")
    (mistake,) = cast("list[dict[str, Json]]", made.document["mistakes"])
    assert (mistake["file"], mistake["field"]) == ("catalogue/elderly/senior-card.yaml", "depth")
    assert not desk.stick(1).exists()


def test_an_old_release_again_is_refused_and_in_the_audit_log(desk: Desk) -> None:
    for version in (1, 2):
        desk.make(version)
    assert desk.install(2).status == 0
    refused = desk.install(1)
    assert (refused.status, refused.document["refused"]) == (1, "older")
    entries = jinban(desk.data, "audit", "export").lines
    assert [(entry["action"], entry["detail"]) for entry in entries][-1] == (
        "release_refused",
        {"reason": "older"},
    )
    shutil.rmtree(desk.data / "releases")
    assert desk.install(1).document["refused"] == "older"
    assert jinban(desk.data, "audit", "verify").status == 0


def test_a_station_that_was_never_told_whose_takes_none(desk: Desk) -> None:
    desk.make(1)
    said = jinban(desk.data, "release", "install", str(desk.stick(1)))
    assert said.status == 1
    assert "name a file of keys in the setting release.trust" in said.complaint


def test_the_signing_key_is_for_its_owner_alone_and_never_overwritten(desk: Desk) -> None:
    assert stat.S_IMODE(desk.key.stat().st_mode) == 0o600
    before = desk.key.read_bytes()
    said = jinban(desk.folder / "desk", "release", "key", str(desk.key))
    assert said.status == 2
    assert "cannot be made" in said.complaint
    assert desk.key.read_bytes() == before


def test_nothing_installed_is_no_fault(desk: Desk) -> None:
    assert jinban(desk.data, "release", "show").out == "no release is installed\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["make"], "expected FILE"),
        (["make", "x"], "expected --key FILE, --version N"),
        (["make", "x", "--key", "/nowhere", "--version", "1", "--settings", "y"], "cannot be read"),
        (["make", "x", "--key", __file__, "--version", "1", "--settings", "y"], "is no signing key"),
        (["install"], "expected FILE"),
        (["show", "x"], "expected no further word"),
    ],
)
def test_wrong_words_are_one_line_and_status_two(tmp_path: Path, words: list[str], says: str) -> None:
    said = jinban(tmp_path, "release", *words)
    assert (said.status, said.out) == (2, "")
    assert says in said.complaint
