"""``jinban config check FILE``: whether a station can start with these settings."""

import argparse
import json
import sys
from pathlib import Path

from config.settings import SettingsRefused, load_settings


def run(options: argparse.Namespace) -> int:
    try:
        settings = load_settings(Path(options.file), getattr(options, "set", ()))
    except SettingsRefused as refused:
        if not options.json:
            raise
        sys.stdout.write(json.dumps({"ok": False, "error": str(refused)}, ensure_ascii=False) + "\n")
        return 2
    report = {"ok": True, "station": settings.station.id, "settings": settings.model_dump(mode="json")}
    sys.stdout.write(
        json.dumps(report, ensure_ascii=False) + "\n" if options.json else f"{options.file}: in order\n"
    )
    return 0
