"""``jinban release``: makes signed releases of content and settings at a desk, installs them at a station."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from app.operating.words import actor
from app.settings_layers import layers_of
from app.station_context import StationContext
from config.precedence import Layer, Origin
from config.settings import HERE, SettingsRefused, lay_settings
from kiosk.staff.account import Actor
from kiosk.staff.audit_event import Action, Event, Word
from kiosk.staff.opening import open_records
from kiosk.staff.records import Records
from sync.releases.current import current_release, read_pointer
from sync.releases.install import install
from sync.releases.make import gather, load_key, make_release, new_key
from sync.releases.manifest import Manifest, ReleaseTrust, load_trust, trust_of
from sync.releases.refusal import Reason, ReleaseRefused


def run(options: argparse.Namespace, station: StationContext) -> int:
    if (options.file is None) == (options.action != "show"):
        expected = "no further word" if options.action == "show" else "FILE"
        raise SettingsRefused(f"release {options.action}: expected {expected}")
    try:
        match options.action:
            case "key":
                return _key(options)
            case "make":
                return _make(options, station)
            case "install":
                return _install(options, station)
            case _:
                return _show(options, station)
    except ReleaseRefused as refused:
        return _refused(options, refused)


def _key(options: argparse.Namespace) -> int:
    path = Path(options.file)
    trust = path.with_name(f"{path.name}.trust.json")
    try:
        key = new_key(path)
        trust.write_text(trust_of([key]).model_dump_json(indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise SettingsRefused(f"{path}: cannot be made: {error.strerror}") from None
    return _say(
        options,
        {"key": str(path), "trust": str(trust)},
        f"signing key in {path}: keep it off every station\n"
        f"for stations: {trust}, named by the setting release.trust",
    )


def _make(options: argparse.Namespace, station: StationContext) -> int:
    if not options.key or options.version is None or not (options.content or options.settings):
        raise SettingsRefused(
            "release make: expected --key FILE, --version N, and --content DIR or --settings FILE"
        )
    if not 1 <= options.days <= 730:
        raise SettingsRefused(f"--days {options.days}: expected 1 to 730")
    keys = []
    for name in options.key:
        try:
            keys.append(load_key(Path(name)))
        except OSError as error:
            raise SettingsRefused(f"--key {name}: cannot be read: {error.strerror}") from None
        except ValueError:
            raise SettingsRefused(
                f"--key {name}: is no signing key; make one: jinban release key FILE"
            ) from None
    target = Path(options.file)
    try:
        files = gather(_folder(options.content), Path(options.settings) if options.settings else None)
        manifest = make_release(
            target,
            files,
            keys,
            options.version,
            station.now(),
            timedelta(days=options.days),
            _trying(options),
        )
    except OSError as error:
        raise SettingsRefused(f"{error.filename or target}: {error.strerror}") from None
    return _say(
        options,
        {"file": str(target), **_shown(manifest)},
        f"release {manifest.version} with {len(manifest.files)} files in {target}, "
        f"to be installed until {manifest.expires_at:%Y-%m-%d}",
    )


def _folder(name: str | None) -> Path | None:
    if name is None:
        return None
    if not Path(name).is_dir():
        raise SettingsRefused(f"--content {name}: is no folder")
    return Path(name)


def _install(options: argparse.Namespace, station: StationContext) -> int:
    station.make_data_folder()
    records = open_records(station.data, now=station.now())
    try:
        by = actor(options.by, records)
        try:
            done = install(
                Path(options.file),
                station.data,
                _trust(station),
                station.now(),
                _trying(options),
                lambda manifest: records.record(
                    _event(Action.RELEASE_INSTALLED, by, station.now(), manifest)
                ),
                _highest(records),
            )
        except ReleaseRefused as refused:
            told = {Word.REASON: refused.reason}
            records.record(Event(Action.RELEASE_REFUSED, by, station.now(), detail=told))
            raise
        except OSError as error:
            sys.stderr.write(f"jinban: release install: {error.filename}: {error.strerror}\n")
            return 1
    finally:
        records.close()
    manifest = done.manifest
    words = "installed; from the kiosk's next start" if done.fresh else "was installed already"
    kept = f"; release {done.previous} is kept" if done.fresh and done.previous else ""
    report = {**_shown(manifest), "fresh": done.fresh, "previous": done.previous}
    return _say(options, report, f"release {manifest.version}: {words}{kept}")


def _event(action: Action, by: Actor, at: datetime, manifest: Manifest) -> Event:
    return Event(action, by, at, detail={Word.VERSION: manifest.version, Word.COUNT: len(manifest.files)})


def _highest(records: Records) -> int:
    """Of every release that the audit log tells of: whoever deletes the pointer cannot bring an old one back."""
    versions = [0]
    for entry in records.entries():
        detail = entry["detail"]
        if entry["action"] == Action.RELEASE_INSTALLED and isinstance(detail, dict):
            versions.append(int(detail.get(Word.VERSION, 0)))
    return max(versions)


def _trust(station: StationContext) -> ReleaseTrust:
    name = station.settings.release.trust
    if not name:
        raise ReleaseRefused(
            Reason.NO_TRUST,
            "this station takes no releases; name a file of keys in the setting release.trust",
        )
    path = HERE / name
    try:
        return load_trust(path.read_bytes(), str(path))
    except OSError as error:
        raise ReleaseRefused(Reason.NO_TRUST, f"{path}: {error.strerror}") from None


def _trying(options: argparse.Namespace) -> Callable[[Mapping[str, object]], str | None]:
    """Lays a release's settings under this machine's others."""
    others = [layer for layer in layers_of(options) if layer.origin is not Origin.RELEASE]

    def try_settings(table: Mapping[str, object]) -> str | None:
        try:
            lay_settings([Layer(Origin.RELEASE, "release", table), *others])
        except SettingsRefused as refused:
            return str(refused).partition(": ")[2]
        return None

    return try_settings


def _show(options: argparse.Namespace, station: StationContext) -> int:
    pointer, current = read_pointer(station.data), current_release(station.data)
    if pointer is None or current is None:
        return _say(options, {"version": None}, "no release is installed")
    expired = pointer.expires_at <= station.now()
    report = {
        "version": current.version,
        "expires_at": pointer.expires_at.isoformat(),
        "expired": expired,
        "fallen_back": current.fallen_back,
        "previous": pointer.previous,
        "highest": pointer.highest,
        "content": None if current.content is None else str(current.content),
    }
    words = f"release {current.version}, to be followed by {pointer.expires_at:%Y-%m-%d}"
    if expired:
        words += ": that is over; it is used on, ask for a newer one"
    if current.fallen_back:
        words += f"\nrelease {pointer.version} cannot be read; install it again under a higher version"
    _say(options, report, words)
    return 1 if expired or current.fallen_back else 0


def _refused(options: argparse.Namespace, refused: ReleaseRefused) -> int:
    if options.json:
        mistakes = [
            {"file": str(m.file), "line": m.line, "field": m.field, "message": m.message}
            for m in refused.mistakes
        ]
        report = {"refused": str(refused.reason), "message": refused.message, "mistakes": mistakes}
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
        return 1
    for mistake in refused.mistakes:
        sys.stderr.write(f"jinban: {mistake}\n")
    kept = "; the release in use stands" if options.action == "install" else ""
    sys.stderr.write(f"jinban: release {options.action}: refused: {refused.message}{kept}\n")
    return 1


def _shown(manifest: Manifest) -> dict[str, object]:
    return {
        "version": manifest.version,
        "files": len(manifest.files),
        "made_at": manifest.made_at.isoformat(timespec="seconds"),
        "expires_at": manifest.expires_at.isoformat(timespec="seconds"),
    }


def _say(options: argparse.Namespace, report: Mapping[str, object], words: str) -> int:
    sys.stdout.write(f"{json.dumps(report, ensure_ascii=False) if options.json else words}\n")
    return 0
