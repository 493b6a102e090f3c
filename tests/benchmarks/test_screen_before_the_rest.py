"""The first screen does not wait for what it does not need, and nothing that was asked meanwhile is forgotten."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.station_context import StationContext, context
from app.touchscreen_opening import open_touchscreen
from config.device_settings import Devices
from config.settings import load_settings
from kiosk.visit.effect import SaveRating

ROOT = Path(__file__).parents[2]
NO_DEVICES = tuple(f"devices.{name}.driver=none" for name in Devices.model_fields)
NUMBER = "0000-0000-0000-0000-0"

_WHAT_IS_LOADED = """
import sys
from app.station_context import context
from app.touchscreen_opening import open_touchscreen
from config.settings import load_settings
from ui.shell import application

app = application(["jinban"])
touchscreen = open_touchscreen(context(load_settings(None), sys.argv[1], None))
touchscreen.shell.window.frameSwapped.connect(app.quit)
app.exec()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
touchscreen.close()
"""
LATER = {
    "sqlalchemy",
    "alembic",
    "celpy",
    "cv2",
    "numpy",
    "pyudev",
    "pyzbar",
    "smartcard",
    "typst",
    "zxingcpp",
    "lark",
    "escpos",
    "serial",
    "cryptography",
    "jwt",
    "requests",
    "yaml",
}


def station(data: Path) -> StationContext:
    made = context(load_settings(None, NO_DEVICES), str(data), None)
    made.open_catalogue().close()
    return made


def run(*words: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, env=surroundings, timeout=60, check=False
    )


def test_libraries_of_store_devices_and_rules_are_not_loaded_before_the_first_picture(tmp_path: Path) -> None:
    station(tmp_path)

    told = run("-c", _WHAT_IS_LOADED, str(tmp_path))

    assert told.returncode == 0, told.stderr
    assert "pydantic" in told.stdout.split()
    assert LATER & set(told.stdout.split()) == set()


def test_what_a_visit_asks_for_before_the_store_is_open_is_done_once_it_is(
    qtbot: QtBot, qapp: QGuiApplication, tmp_path: Path
) -> None:
    made = station(tmp_path)
    touchscreen = open_touchscreen(made)
    try:
        with qtbot.waitSignal(touchscreen.opened, timeout=20_000):
            touchscreen.model.wanted.emit(SaveRating(NUMBER, 5))
    finally:
        touchscreen.close()
        qapp.processEvents()

    outbox = made.open_outbox()
    assert [rating.application_id for rating in outbox.due_ratings(made.now(), 10)] == [NUMBER]
    outbox.database.close()


def test_a_store_that_cannot_be_opened_ends_the_shell_and_says_why(tmp_path: Path) -> None:
    station(tmp_path)
    (tmp_path / "store.lock").mkdir()
    words = [word for setting in NO_DEVICES for word in ("--set", setting)]

    told = run("-m", "app", "run", "--no-platform", "--data", str(tmp_path), *words)

    assert told.returncode == 1
    assert "jinban: " in told.stderr
    assert "(EISDIR)" in told.stderr
    assert "Traceback" not in told.stderr
