"""Somebody hands a station a release that it must not take. Each is refused, and the last good one stands."""

import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from sync.releases import archive
from sync.releases.current import POINTER, current_release
from sync.releases.manifest import FileEntry, Manifest, signed, trust_of
from sync.releases.refusal import Reason, ReleaseRefused
from tests.sync.releases.desk_machine import (
    CARD_NAME,
    FILES,
    NOW,
    OURS,
    SECOND,
    STRANGER,
    Station,
    forged,
    made,
    manifest,
    members,
)

Attack = Callable[[Path], Path]
CHANGED = {**FILES, CARD_NAME: FILES[CARD_NAME].replace(b"60", b"50")}


@pytest.fixture
def good(station: Station, tmp_path: Path) -> Station:
    """Release 3 is in use."""
    station.install(made(tmp_path / "r3", 3))
    return station


def refusal(station: Station, path: Path) -> ReleaseRefused:
    with pytest.raises(ReleaseRefused) as refused:
        station.install(path)
    current = current_release(station.data)
    assert current is not None
    assert (current.version, current.fallen_back) == (3, False)
    assert station.told == [3]
    return refused.value


def rewritten(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The archive with its members changed, not signed anew."""
    files = members(path)
    change(files)
    with zipfile.ZipFile(path, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def cut_off(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:-40])
    return path


ATTACKS: dict[str, tuple[Reason, Attack]] = {
    "a stranger's signature": (
        Reason.UNTRUSTED,
        lambda path: forged(path, manifest(4, FILES), FILES, STRANGER),
    ),
    "no signature": (
        Reason.UNTRUSTED,
        lambda path: rewritten(made(path, 4), lambda files: files.update({"manifest.jws": b"\n"})),
    ),
    "a manifest changed after it was signed": (
        Reason.UNTRUSTED,
        lambda path: rewritten(
            made(path, 4),
            lambda files: files.update({"manifest.jws": _with_other_payload(files["manifest.jws"])}),
        ),
    ),
    "a file changed": (Reason.MIXED, lambda path: forged(path, manifest(4, FILES), CHANGED)),
    "a file left out": (
        Reason.DAMAGED,
        lambda path: rewritten(made(path, 4), lambda files: files.pop(CARD_NAME)),
    ),
    "a file added": (
        Reason.MIXED,
        lambda path: rewritten(
            made(path, 4), lambda files: files.update({"catalogue/extra.yaml": b"code: X"})
        ),
    ),
    "a file that leads elsewhere": (
        Reason.MIXED,
        lambda path: rewritten(made(path, 4), lambda files: files.update({"../../evil.yaml": b"x"})),
    ),
    "an old release again": (Reason.OLDER, lambda path: made(path, 2)),
    "another release of the same version": (
        Reason.OLDER,
        lambda path: made(path, 3, {CARD_NAME: FILES[CARD_NAME]}),
    ),
    "one held back until it is out of date": (
        Reason.EXPIRED,
        lambda path: made(path, 4, made_at=NOW - timedelta(days=31)),
    ),
    "one from the future, or a clock set back": (
        Reason.CLOCK,
        lambda path: made(path, 4, made_at=NOW + timedelta(days=2)),
    ),
    "an archive cut off": (Reason.DAMAGED, lambda path: cut_off(made(path, 4))),
    "no archive at all": (Reason.DAMAGED, lambda path: _written(path, b"this is a letter")),
    "an archive without a manifest": (
        Reason.DAMAGED,
        lambda path: rewritten(made(path, 4), lambda files: files.pop("manifest.jws")),
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_refused_and_the_last_good_one_stands(good: Station, tmp_path: Path, name: str) -> None:
    reason, attack = ATTACKS[name]
    refused = refusal(good, attack(tmp_path / "attack"))
    assert refused.reason is reason
    assert not list((good.data / "releases").glob("incoming*"))
    assert not (tmp_path / "evil.yaml").exists()


def test_a_file_longer_than_it_was_signed_is_not_read_to_its_end(good: Station, tmp_path: Path) -> None:
    bomb = b"\0" * 50_000_000
    path = forged(tmp_path / "bomb", manifest(4, FILES), {**FILES, CARD_NAME: bomb})
    assert path.stat().st_size < 200_000
    assert refusal(good, path).reason is Reason.TOO_LARGE


def test_a_release_that_is_too_large_by_its_own_word_is_not_unpacked(
    good: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_RELEASE", 100)
    assert refusal(good, made(tmp_path / "r4", 4)).reason is Reason.TOO_LARGE


def test_a_name_that_leads_elsewhere_cannot_even_be_signed() -> None:
    for name in ("../x.yaml", "/etc/x.yaml", "catalogue/../x.yaml", "catalogue/x.py", "catalogue/.x.yaml"):
        with pytest.raises(ValueError, match="pattern"):
            Manifest(
                version=1,
                made_at=NOW,
                expires_at=NOW,
                files={name: FileEntry(sha256="0" * 64, size=1)},
            )


def test_deleting_the_pointer_does_not_bring_an_old_release_back(good: Station, tmp_path: Path) -> None:
    """The audit log knows the highest version that was ever here."""
    (good.data / "releases" / POINTER).unlink()
    forgetful = Station(good.data, seen_before=3)
    with pytest.raises(ReleaseRefused) as refused:
        forgetful.install(made(tmp_path / "r2", 2))
    assert refused.value.reason is Reason.OLDER


def test_where_two_must_sign_one_is_not_enough(station: Station, tmp_path: Path) -> None:
    station.trust = trust_of([OURS, SECOND], threshold=2)
    about = manifest(1, FILES)
    twice_the_same = tmp_path / "twice"
    archive.write_archive(twice_the_same, signed(about, [OURS, OURS]), FILES)
    for path in (forged(tmp_path / "one", about, FILES, OURS), twice_the_same):
        with pytest.raises(ReleaseRefused) as refused:
            station.install(path)
        assert refused.value.reason is Reason.UNTRUSTED
    station.install(forged(tmp_path / "both", about, FILES, OURS, SECOND))
    assert current_release(station.data) is not None


def test_two_signers_of_two_different_manifests_have_not_signed_one(station: Station, tmp_path: Path) -> None:
    station.trust = trust_of([OURS, SECOND], threshold=2)
    lines = signed(manifest(1, FILES), [OURS]) + signed(manifest(2, FILES), [SECOND])
    archive.write_archive(tmp_path / "split", lines, FILES)
    with pytest.raises(ReleaseRefused) as refused:
        station.install(tmp_path / "split")
    assert refused.value.reason is Reason.UNTRUSTED


def _with_other_payload(jws: bytes) -> bytes:
    header, _, signature = jws.strip().split(b".")
    _, payload, _ = signed(manifest(9, FILES), [STRANGER]).strip().split(b".")
    return b".".join((header, payload, signature))


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
