"""One application id, one case: whatever is repeated, sent by many at once, or cut off by a pulled plug."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import requests
from sqlalchemy import func, select

import central
from central.database import Database, open_database
from central.keys import DEVELOPMENT, PlatformKeys, platform_keys
from central.platform import open_platform
from central.registers.source import registers_for
from central.tables import acceptance_counter, case, grant
from kiosk.case import CaseState
from sync.contract import (
    ItemResult,
    Submission,
)
from tests.central.hall import ELDER, TODAY, Kiosk, case_of, fill_in, find_item, receipt_of, seal, submission

REPOSITORY = Path(central.__file__).parents[1]
SENDERS = 8


@pytest.fixture
def key_folder(tmp_path: Path) -> str:
    return str(tmp_path / "keys")


@pytest.fixture
def own_keys(key_folder: str) -> PlatformKeys:
    return platform_keys(key_folder)


@contextmanager
def platform_process(
    folder: Path, keys: str, dies: str = "never"
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Its address, and the process itself."""
    command = [sys.executable, "-m", "tests.central.platform_process", str(folder), keys, dies]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


@pytest.mark.parametrize("dies", ["before-commit", "before-receipt", "after-receipt"])
def test_a_platform_killed_before_its_answer_has_one_case_after_the_retry(
    tmp_path: Path, key_folder: str, own_keys: PlatformKeys, dies: str
) -> None:
    folder = tmp_path / "platform"
    item = submission(seal(fill_in(), own_keys.trust()))
    with platform_process(folder, key_folder, dies) as (url, process):
        kiosk = Kiosk(url)
        assert kiosk.enrol(own_keys.enrolment_code).status_code == 200
        with pytest.raises(requests.ConnectionError):
            kiosk.submit(item)
        kiosk.close()
        assert process.wait(20) == -signal.SIGKILL
    left = _counts(folder)
    assert left == ((0, 0, 0) if dies == "before-commit" else (1, 1, 1))
    registers = registers_for("", DEVELOPMENT)
    platform = open_platform(folder, own_keys, find_item, clock=lambda: TODAY, registers=registers)
    try:
        retried = platform.cases.take(item, kiosk.name)
        assert case_of(retried).state is CaseState.GRANTED
        assert case_of(retried).acceptance_number.startswith("46010020260506000001")
        assert platform.cases.take(item, kiosk.name) == retried
    finally:
        platform.close()
    assert _counts(folder) == (1, 1, 1)


def test_eight_senders_at_two_processes_make_one_case(
    tmp_path: Path, key_folder: str, own_keys: PlatformKeys
) -> None:
    """Two kinds of race at once: the same application from everybody, and the same elder's other applications."""
    folder = tmp_path / "platform"
    trust = own_keys.trust()
    shared = [submission(seal(fill_in(ELDER), trust)) for _ in range(6)]
    with ExitStack() as stack:
        urls = [stack.enter_context(platform_process(folder, key_folder))[0] for _ in range(2)]
        kiosks = [Kiosk(urls[n % 2], name=f"HK-TEST-{n}") for n in range(SENDERS)]
        for kiosk in kiosks:
            stack.callback(kiosk.close)
            assert kiosk.enrol(own_keys.enrolment_code).status_code == 200
        results = _all_at_once(kiosks, shared)
    for item in shared:
        assert len({receipt_of(result) for result in results[item.id]}) == 1
        assert len(results[item.id]) == SENDERS
    states = [case_of(results[item.id][0]).state for item in shared]
    assert sorted(states) == [CaseState.ACCEPTED] * 5 + [CaseState.GRANTED]
    numbers = {case_of(results[item.id][0]).acceptance_number for item in shared}
    assert len(numbers) == len(shared)
    assert _counts(folder) == (len(shared), 1, len(shared))


def _all_at_once(kiosks: list[Kiosk], shared: list[Submission]) -> dict[str, list[ItemResult]]:
    """Every kiosk sends every item, each item at the same moment."""
    gate = threading.Barrier(len(kiosks), timeout=20)

    def send_all(kiosk: Kiosk) -> list[ItemResult]:
        results: list[ItemResult] = []
        for item in shared:
            gate.wait()
            results += kiosk.submit(item)
        return results

    with ThreadPoolExecutor(len(kiosks)) as senders:
        answers = [result for results in senders.map(send_all, kiosks) for result in results]
    return {item.id: [result for result in answers if result.id == item.id] for item in shared}


def _counts(folder: Path) -> tuple[int, int, int]:
    """Cases, grants, and the day's last serial."""
    database: Database = open_database(folder)
    try:
        with database.reading() as connection:
            cases = connection.execute(select(func.count()).select_from(case)).scalar_one()
            grants = connection.execute(select(func.count()).select_from(grant)).scalar_one()
            serial = connection.execute(select(acceptance_counter.c.last)).scalar()
        return cases, grants, serial or 0
    finally:
        database.close()
