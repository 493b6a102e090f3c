"""``jinban run``: the touchscreen, and in development everything around it."""

import argparse
import os
import signal
import sys
from urllib.parse import urlsplit

from PySide6.QtCore import QTimer

from app.children import Child, cable_url
from app.live_status import ShellRuns
from app.logs import log_to
from app.simulated_hall import control_socket
from app.station_context import SIMULATORS_FILE, StationContext
from app.touchscreen_opening import open_touchscreen
from config.device_settings import SIMULATED
from config.settings import SettingsRefused
from ui.dock import Dock
from ui.shell import application

VNC = "vnc:size=1080x1920"


def run(options: argparse.Namespace, station: StationContext) -> int:
    _choose_display(options)
    station.make_data_folder()
    log_to(station, "shell")
    app = application(["jinban"])
    try:
        touchscreen = open_touchscreen(
            station, fullscreen=options.fullscreen, fit=not (options.fullscreen or options.vnc)
        )
    except ShellRuns:
        raise SettingsRefused(f"run: a kiosk runs on {station.data} already") from None
    children: list[Child] = []
    # The screen first: processes that start beside it would take the processor from it.
    touchscreen.shell.shown.connect(lambda: children.extend(_start_children(options, station)))
    dock = None
    if _is_simulated(station) and not options.fullscreen and not options.vnc:
        dock = Dock(control_socket(station), beside=touchscreen.shell.window)
    # Python sees a signal only between its own instructions, so something of it must run now and then.
    heartbeat = QTimer()
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start(200)
    # exit, not quit: quit closes the windows before the loop has ended, and Qt Quick was seen to crash in that.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: app.exit(0))
    try:
        status = app.exec()
        if touchscreen.fault is not None:
            raise touchscreen.fault
        return status
    finally:
        if dock is not None:
            dock.close()
        touchscreen.close()
        for child in children:
            child.stop()


def _choose_display(options: argparse.Namespace) -> None:
    if options.vnc:
        sys.stderr.write(
            "jinban: VNC on port 5900: NO PASSWORD, ALL INTERFACES. Only on a network you trust.\n"
        )
        os.environ["QT_QPA_PLATFORM"] = VNC
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise SettingsRefused(
            "run: no display here; either show it over VNC (jinban run --vnc) or leave pictures (jinban demo --out DIR)"
        )


def _is_simulated(station: StationContext) -> bool:
    return SIMULATED in station.settings.model_dump_json()


def _start_children(options: argparse.Namespace, station: StationContext) -> list[Child]:
    words = ["--platform-url", station.platform_url]
    children: list[Child] = []
    simulated = _is_simulated(station)
    if simulated:
        (station.data / SIMULATORS_FILE).unlink(missing_ok=True)
        children.append(Child(station, lambda: ["simulators", *words]))
    if not options.no_platform:
        port = str(urlsplit(station.platform_url).port or station.settings.central.port)
        children.append(Child(station, lambda: ["platform", "--port", port]))
    children.append(
        Child(
            station,
            lambda: ["sync", "--platform-url", cable_url(station) if simulated else station.platform_url],
        )
    )
    return children
