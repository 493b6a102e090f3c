"""A signed release with mistakes in it: each named by file and line, and nothing changed."""

from pathlib import Path

import pytest

from sync.releases.check import line_of
from sync.releases.current import current_release
from sync.releases.refusal import Reason, ReleaseRefused
from tests.sync.releases.desk_machine import CARD_NAME, FILES, Station, forged, made, manifest


def refusal(station: Station, tmp_path: Path, files: dict[str, bytes]) -> ReleaseRefused:
    """Of one that was signed by hand; `made` would not have signed it."""
    with pytest.raises(ReleaseRefused):
        made(tmp_path / "made", 1, files)
    with pytest.raises(ReleaseRefused) as refused:
        station.install(forged(tmp_path / "forged", manifest(1, files), files))
    assert current_release(station.data) is None
    assert station.told == []
    return refused.value


def test_a_mistake_in_a_service_is_named_as_in_the_release(station: Station, tmp_path: Path) -> None:
    broken = FILES[CARD_NAME].replace(b"depth: 4", b"depth: 9").replace(b"kind: application", b"kind: wish")
    refused = refusal(station, tmp_path, {CARD_NAME: broken})
    assert refused.reason is Reason.CONTENT
    lines = broken.decode().splitlines()
    told = {(str(mistake.file), mistake.line, mistake.field) for mistake in refused.mistakes}
    assert told == {
        (CARD_NAME, lines.index("depth: 9") + 1, "depth"),
        (CARD_NAME, lines.index("kind: wish") + 1, "kind"),
    }


@pytest.mark.parametrize(
    ("settings", "line", "field", "says"),
    [
        (
            b"[station]\nhotline = '1'\n\n[supplies]\nslips_per_rol = 5\n",
            5,
            "supplies.slips_per_rol",
            "did you mean",
        ),
        (b"[supplies]\nslips_per_roll = 1\n", 2, "supplies.slips_per_roll", "greater than or equal to 10"),
        (b"[platform]\ntrust = 'evil.json'\n", 2, "platform.trust", "a release cannot set it"),
        (b"[release]\ntrust = 'evil.json'\n", 2, "release.trust", "a release cannot set it"),
        (b"[station]\nid = 'HK-2'\n", 2, "station.id", "a release cannot set it"),
        (b"[station]\nhotline = \n", 2, "", "is not TOML"),
        (b"\xff", 1, "", "is not UTF-8 text"),
    ],
)
def test_a_mistake_in_the_settings_is_named_by_line(
    station: Station, tmp_path: Path, settings: bytes, line: int, field: str, says: str
) -> None:
    refused = refusal(station, tmp_path, {"settings.toml": settings})
    assert refused.reason is Reason.SETTINGS
    (mistake,) = refused.mistakes
    assert (str(mistake.file), mistake.line, mistake.field) == ("settings.toml", line, field)
    assert says in mistake.message


def test_a_line_is_found_in_its_own_table() -> None:
    text = '[a]\nx = 1\n[b]\nx = 2\n[b.c]\n"y" = 3 # x\n'
    assert [line_of(text, key) for key in ("a.x", "b.x", "b.c.y", "b.c.z", "q.x")] == [2, 4, 6, 5, 1]
