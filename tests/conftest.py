"""What every test shares: a screen without a screen, a quiet log, and one set of rules for Hypothesis."""

import logging
import os
from collections.abc import Iterator

# Before anything imports Qt: it reads these once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
from hypothesis import settings

# A slow machine is no defect: examples are counted, never timed.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

WORLD = ("platform", "sync", "store")
"""Areas whose warnings tell what the world did to us; tests bring that about on purpose."""


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name not in WORLD:
            self.lines.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A line at WARNING or above fails the test, unless the test asks for ``caplog`` and so looks at the log."""
    heard = _Heard()
    logging.getLogger().addHandler(heard)
    yield
    logging.getLogger().removeHandler(heard)
    if "caplog" not in request.fixturenames:
        assert heard.lines == [], "unexpected lines in the log"
