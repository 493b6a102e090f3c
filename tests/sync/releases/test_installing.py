"""A release comes by USB stick: it is used whole, or the one before is used on."""

import stat
from pathlib import Path

import pytest

from sync.releases import install as installing
from sync.releases.current import current_release, read_pointer
from sync.releases.manifest import Manifest
from sync.releases.refusal import Reason, ReleaseRefused
from tests.sync.releases.desk_machine import CARD_NAME, FILES, MONTH, NOW, Station, made, members


def test_a_station_without_a_release_has_none(station: Station) -> None:
    assert current_release(station.data) is None


def test_a_release_is_used_and_the_audit_log_told(station: Station, tmp_path: Path) -> None:
    done = station.install(made(tmp_path / "r1"))
    assert (done.manifest.version, done.previous, done.fresh) == (1, None, True)
    assert station.told == [1]
    current = current_release(station.data)
    assert current is not None
    assert current.settings == {"supplies": {"slips_per_roll": 500}}
    assert current.content == station.data / "releases" / "1" / "catalogue"
    assert (station.data / "releases" / "1" / CARD_NAME).read_bytes() == FILES[CARD_NAME]


def test_nobody_else_can_read_what_was_installed(station: Station, tmp_path: Path) -> None:
    station.install(made(tmp_path / "r1"))
    for path in (station.data / "releases").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_the_one_before_is_kept_and_older_ones_are_not(station: Station, tmp_path: Path) -> None:
    for version in (1, 2, 5):
        station.install(made(tmp_path / f"r{version}", version))
    rooms = {path.name for path in (station.data / "releases").iterdir() if path.is_dir()}
    assert rooms == {"2", "5"}
    pointer = read_pointer(station.data)
    assert pointer is not None
    assert (pointer.version, pointer.previous, pointer.highest) == (5, 2, 5)


def test_the_same_release_again_is_no_mistake_and_changes_nothing(station: Station, tmp_path: Path) -> None:
    path = made(tmp_path / "r1")
    station.install(path)
    again = station.install(path)
    assert not again.fresh
    assert station.told == [1]


def test_where_the_release_in_use_cannot_be_read_the_one_before_is_used(
    station: Station, tmp_path: Path
) -> None:
    station.install(made(tmp_path / "r1", 1))
    station.install(made(tmp_path / "r2", 2))
    (station.data / "releases" / "2" / "settings.toml").write_bytes(b"\xff[")
    current = current_release(station.data)
    assert current is not None
    assert (current.version, current.fallen_back) == (1, True)


def test_a_plug_pulled_before_the_switch_leaves_the_old_release(
    station: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything up to the one small file that says which release is used."""

    class PulledPlug(BaseException):
        pass

    def pull(*_: object) -> bytes:
        raise PulledPlug

    station.install(made(tmp_path / "r1", 1))
    with monkeypatch.context() as patch:
        patch.setattr(installing, "as_json", pull)
        with pytest.raises(PulledPlug):
            station.install(made(tmp_path / "r2", 2))
    current = current_release(station.data)
    assert current is not None
    assert (current.version, current.fallen_back) == (1, False)
    station.install(tmp_path / "r2")
    current = current_release(station.data)
    assert current is not None
    assert current.version == 2


def test_what_the_audit_log_cannot_be_told_is_not_used(station: Station, tmp_path: Path) -> None:
    def refuse(_: Manifest) -> None:
        raise OSError("no space")

    path = made(tmp_path / "r1")
    with pytest.raises(OSError, match="no space"):
        installing.install(path, station.data, station.trust, NOW, lambda _: None, refuse)
    assert current_release(station.data) is None


def test_an_expired_release_is_used_on_but_not_installed(station: Station, tmp_path: Path) -> None:
    station.install(made(tmp_path / "r1"))
    later = Station(station.data, now=NOW + MONTH + MONTH)
    assert current_release(later.data) is not None
    with pytest.raises(ReleaseRefused) as refused:
        later.install(made(tmp_path / "r2", 2))
    assert refused.value.reason is Reason.EXPIRED


def test_the_same_files_make_the_same_archive(tmp_path: Path) -> None:
    first, second = made(tmp_path / "a"), made(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()
    assert set(members(first)) == {"manifest.jws", *FILES}
