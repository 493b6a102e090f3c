"""The desk machine where releases are made, and a station that they are carried to."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import config
from config.precedence import Layer, Origin
from config.settings import SettingsRefused, lay_settings, station_layer
from sync.releases.archive import file_entry, write_archive
from sync.releases.install import Installed, install
from sync.releases.make import make_release
from sync.releases.manifest import Manifest, ReleaseTrust, signed, trust_of

NOW = datetime(2026, 11, 30, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
SENIOR_CARD = Path(config.__file__).parent / "catalogue" / "elderly" / "senior-card.yaml"
CARD_NAME = "catalogue/elderly/senior-card.yaml"
MONTH = timedelta(days=30)


def key(number: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


OURS, SECOND, STRANGER = key(1), key(2), key(3)
FILES = {CARD_NAME: SENIOR_CARD.read_bytes(), "settings.toml": b"[supplies]\nslips_per_roll = 500\n"}


def try_settings(table: Mapping[str, object]) -> str | None:
    """Under the default station's own settings."""
    try:
        lay_settings([Layer(Origin.RELEASE, "release", table), station_layer(None)])
    except SettingsRefused as refused:
        return str(refused).partition(": ")[2]
    return None


def made(path: Path, version: int = 1, files: Mapping[str, bytes] = FILES, made_at: datetime = NOW) -> Path:
    """An honest release."""
    make_release(path, dict(files), [OURS], version, made_at, MONTH, try_settings)
    return path


def manifest(version: int, files: Mapping[str, bytes], made_at: datetime = NOW) -> Manifest:
    entries = {name: file_entry(content) for name, content in files.items()}
    return Manifest(version=version, made_at=made_at, expires_at=made_at + MONTH, files=entries)


def forged(path: Path, about: Manifest, files: Mapping[str, bytes], *keys: Ed25519PrivateKey) -> Path:
    """An archive that nobody has checked: any files under any manifest."""
    write_archive(path, signed(about, keys or [OURS]), files)
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


@dataclass
class Station:
    """``told`` is what its audit log heard."""

    data: Path
    trust: ReleaseTrust = field(default_factory=lambda: trust_of([OURS]))
    now: datetime = NOW
    told: list[int] = field(default_factory=list)
    seen_before: int = 0

    def install(self, path: Path) -> Installed:
        return install(
            path,
            self.data,
            self.trust,
            self.now,
            try_settings,
            lambda manifest: self.told.append(manifest.version),
            self.seen_before,
        )
