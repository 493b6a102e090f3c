"""The records of one station, and the operators' book in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.offer.store import OfferBook
from kiosk.staff.opening import open_records
from kiosk.staff.records import Records
from tests.kiosk.offer.operator_room import MONDAY


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    records = open_records(tmp_path / "data", now=MONDAY)
    yield records
    records.close()


@pytest.fixture
def book(records: Records) -> OfferBook:
    return OfferBook(records)
