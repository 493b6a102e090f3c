"""A station's settings with everything that has a say in them, in the order of `config.precedence`."""

import argparse
import os
from pathlib import Path

from app.station_context import data_folder
from config.precedence import Layer, Origin, nested
from config.settings import LOCAL_KEYS, Told, lay_settings, setting_value, station_layer
from kiosk.offer.local_settings import local_settings
from sync.releases.current import current_release


def station_settings(options: argparse.Namespace) -> Told:
    """What the command's words ask for. Raises SettingsRefused."""
    return lay_settings(layers_of(options), _overrides(options))


def layers_of(options: argparse.Namespace) -> list[Layer]:
    """Every layer below the command line, the weakest first. Raises SettingsRefused."""
    file = Path(options.config) if hasattr(options, "config") else None
    data = data_folder(getattr(options, "data", None))
    return [*release_layers(data), station_layer(file), *local_layers(data), *_environment()]


def _overrides(options: argparse.Namespace) -> list[str]:
    """``--platform-url`` is one more word for a setting."""
    url = (getattr(options, "platform_url", None) or "").rstrip("/")
    return [*getattr(options, "set", ()), *([f"platform.url={url}"] if url else [])]


def _environment() -> list[Layer]:
    url = os.environ.get("JINBAN_PLATFORM_URL", "").rstrip("/")
    return [Layer(Origin.ENVIRONMENT, "JINBAN_PLATFORM_URL", nested("platform.url", url))] if url else []


def release_layers(data: Path) -> list[Layer]:
    """Of the release in use; none where there is none."""
    release = current_release(data)
    if release is None:
        return []
    where = f"release {release.version}"
    layers = [Layer(Origin.RELEASE, where, release.settings)]
    if release.content is not None:
        layers.append(Layer(Origin.RELEASE, where, nested("catalogue.content", str(release.content))))
    return layers


def local_layers(data: Path) -> list[Layer]:
    """One for each setting that an operator changed at the station."""
    return [
        Layer(Origin.LOCAL, f"change {number}", nested(key, setting_value(value)))
        for key, (number, value) in local_settings(data).items()
        if key in LOCAL_KEYS
    ]
