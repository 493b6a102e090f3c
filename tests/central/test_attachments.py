"""Sealed attachments: uploaded before the form, checked by hash, kept once, found again after damage."""

import stat
from collections.abc import Iterator
from pathlib import Path

from central.api import MAX_ATTACHMENT_BODY, MAX_SMALL_BODY
from kiosk.envelope import SealedAttachment
from sync.contract import AttachmentRef, Incomplete, Trust, authorise
from tests.central.hall import SCAN, Kiosk, case_of, error_of, fill_in, receipt_of, seal, submission


def _sealed(trust: Trust) -> SealedAttachment:
    return seal(fill_in(scans=[SCAN]), trust, [SCAN]).attachments[0]


def test_an_upload_is_there_afterwards_and_was_not_before(kiosk: Kiosk, trust: Trust, folder: Path) -> None:
    attachment = _sealed(trust)
    path = f"/v1/attachments/{attachment.sha256}"
    assert kiosk.send("HEAD", path).status_code == 404
    assert error_of(kiosk.send("GET", path)) == (404, "not_found")
    ref = AttachmentRef(sha256=attachment.sha256, size=attachment.size)
    for _ in range(2):
        assert AttachmentRef.model_validate_json(kiosk.upload(attachment).content) == ref
    assert kiosk.send("HEAD", path).status_code == 200
    assert AttachmentRef.model_validate_json(kiosk.send("GET", path).content) == ref
    file = folder / "attachments" / attachment.sha256
    assert file.read_bytes() == attachment.content
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_bytes_that_do_not_have_the_hash_are_not_kept(kiosk: Kiosk, trust: Trust, folder: Path) -> None:
    attachment = _sealed(trust)
    path = f"/v1/attachments/{attachment.sha256}"
    assert error_of(kiosk.send("PUT", path, attachment.content[:-1])) == (422, "not_understood")
    assert not (folder / "attachments" / attachment.sha256).exists()


def test_a_name_that_is_no_hash_is_refused(kiosk: Kiosk) -> None:
    for name in ("0" * 63, "A" * 64, "%2e%2e%2fofficer-token"):
        assert kiosk.send("PUT", f"/v1/attachments/{name}", b"x").status_code in {401, 404, 422}


def test_more_than_a_scan_needs_is_refused_and_the_line_goes_on(kiosk: Kiosk) -> None:
    path = "/v1/attachments/" + "0" * 64
    assert error_of(kiosk.send("PUT", path, bytes(MAX_ATTACHMENT_BODY + 1))) == (413, "too_large")
    assert error_of(kiosk.send("POST", "/v1/ratings", bytes(MAX_SMALL_BODY + 1))) == (413, "too_large")
    assert error_of(kiosk.send("POST", "/v1/ratings", bytes(MAX_SMALL_BODY))) == (422, "not_understood")
    response = kiosk.http.post(f"{kiosk.url}/v1/stations", data=bytes(MAX_SMALL_BODY + 1))
    assert error_of(response) == (413, "too_large")


def test_a_body_that_does_not_say_its_length_is_cut_at_the_same_limit(kiosk: Kiosk) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(3):
            yield bytes(MAX_SMALL_BODY // 2)

    authorization = authorise(kiosk.name, "POST", "/v1/ratings", b"".join(chunks()), kiosk.key)
    response = kiosk.http.post(
        f"{kiosk.url}/v1/ratings", data=chunks(), headers={"Authorization": authorization}, timeout=20
    )
    assert error_of(response) == (413, "too_large")


def test_a_lost_or_damaged_file_is_asked_for_again_instead_of_receipted(
    kiosk: Kiosk, trust: Trust, folder: Path
) -> None:
    sealed = seal(fill_in(scans=[SCAN]), trust, [SCAN])
    attachment = sealed.attachments[0]
    kiosk.upload(attachment)
    file = folder / "attachments" / attachment.sha256
    for damage in (file.unlink, lambda: file.write_bytes(bytes(attachment.size))):
        damage()
        (result,) = kiosk.submit(submission(sealed))
        assert result == Incomplete(id=sealed.id, missing=(attachment.sha256,))
        assert kiosk.upload(attachment).status_code == 200
    assert file.read_bytes() == attachment.content
    assert receipt_of(kiosk.file(sealed))


def test_an_upload_that_a_power_cut_left_half_written_is_in_nobodys_way(
    kiosk: Kiosk, trust: Trust, folder: Path
) -> None:
    sealed = seal(fill_in(scans=[SCAN]), trust, [SCAN])
    half = folder / "attachments" / f"{sealed.attachments[0].sha256}.0000.part"
    half.write_bytes(sealed.attachments[0].content[:20])
    assert case_of(kiosk.file(sealed)).acceptance_number
    half.unlink()
