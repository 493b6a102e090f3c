"""The server: on this machine only, quick to stop, patient with idle stations, calm when its disk fails."""

import logging
import signal
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from central.database import open_database
from central.keys import PlatformKeys
from central.platform import Platform
from central.server import KEEP_ALIVE_S, serve_in_thread
from config.faults import EnvironmentFault, FaultCode
from sync.contract import Trust
from tests.central.hall import Kiosk, fill_in, receipt_of, seal, submission
from tests.central.test_exactly_once import platform_process


def test_it_listens_on_this_machine_only_and_a_taken_port_is_said(platform: Platform) -> None:
    with serve_in_thread(platform) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        assert host == "127.0.0.1"
        with pytest.raises(OSError, match="in use"), serve_in_thread(platform, int(port)):
            pass
    with closing(socket.socket()) as client, pytest.raises(ConnectionRefusedError):
        client.connect((host, int(port)))


def test_an_idle_station_keeps_its_line_longer_than_a_heartbeat(kiosk: Kiosk) -> None:
    """uvicorn's own limit of 5 s would cut off a station that asks every 5 s."""
    assert KEEP_ALIVE_S > 3 * 5


def test_the_process_stops_cleanly_when_asked(tmp_path: Path, keys: PlatformKeys) -> None:
    with platform_process(tmp_path / "platform", str(tmp_path / "keys")) as (url, process):
        kiosk = Kiosk(url)
        assert kiosk.http.get(f"{url}/v1/health", timeout=20).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in {0, -signal.SIGTERM}
        kiosk.close()


def test_a_failing_disk_is_said_as_come_again_later_and_nothing_is_promised(
    kiosk: Kiosk, platform: Platform, trust: Trust, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    item = submission(seal(fill_in(), trust))
    body = b'{"items": [%s]}' % item.model_dump_json().encode()
    with closing(sqlite3.connect(folder / "platform.db", isolation_level=None)) as other:
        other.execute("DROP TRIGGER IF EXISTS full_disk")
        other.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON service_case BEGIN SELECT RAISE(ROLLBACK, 'x'); END"
        )
    with caplog.at_level(logging.ERROR):
        response = kiosk.send("POST", "/v1/submissions", body)
    with closing(sqlite3.connect(folder / "platform.db", isolation_level=None)) as other:
        other.execute("DROP TRIGGER full_disk")
    assert response.status_code >= 500
    assert platform.register.find(item.id) is None
    assert receipt_of(kiosk.submit(item)[0])


def test_a_database_of_another_version_is_not_opened(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "platform.db", isolation_level=None)) as other:
        other.execute("UPDATE schema_version SET version = 2")
    with pytest.raises(EnvironmentFault) as caught:
        open_database(tmp_path)
    assert caught.value.code is FaultCode.STORE_FAILED
