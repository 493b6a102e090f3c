"""The station's settings: declared once, with type, default and meaning; read from TOML and from ``--set``.

An unknown or wrong setting is an error at start that names the file, the key and the nearest known one.
"""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from config.device_settings import Devices, Table, device_tables, drivers
from config.precedence import Layer, NotATable, Origin, lay, nested

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
    lat: Annotated[float, Field(ge=3, le=54)] = 20.0222
    lon: Annotated[float, Field(ge=73, le=136)] = 110.3293
    """Where it stands, in degrees (WGS 84), to name the nearest places."""
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
    registers: str = ""
    """File of test registers; empty: the made-up people with the development keys, else none; ``none``: none at all."""


class Catalogue(Table):
    content: str = "catalogue"
    """Folder of the item files, relative to the settings' folder or absolute."""


class Store(Table):
    min_free_mb: Annotated[int, Field(ge=1)] = 200
    """Below this much free disk no new application is taken."""


class Supplies(Table):
    """How much a fresh one gives, for the count of what is left."""

    slips_per_roll: Annotated[int, Field(ge=10, le=5000)] = 300
    pages_per_load: Annotated[int, Field(ge=10, le=5000)] = 250
    pages_per_toner: Annotated[int, Field(ge=100, le=50000)] = 1500


class Release(Table):
    """Signed releases of content and settings."""

    trust: str = ""
    """File with the public keys that may sign them, relative to the settings' folder or absolute; empty: none may."""


class Settings(Table):
    """All of a station's settings."""

    station: Station = Station()
    platform: Platform = Platform()
    central: Central = Central()
    catalogue: Catalogue = Catalogue()
    devices: Devices = Devices()
    store: Store = Store()
    supplies: Supplies = Supplies()
    release: Release = Release()

    def trust_file(self) -> Path:
        return HERE / self.platform.trust

    def content_folder(self) -> Path:
        return HERE / self.catalogue.content


LOCAL_KEYS = frozenset(
    {
        "station.name_zh",
        "station.name_en",
        "station.place_zh",
        "station.place_en",
        "station.hotline",
        "supplies.slips_per_roll",
        "supplies.pages_per_load",
        "supplies.pages_per_toner",
    }
)
"""What an operator may change at the station; all else is its file's, or comes with a release."""

NEVER_BY_RELEASE = (
    "station.id",
    "platform.trust",
    "platform.enrolment_code",
    "catalogue.content",
    "central",
    "release",
)
"""Of one station alone, or what a release is checked with: a release must not set them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A station's settings, and of each key that somebody gave which layer it comes from."""

    settings: Settings
    origins: Mapping[str, Layer]


def load_settings(file: Path | None, overrides: Sequence[str] = ()) -> Settings:
    """Settings from a TOML file (default: the default station) with ``KEY=VALUE`` overrides. Raises SettingsRefused."""
    return lay_settings([station_layer(file)], overrides).settings


def station_layer(file: Path | None) -> Layer:
    """The station's own file. Raises SettingsRefused."""
    path = file or DEFAULT_STATION
    return Layer(Origin.STATION_FILE, str(path), read_toml(path))


def lay_settings(layers: Sequence[Layer], overrides: Sequence[str] = ()) -> Told:
    """The settings of all layers, the first the weakest, overrides above them. Raises SettingsRefused."""
    try:
        # A driver clears the table of another one, so it goes before the settings that were given for it.
        ordered = sorted(overrides, key=lambda text: not _names_a_driver(text))
        laid = lay([*layers, *(_override(text) for text in ordered)])
    except NotATable as wrong:
        raise SettingsRefused(f"{wrong.layer.where}: {wrong.key.split('.')[-1]} is not a table") from None
    try:
        return Told(Settings.model_validate(laid.table), laid.origins)
    except ValidationError as invalid:
        blamed = laid.origins.get(_key(invalid))
        if blamed is None or blamed.origin is Origin.COMMAND_LINE:
            blamed = next(layer for layer in reversed(layers) if layer.origin is Origin.STATION_FILE)
        raise SettingsRefused(f"{blamed.where}: {_first(invalid)}") from None


def read_toml(path: Path) -> dict[str, object]:
    """Raises SettingsRefused."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsRefused(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsRefused(f"{path}: is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsRefused(f"{path}: is not TOML: {error}") from None


def _names_a_driver(override: str) -> bool:
    return override.partition("=")[0].strip().endswith(".driver")


def _override(override: str) -> Layer:
    key, equals, text = override.partition("=")
    if not equals or not key.strip():
        raise SettingsRefused(
            f"--set {override}: expected KEY=VALUE, as in devices.id_card.port=/dev/ttyUSB0"
        )
    return Layer(Origin.COMMAND_LINE, f"--set {key.strip()}", nested(key.strip(), setting_value(text)))


def setting_value(text: str) -> object:
    """A TOML value where it reads as one (``8460``, ``true``, ``"a b"``), else the text itself."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _key(invalid: ValidationError) -> str:
    return ".".join(str(step) for step in invalid.errors()[0]["loc"] if step not in _UNION_MEMBERS)


def _first(invalid: ValidationError) -> str:
    error, key = invalid.errors()[0], _key(invalid)
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
