"""A station without its platform's keys says so at the start, not when a resident stands before it."""

from pathlib import Path

import pytest

from config.faults import EnvironmentFault, FaultCode
from sync.contract import Trust
from sync.trust import load_trust


def test_the_pinned_keys_are_read(tmp_path: Path) -> None:
    trust = Trust(sealing_key=bytes(range(32)), receipt_key=bytes(32))
    (tmp_path / "trust.json").write_text(trust.model_dump_json())
    assert load_trust(tmp_path / "trust.json") == trust


def test_a_trust_file_of_before_show_codes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    path.write_text(Trust(sealing_key=bytes(32), receipt_key=bytes(32)).model_dump_json(exclude={"code_key"}))
    assert load_trust(path).code_key is None


@pytest.mark.parametrize(
    "content",
    [
        None,
        "",
        "{}",
        Trust(sealing_key=bytes(31), receipt_key=bytes(32)).model_dump_json(),
        Trust(sealing_key=bytes(32), receipt_key=bytes(32), code_key=b"short").model_dump_json(),
    ],
)
def test_a_missing_or_wrong_trust_file_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "trust.json").write_text(content)
    with pytest.raises(EnvironmentFault, match=r"trust\.json") as fault:
        load_trust(tmp_path / "trust.json")
    assert fault.value.code is FaultCode.PLATFORM_UNTRUSTED
