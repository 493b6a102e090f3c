"""``jinban devices read-id-card|read-social-card|scan|capture|print-test``: one device action from the command line."""

import argparse
import json
import sys
from pathlib import Path

from app.device_actions import ACTIONS
from app.live_status import statuses_of_running_shell
from app.station_context import StationContext
from config.faults import FaultCode
from config.settings import SettingsRefused
from config.texts import texts


def run(options: argparse.Namespace, station: StationContext) -> int:
    if options.timeout <= 0:
        raise SettingsRefused(f"devices: --timeout {options.timeout}: expected more than 0 seconds")
    if statuses_of_running_shell(station.data) is not None:
        raise SettingsRefused(
            f"devices: the kiosk that runs on {station.data} holds its devices; stop it first"
        )
    told = ACTIONS[options.action](station, options.timeout, Path(options.out) if options.out else None)
    if isinstance(told, FaultCode):
        return _failed(options, told)
    if options.json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{name}: {value}\n" for name, value in told.items())
    return 0


def _failed(options: argparse.Namespace, fault: FaultCode) -> int:
    say = texts("en").say
    message, advice = say(f"fault.{fault}.staff"), say(f"fault.{fault}.remedy")
    if options.json:
        error = {"code": str(fault), "message": message, "advice": advice}
        sys.stdout.write(json.dumps({"error": error}, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(f"jinban: {message}. {advice}.\n")
    return 1
