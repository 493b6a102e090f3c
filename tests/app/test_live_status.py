"""What the running kiosk tells of its devices, and who else may hear it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.live_status import LiveStatus, ShellRuns, statuses_of_running_shell
from config.faults import FaultCode
from devices.device import Condition, DeviceStatus, Faulty, Lost, NeedsAttention, NotFitted, Ready, Unknown
from tests.app.jinban_command import jinban

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def status(condition: Condition, name: str = "id_card") -> DeviceStatus:
    return DeviceStatus(name, "sam-serial", condition, detail="COM3", checked_at=AT)


@pytest.mark.parametrize(
    "condition",
    [
        Ready(),
        Unknown(),
        NotFitted(),
        NeedsAttention(FaultCode.PRINTER_PAPER_NEAR_END),
        Faulty(FaultCode.PRINTER_COVER_OPEN),
        Lost(FaultCode.READER_UNPLUGGED),
    ],
)
def test_another_process_sees_the_condition_as_it_is(tmp_path: Path, condition: Condition) -> None:
    live = LiveStatus(tmp_path)
    live.put(status(condition))
    assert statuses_of_running_shell(tmp_path) == (status(condition),)
    live.close()


def test_where_no_kiosk_runs_nothing_is_told(tmp_path: Path) -> None:
    assert statuses_of_running_shell(tmp_path) is None
    live = LiveStatus(tmp_path)
    live.put(status(Ready()))
    live.close()
    assert statuses_of_running_shell(tmp_path) is None


def test_a_second_kiosk_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    live = LiveStatus(tmp_path)
    with pytest.raises(ShellRuns):
        LiveStatus(tmp_path)
    live.close()
    LiveStatus(tmp_path).close()


def test_changes_are_told_and_repetitions_are_not(tmp_path: Path) -> None:
    live = LiveStatus(tmp_path)
    heard: list[Condition] = []
    live.on_change(lambda changed: heard.append(changed.condition))
    lost = Lost(FaultCode.READER_UNPLUGGED)
    for condition in (Ready(), Ready(), lost, lost, Ready()):
        live.put(status(condition))
    assert heard == [Ready(), lost, Ready()]
    live.close()


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    live = LiveStatus(tmp_path)
    live.put(status(Ready()))
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}
    live.close()


def test_a_full_disk_stops_no_device(tmp_path: Path) -> None:
    live = LiveStatus(tmp_path)
    (tmp_path / "devices.new").mkdir()  # nothing can be written under that name
    live.put(status(Ready()))
    assert [told.condition for told in live.all()] == [Ready()]
    live.close()


def test_an_action_beside_a_running_kiosk_says_who_holds_the_devices(tmp_path: Path) -> None:
    live = LiveStatus(tmp_path)
    said = jinban(tmp_path, "devices", "print-test")
    live.close()
    assert said.status == 2
    assert "the kiosk that runs on" in said.complaint


def test_damaged_news_are_no_news(tmp_path: Path) -> None:
    live = LiveStatus(tmp_path)
    (tmp_path / "devices.json").write_text("[{", encoding="utf-8")
    assert statuses_of_running_shell(tmp_path) == ()
    live.close()
