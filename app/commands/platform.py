"""``jinban platform``: the reference platform on this machine's loopback."""

import argparse
import signal
import sys

from app.follow_parent import end_with_parent
from app.logs import log_to
from app.station_context import StationContext
from central.content_file import FileRefused
from central.keys import platform_keys
from central.platform import open_platform
from central.registers.source import registers_for
from central.server import serve
from config.settings import SettingsRefused


def run(options: argparse.Namespace, station: StationContext) -> int:
    log_to(station, "platform")
    end_with_parent()
    central = station.settings.central
    port = central.port if options.port is None else options.port
    if not 0 <= port <= 65535:
        raise SettingsRefused(f"platform: --port {port}: expected 0 to 65535")
    # The server raises the signal that ended it once more; the platform has still to be closed then.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    catalogue = station.open_catalogue()
    folder = station.data / "platform"
    try:
        platform = open_platform(
            folder,
            platform_keys(central.keys),
            catalogue.item,
            options.database or central.database,
            registers=registers_for(central.registers, central.keys),
        )
    except FileRefused as refused:
        raise SettingsRefused(f"platform: {refused}") from None
    try:
        serve(platform, port, lambda url: _announce(url, central.keys))
    except OSError as error:
        raise SettingsRefused(
            f"platform: port {port}: {error.strerror}; choose another with --port"
        ) from None
    finally:
        platform.close()
        catalogue.close()
    return 0


def _announce(url: str, keys: str) -> None:
    if keys == "development":
        sys.stderr.write("jinban: DEVELOPMENT KEYS: everybody has them; never for residents' data\n")
    sys.stdout.write(f"platform at {url}\n")
    sys.stdout.flush()
