"""What every test shares: a screen without a screen, a quiet log, and one set of rules for Hypothesis."""

import logging
import os
from collections.abc import Iterator

# Before anything imports Qt: it reads these once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

import pytest
from hypothesis import settings

# A slow machine is no defect: examples are counted, never timed.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A line at WARNING or above fails the test, unless the test asks for ``caplog`` and so looks at the log."""
    heard = _Heard()
    logging.getLogger().addHandler(heard)
    yield
    logging.getLogger().removeHandler(heard)
    if "caplog" not in request.fixturenames:
        lines = [f"{record.name}: {record.getMessage()}" for record in heard.records]
        assert lines == [], "unexpected lines in the log"
