"""The server: on this machine only, quick to stop, patient with idle stations, calm when its disk fails."""

import logging
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from central.database import open_database
from central.platform import Platform
from central.server import serve_in_thread
from central.tables import VERSION
from config.faults import EnvironmentFault, FaultCode
from sync.contract import Submission, Submissions, Trust
from tests.central.hall import ELDER, Kiosk, error_of, fill_in, receipt_of, seal, seal_text, submission
from tests.central.test_exactly_once import platform_process


def test_it_listens_on_this_machine_only_and_a_taken_port_is_said(platform: Platform) -> None:
    with serve_in_thread(platform) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        assert host == "127.0.0.1"
        with pytest.raises(OSError, match="in use"), serve_in_thread(platform, int(port)):
            pass
    with closing(socket.socket()) as client, pytest.raises(ConnectionRefusedError):
        client.connect((host, int(port)))


def test_the_process_stops_cleanly_when_asked(tmp_path: Path) -> None:
    with platform_process(tmp_path / "platform", str(tmp_path / "keys")) as (url, process):
        kiosk = Kiosk(url)
        assert kiosk.http.get(f"{url}/v1/health", timeout=20).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in {0, -signal.SIGTERM}
        kiosk.close()


def test_a_full_disk_is_said_as_come_again_later_and_nothing_is_promised(
    kiosk: Kiosk, platform: Platform, trust: Trust
) -> None:
    application = fill_in()
    plaintext = application.model_dump_json().encode() + b" " * 100_000
    item = submission(seal_text(plaintext, application, trust))
    with _disk_full(platform):
        response = kiosk.send("POST", "/v1/submissions", _batch(item))
        assert error_of(response) == (503, "cannot_now")
        assert int(response.headers["Retry-After"]) > 0
        assert kiosk.http.get(f"{kiosk.url}/v1/health", timeout=20).status_code == 200
    assert platform.register.find(item.id) is None
    assert receipt_of(kiosk.submit(item)[0])


def test_a_defect_is_said_in_the_one_shape_and_names_nobody(
    kiosk: Kiosk, platform: Platform, trust: Trust, caplog: pytest.LogCaptureFixture
) -> None:
    item = submission(seal(fill_in(), trust))
    with _broken_table(platform), caplog.at_level(logging.INFO):
        response = kiosk.send("POST", "/v1/submissions", _batch(item))
        assert error_of(response) == (500, "defect")
        # The answer goes out first, the log follows it.
        deadline = time.monotonic() + 10
        while "IntegrityError" not in caplog.text and time.monotonic() < deadline:
            time.sleep(0.01)
    assert "IntegrityError" in caplog.text
    for secret in (ELDER.name, ELDER.id_number, item.manifest_hash):
        assert secret not in caplog.text
        assert secret not in response.text


def test_a_database_of_a_later_version_is_not_opened(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "platform.db", isolation_level=None)) as other:
        other.execute("UPDATE schema_version SET version = ?", (VERSION + 1,))
    with pytest.raises(EnvironmentFault) as caught:
        open_database(tmp_path)
    assert caught.value.code is FaultCode.STORE_FAILED


def _batch(item: Submission) -> bytes:
    return Submissions(items=(item,)).model_dump_json().encode()


@contextmanager
def _disk_full(platform: Platform) -> Iterator[None]:
    def no_page_more(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")

    engine = platform.database.engine
    event.listen(engine, "begin", no_page_more)
    yield
    event.remove(engine, "begin", no_page_more)
    engine.dispose()


@contextmanager
def _broken_table(platform: Platform) -> Iterator[None]:
    with platform.database.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER broken BEFORE INSERT ON service_case BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )
    yield
    with platform.database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER broken")
