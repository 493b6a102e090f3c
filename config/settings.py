"""The station's settings: declared once, with type, default and meaning; read from TOML and from ``--set``.

An unknown or wrong setting is an error at start that names the file, the key and the nearest known one.
"""

import difflib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from config.device_settings import Devices, Table, device_tables, drivers

HERE = Path(__file__).parent
DEFAULT_STATION = HERE / "station.toml"


class SettingsRefused(Exception):
    """The settings cannot be used; the text is one line for people."""


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("there is no such time zone") from None
    return name


class Station(Table):
    """Which station this is."""

    id: Annotated[str, Field(pattern=r"^[A-Z0-9-]{3,24}$")] = "HK-DEMO-001"
    name_zh: str = "政务服务自助终端"
    name_en: str = "Government services kiosk"
    place_zh: str = ""
    place_en: str = ""
    hotline: str = "12345"
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Shanghai"


class Platform(Table):
    """Where applications go, and whose key they are sealed to."""

    url: Annotated[str, Field(pattern=r"^https?://[^/\s]+$")] = "http://127.0.0.1:8460"
    trust: str = "development/trust.json"
    """File with the platform's public keys, relative to the settings' folder or absolute."""
    enrolment_code: str = "development"
    allow_plain_http: bool = False
    """Plain HTTP to another host; never for residents' data on a network that is not the operator's own."""
    first_spread_s: Annotated[float, Field(ge=0, le=600)] = 0
    """First contact after an outage is spread over so many seconds; 120 in a fleet."""


class Central(Table):
    """Only for the reference platform's own host."""

    port: Annotated[int, Field(ge=0, le=65535)] = 8460
    keys: str = "development"
    """``development``: the published keys. Else a folder; keys are made there on the first start."""
    database: str = ""
    """SQLAlchemy URL; empty: SQLite in the data folder's ``platform/``."""


class Catalogue(Table):
    content: str = "catalogue"
    """Folder of the item files, relative to the settings' folder or absolute."""


class Store(Table):
    min_free_mb: Annotated[int, Field(ge=1)] = 200
    """Below this much free disk no new application is taken."""


class Settings(Table):
    """All of a station's settings."""

    station: Station = Station()
    platform: Platform = Platform()
    central: Central = Central()
    catalogue: Catalogue = Catalogue()
    devices: Devices = Devices()
    store: Store = Store()

    def trust_file(self) -> Path:
        return HERE / self.platform.trust

    def content_folder(self) -> Path:
        return HERE / self.catalogue.content


def load_settings(file: Path | None, overrides: Sequence[str] = ()) -> Settings:
    """Settings from a TOML file (default: the default station) with ``KEY=VALUE`` overrides. Raises SettingsRefused."""
    path = file or DEFAULT_STATION
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsRefused(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsRefused(f"{path}: is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsRefused(f"{path}: is not TOML: {error}") from None
    # A driver clears the table of another one, so it goes before the settings that were given for it.
    for override in sorted(overrides, key=lambda text: not _names_a_driver(text)):
        _apply(table, override)
    try:
        return Settings.model_validate(table)
    except ValidationError as invalid:
        raise SettingsRefused(f"{path}: {_first(invalid)}") from None


def _names_a_driver(override: str) -> bool:
    return override.partition("=")[0].strip().endswith(".driver")


def _apply(table: dict[str, object], override: str) -> None:
    key, equals, text = override.partition("=")
    if not equals or not key.strip():
        raise SettingsRefused(
            f"--set {override}: expected KEY=VALUE, as in devices.id_card.port=/dev/ttyUSB0"
        )
    *path, last = key.strip().split(".")
    place: dict[str, object] = table
    for step in path:
        inner = place.setdefault(step, {})
        if not isinstance(inner, dict):
            raise SettingsRefused(f"--set {key}: {step} is not a table")
        place = inner
    value = _value(text)
    if last == "driver" and place.get(last) != value:
        place.clear()  # another driver has other settings; those of the file's driver would only be in its way
    place[last] = value


def _value(text: str) -> object:
    """A TOML value where it reads as one (``8460``, ``true``, ``"a b"``), else the text itself."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _first(invalid: ValidationError) -> str:
    error = invalid.errors()[0]
    key = ".".join(str(step) for step in error["loc"] if step not in _UNION_MEMBERS)
    match error["type"]:
        case "extra_forbidden" if key in known_keys():
            return f"{key}: is a setting of another driver"
        case "extra_forbidden":
            return f"{key}: unknown setting{_nearest(key)}"
        case "missing":
            return f"{key}: is missing"
        case "union_tag_invalid":
            return f"{key}.driver: expected one of {error['ctx']['expected_tags']}"
        case "union_tag_not_found":
            return f"{key}.driver: is missing; it comes first and says what the device is"
        case "value_error":
            return f"{key}: {error['ctx']['error']}"
        case _:
            return f"{key}: {error['msg'][0].lower()}{error['msg'][1:]}"


_UNION_MEMBERS = {*drivers(), "constrained-int", "literal['simulated']", "int", "str"}
"""What pydantic puts into a setting's place and nobody wrote: the driver, the kind of value."""


def known_keys() -> set[str]:
    """Every setting's dotted name, of all drivers."""
    return set(_keys(Settings, "")) | {
        f"devices.{device}.{name}"
        for device, drivers in device_tables().items()
        for driver in drivers
        for name in driver.model_fields
    }


def _keys(table: type[BaseModel], prefix: str) -> list[str]:
    keys: list[str] = []
    for name, field in table.model_fields.items():
        keys.append(prefix + name)
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            keys += _keys(field.annotation, f"{prefix}{name}.")
    return keys


def _nearest(key: str) -> str:
    close = difflib.get_close_matches(key, known_keys(), n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""
