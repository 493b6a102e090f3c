"""The station's key is made once, whoever asks first, and nobody else on the machine can read it."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.faults import EnvironmentFault, FaultCode
from sync.station_key import FILE_NAME, station_key


def test_the_key_is_made_at_first_use_and_stays(tmp_path: Path) -> None:
    first = station_key(tmp_path)
    assert station_key(tmp_path).private_bytes_raw() == first.private_bytes_raw()
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


def test_two_who_ask_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = {key.private_bytes_raw() for key in pool.map(station_key, [tmp_path] * 16)}
    assert len(keys) == 1


@pytest.mark.parametrize(
    "content", [b"", b"-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----\n"]
)
def test_a_damaged_key_is_for_staff_and_never_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(EnvironmentFault) as fault:
        station_key(tmp_path)
    assert fault.value.code is FaultCode.STORE_DAMAGED
    assert (tmp_path / FILE_NAME).read_bytes() == content
