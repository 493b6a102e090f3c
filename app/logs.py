"""The station's log: JSON lines, named areas, size-capped, 0600. Ids, never people."""

import json
import logging
import logging.handlers
from datetime import UTC, datetime
from pathlib import Path

from app.station_context import StationContext

MAX_BYTES = 2 * 1024 * 1024
KEPT_FILES = 3


class JsonLines(logging.Formatter):
    """One event a line: time, level, area, event, and the stack of a defect."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "area": record.name,
            "event": record.getMessage(),
        }
        if record.exc_info and record.exc_info[2] is not None:
            line["stack"] = self._frames(record)
        return json.dumps(line, ensure_ascii=False)

    @staticmethod
    def _frames(record: logging.LogRecord) -> str:
        """Where it happened, without the exception's own words: those may hold what a resident typed."""
        kind, _, trace = record.exc_info or (None, None, None)
        frames: list[str] = []
        while trace is not None:
            code = trace.tb_frame.f_code
            frames.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        return " < ".join([kind.__name__ if kind else "", *reversed(frames)])


def log_to(station: StationContext, process: str) -> Path:
    """Sends this process's log to ``<data>/logs/<process>.jsonl``; gives the file. Once for a process."""
    station.make_data_folder()
    folder = station.data / "logs"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{process}.jsonl"
    root = logging.getLogger()
    if not any(isinstance(handler, logging.handlers.RotatingFileHandler) for handler in root.handlers):
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
        )
        handler.setFormatter(JsonLines())
        root.addHandler(handler)
        root.setLevel(logging.INFO)
        for library in ("urllib3", "alembic", "sqlalchemy", "escpos", "asyncio"):
            logging.getLogger(library).setLevel(logging.ERROR)
    return path
