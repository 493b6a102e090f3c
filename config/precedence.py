"""Where a setting's value comes from, when several places give one: the strongest that says anything. Pure.

| from weak to strong | who sets it |
|---|---|
| default | the software |
| release | whoever signs releases for all stations |
| station file | the technician who set the station up |
| local change | an operator at the station |
| environment | the service manager |
| command line | whoever starts it, this once |

A device's table with another driver replaces the whole table below it: settings of two drivers do not mix.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    DEFAULT = "default"
    RELEASE = "release"
    STATION_FILE = "station file"
    LOCAL = "local change"
    ENVIRONMENT = "environment"
    COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Layer:
    """What one place says; ``where`` names it for people."""

    origin: Origin
    where: str
    table: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Laid:
    """All layers in one table, and of each key the layer that it comes from."""

    table: dict[str, object]
    origins: dict[str, Layer]


class NotATable(Exception):
    """A layer gives a value where another has a table."""

    def __init__(self, layer: Layer, key: str) -> None:
        super().__init__(key)
        self.layer = layer
        self.key = key


def lay(layers: Sequence[Layer]) -> Laid:
    """The layers over each other, the first the weakest. Raises NotATable."""
    laid = Laid({}, {})
    for layer in layers:
        _lay(laid.table, layer.table, "", layer, laid.origins)
    return laid


def nested(key: str, value: object) -> dict[str, object]:
    """``station.hotline`` as a table in a table."""
    *path, last = key.split(".")
    table: dict[str, object] = {last: value}
    for step in reversed(path):
        table = {step: table}
    return table


def flat(table: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """Every value by its dotted key."""
    values: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            values |= flat(value, f"{prefix}{name}.")
        else:
            values[prefix + name] = value
    return values


def _lay(
    below: dict[str, object],
    above: Mapping[str, object],
    prefix: str,
    layer: Layer,
    origins: dict[str, Layer],
) -> None:
    if "driver" in above and below.get("driver") not in (None, above["driver"]):
        below.clear()
        for key in [key for key in origins if key.startswith(prefix)]:
            del origins[key]
    for name, value in above.items():
        key = prefix + name
        if isinstance(value, Mapping):
            inner = below.setdefault(name, {})
            if not isinstance(inner, dict):
                raise NotATable(layer, key)
            _lay(inner, value, f"{key}.", layer, origins)
        else:
            below[name] = value
            origins[key] = layer
