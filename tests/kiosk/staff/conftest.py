"""A station with two colleagues."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.staff.opening import open_records
from kiosk.staff.records import Records
from kiosk.staff.staff import Staff
from tests.kiosk.staff.staff_room import MORNING, staff_of, staffed


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def records(data: Path) -> Iterator[Records]:
    """Closed after the test, as are those that `staffed` opened first."""
    staffed(data)._records.close()
    records = open_records(data, now=MORNING)
    yield records
    records.close()


@pytest.fixture
def staff(records: Records) -> Staff:
    return staff_of(records)
