"""``jinban sim DEVICE VERB ...``: the remote control of the simulated devices."""

import argparse
import json
import sys
from typing import assert_never

from app.simulated_hall import control_socket
from app.station_context import StationContext
from config.settings import SettingsRefused
from devices.simulation_control import ALL_DEVICES, Done, NotRunning, Refused, send


def run(options: argparse.Namespace, station: StationContext) -> int:
    if options.list:
        return _list(options, station)
    if len(options.words) < 2:
        raise SettingsRefused("sim: expected DEVICE VERB [WORD ...], or --list")
    device, verb, *words = options.words
    answer = _ask(station, device, verb, words)
    if options.json or answer is not None:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 0


def _list(options: argparse.Namespace, station: StationContext) -> int:
    devices = _ask(station, ALL_DEVICES, "devices", [])
    known = {
        str(device): {
            "verbs": _ask(station, str(device), "verbs", []),
            "faults": _ask(station, str(device), "faults", []),
        }
        for device in (devices if isinstance(devices, list) else [])
    }
    if options.json:
        sys.stdout.write(json.dumps(known, ensure_ascii=False) + "\n")
        return 0
    for device, parts in known.items():
        for part, entries in parts.items():
            for name, text in entries.items() if isinstance(entries, dict) else ():
                sys.stdout.write(f"{device} {'fault ' if part == 'faults' else ''}{name}: {text}\n")
    return 0


def _ask(station: StationContext, device: str, verb: str, words: list[str]) -> object:
    match send(control_socket(station), device, verb, words):
        case Done(answer):
            return answer
        case Refused(error):
            raise SettingsRefused(f"sim: {error}")
        case NotRunning():
            raise SettingsRefused(
                f"sim: no simulators run for {station.data}; start them with: jinban simulators"
            )
        case _ as never:
            assert_never(never)
