"""The bench: a simulated scanner on a real line, and our scanner at its other end."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from devices.scanner.answer import NothingScanned
from devices.scanner.serial_line import SerialLine
from devices.scanner.serial_scanner import SerialScanner
from devices.scanner.simulator import SimulatedScanner

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def simulator() -> Iterator[SimulatedScanner]:
    simulator = SimulatedScanner()
    yield simulator
    simulator.close()


@pytest.fixture
def scanner(simulator: SimulatedScanner) -> Iterator[SerialScanner]:
    """Open, and trusting what comes from the first byte on."""
    port = str(simulator.address()["port"])
    scanner = SerialScanner(lambda: SerialLine(port), time.monotonic, lambda: NOON, settle_s=0.0)
    assert scanner.poll(0) == NothingScanned()
    yield scanner
    scanner.close()
