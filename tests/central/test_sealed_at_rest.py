"""Nothing on the platform's disk or in its log says who applied, and nobody else may read it."""

import json
import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.keys import PlatformKeys
from central.platform import Platform, open_platform
from central.server import serve_in_thread
from kiosk.case import CaseState
from kiosk.person import IdentifiedBy
from sync.contract import (
    Trust,
    verify_receipt,
)
from tests.central.hall import (
    BANK_CARD,
    ELDER,
    FORM,
    PHONE,
    SCAN,
    TODAY,
    TOO_YOUNG,
    Kiosk,
    case_of,
    fill_in,
    find_item,
    receipt_of,
    seal,
)

SECRETS = (
    ELDER.name,
    ELDER.id_number,
    TOO_YOUNG.name,
    TOO_YOUNG.id_number,
    PHONE,
    BANK_CARD,
    FORM["residence"],
)


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    return tmp_path / "platform"


@pytest.fixture
def own_platform(own_folder: Path, keys: PlatformKeys) -> Iterator[Platform]:
    platform = open_platform(own_folder, keys, find_item, clock=lambda: TODAY)
    yield platform
    platform.close()


def _a_day_at_the_hall(kiosk: Kiosk, platform: Platform, trust: Trust) -> None:
    typed_in = ELDER.model_copy(update={"identified_by": IdentifiedBy.DECLARED})
    granted = case_of(kiosk.file(seal(fill_in(scans=[SCAN]), trust, [SCAN])))
    waiting = case_of(kiosk.file(seal(fill_in(typed_in), trust)))
    kiosk.file(seal(fill_in(TOO_YOUNG), trust))
    names_as_fields = {**FORM, ELDER.name: ELDER.id_number}
    kiosk.file(seal(fill_in(form=names_as_fields), trust))
    kiosk.file(seal(fill_in(item=ELDER.name), trust))
    kiosk.send(
        "POST", "/v1/submissions", json.dumps({"items": [{"id": granted.id, "item": ELDER.name}]}).encode()
    )
    kiosk.send("POST", "/v1/cases/query", json.dumps({"numbers": [ELDER.id_number]}).encode())
    kiosk.send("GET", f"/v1/attachments/{ELDER.name}")
    headers = {"Authorization": f"Bearer {platform.officer_token}"}
    for path in (f"cases/{waiting.id}", f"cases/{granted.id}/attachments/0", f"cases/{ELDER.id_number}"):
        kiosk.http.get(f"{kiosk.url}/v1/officer/{path}", headers=headers, timeout=20)


def test_no_file_of_the_platform_holds_a_resident(
    own_folder: Path,
    own_platform: Platform,
    keys: PlatformKeys,
    trust: Trust,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, logger="urllib3")  # the asking side's, which is no part of the platform
    with serve_in_thread(own_platform) as url:
        kiosk = Kiosk(url)
        kiosk.enrol(keys.enrolment_code)
        _a_day_at_the_hall(kiosk, own_platform, trust)
        assert (own_folder / "platform.db-wal").stat().st_size > 0
        kept = _all_bytes(own_folder)
        kiosk.close()
    own_platform.close()
    kept += _all_bytes(own_folder)
    assert b"HK-MZ-0261" in kept, "the search finds what is there"
    assert SCAN not in kept
    for secret in SECRETS:
        for written in _ways_to_write(secret):
            assert written not in kept
        assert secret not in caplog.text


def test_only_the_platform_itself_may_read_its_files(
    own_folder: Path, own_platform: Platform, keys: PlatformKeys, trust: Trust
) -> None:
    with serve_in_thread(own_platform) as url:
        kiosk = Kiosk(url)
        kiosk.enrol(keys.enrolment_code)
        kiosk.file(seal(fill_in(scans=[SCAN]), trust, [SCAN]))
        kiosk.close()
        for path in [own_folder, *own_folder.rglob("*")]:
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), path.name


def test_a_restart_keeps_everything(
    own_folder: Path, own_platform: Platform, keys: PlatformKeys, trust: Trust
) -> None:
    sealed = seal(fill_in(scans=[SCAN]), trust, [SCAN])
    with serve_in_thread(own_platform) as url:
        kiosk = Kiosk(url)
        kiosk.enrol(keys.enrolment_code)
        before = kiosk.file(sealed)
        kiosk.close()
    own_platform.close()
    again = open_platform(own_folder, keys, find_item, clock=lambda: TODAY)
    with serve_in_thread(again) as url:
        kiosk.url = url
        assert kiosk.file(sealed) == before
        second = case_of(kiosk.file(seal(fill_in(), trust)))
        kiosk.close()
    assert again.officer_token == own_platform.officer_token
    again.close()
    assert second.state is CaseState.ACCEPTED
    assert second.acceptance_number.startswith("46010020260506000002")
    assert verify_receipt(receipt_of(before), keys.receipt.public_key()) is not None


def _all_bytes(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def _ways_to_write(secret: str) -> set[bytes]:
    """As text in every encoding that the field uses, and as JSON writes it."""
    ways = {secret.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")}
    return ways | {json.dumps(secret)[1:-1].encode()}
