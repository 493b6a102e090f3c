"""How devices did when they were last tested, as the technician's screen shows it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.faults import FaultCode
from kiosk.staff.account import STATION, Actor, Role, Unattended
from kiosk.staff.audit_event import Action
from kiosk.staff.device_tests import KEPT_OF_EACH, DeviceTests, Outcome, harmless
from kiosk.staff.records import Records
from tests.kiosk.staff.staff_room import MORNING, TECHNICIAN, asked, overwrite

BY_HAND = Actor(TECHNICIAN, Role.TECHNICIAN)


@pytest.fixture
def tests(records: Records) -> DeviceTests:
    return DeviceTests(records)


def passed(tests: DeviceTests, device: str, at: datetime = MORNING, by: Actor = STATION) -> None:
    tests.record(device, Outcome.PASSED, None, "", by, at)


def test_the_latest_of_each_device(tests: DeviceTests) -> None:
    passed(tests, "id_card")
    tests.record("speaker", Outcome.CONFIRMED, None, "", BY_HAND, MORNING)
    tests.record("id_card", Outcome.FAILED, FaultCode.READER_SILENT, "module 05.03", BY_HAND, MORNING)
    latest = {str(device): result for device, result in tests.latest().items()}
    assert set(latest) == {"id_card", "speaker"}
    failed = latest["id_card"]
    assert (failed.outcome, failed.fault, failed.detail) == (
        Outcome.FAILED,
        FaultCode.READER_SILENT,
        "module 05.03",
    )
    assert (failed.by, failed.at) == (TECHNICIAN, MORNING)
    assert latest["speaker"].outcome is Outcome.CONFIRMED


def test_a_clock_set_back_does_not_make_an_old_test_the_latest(tests: DeviceTests) -> None:
    passed(tests, "id_card", MORNING)
    tests.record(
        "id_card", Outcome.FAILED, FaultCode.READER_SILENT, "", STATION, MORNING - timedelta(days=9000)
    )
    assert [result.outcome for result in tests.latest().values()] == [Outcome.FAILED]
    assert [result.outcome for result in tests.history("id_card")] == [Outcome.FAILED, Outcome.PASSED]


def test_the_last_two_hundred_of_each_are_kept(data: Path, tests: DeviceTests) -> None:
    passed(tests, "speaker")
    for day in range(KEPT_OF_EACH + 5):
        passed(tests, "id_card", MORNING + timedelta(days=day))
    history = tests.history("id_card")
    assert len(history) == KEPT_OF_EACH
    assert history[0].at == MORNING + timedelta(days=KEPT_OF_EACH + 4)
    assert len(tests.history("id_card", limit=3)) == 3
    assert set(tests.latest()) == {"speaker", "id_card"}
    assert asked(data, "SELECT count(*) FROM device_test") == [(KEPT_OF_EACH + 1,)]


def test_what_a_person_tested_is_in_the_audit_log_and_what_the_station_did_is_not(
    records: Records, tests: DeviceTests
) -> None:
    passed(tests, "id_card")
    assert tests.history("id_card")[0].by is Unattended.STATION
    tests.record("id_card", Outcome.FAILED, FaultCode.READER_SILENT, "", BY_HAND, MORNING)
    told = [entry for entry in records.entries() if entry["action"] == Action.DEVICE_TESTED]
    assert [(e["actor"], e["role"], e["subject"], e["detail"]) for e in told] == [
        (TECHNICIAN, "technician", "id_card", {"outcome": "failed", "fault": "reader_silent"})
    ]


def test_a_damaged_row_counts_as_never_tested(data: Path, tests: DeviceTests) -> None:
    passed(tests, "id_card")
    passed(tests, "speaker")
    overwrite(data, "UPDATE device_test SET outcome = 'nonsense' WHERE device = 'id_card'")
    assert set(tests.latest()) == {"speaker"}
    assert tests.history("id_card") == []
    passed(tests, "id_card")
    assert set(tests.latest()) == {"speaker", "id_card"}


@pytest.mark.parametrize("name", ["", "ID card", "符秀英", "460106199001011234", "../x"])
def test_only_what_settings_can_name_is_a_device(tests: DeviceTests, name: str) -> None:
    with pytest.raises(ValueError, match="settings"):
        passed(tests, name)


def test_a_devices_words_are_made_harmless() -> None:
    assert harmless("module 05.03-20120917-0000123456") == "module 05.03-20120917-0000123456"
    assert harmless("符秀英 460106199001011234 13907558246 46010619900101123X\n") == "??? # # #?"
    assert len(harmless("x" * 1000)) == 80


@given(st.text())
def test_whatever_a_device_says_can_be_shown(text: str) -> None:
    told = harmless(text)
    assert len(told) <= 80
    assert told.isprintable()
    assert told.isascii()
