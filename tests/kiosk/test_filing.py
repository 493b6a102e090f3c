"""Filing: what the platform opens is what the resident gave, and nothing readable is in the sealed bytes."""

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pydantic import ValidationError

from kiosk.application import Application, Attachment, Draft
from kiosk.catalogue.words import Language
from kiosk.envelope import open_application, open_attachment
from kiosk.filing import Filing, seal_draft
from kiosk.visit.sample_hall import ANSWERS, CHILD, ELDER, NUMBER

AT = datetime(2026, 5, 6, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
SIGNATURE = b'{"strokes":[[[800,1200,0,500]]]}'
DRAFT = Draft(
    item="HK-DEMO-1",
    situation="delegate",
    applicant=ELDER,
    agent=CHILD,
    form=ANSWERS,
    attachments=(
        Attachment(
            material="id_card", name="id_card.wlt", media_type="application/octet-stream", content=b"wlt"
        ),
        Attachment(material="signature", name="s.json", media_type="application/json", content=SIGNATURE),
    ),
    language=Language.EN,
)


@pytest.fixture(scope="module")
def platform() -> X25519PrivateKey:
    return X25519PrivateKey.generate()


@pytest.fixture(scope="module")
def filing(platform: X25519PrivateKey) -> Filing:
    return Filing("HK-TEST-001", "fingerprint", platform.public_key())


def test_the_platform_reads_what_the_resident_gave(platform: X25519PrivateKey, filing: Filing) -> None:
    sealed = seal_draft(DRAFT, NUMBER, filing, AT)
    opened = Application.model_validate_json(open_application(sealed.envelope, NUMBER, platform))
    assert (opened.id, opened.item, opened.situation) == (NUMBER, "HK-DEMO-1", "delegate")
    assert (opened.applicant, opened.agent, dict(opened.form)) == (ELDER, CHILD, ANSWERS)
    assert (opened.station, opened.catalogue) == ("HK-TEST-001", "fingerprint")
    assert (opened.language, opened.created_at) == (Language.EN, AT)


def test_each_attachment_is_noted_at_its_place_with_its_size_and_hash(
    platform: X25519PrivateKey, filing: Filing
) -> None:
    sealed = seal_draft(DRAFT, NUMBER, filing, AT)
    opened = Application.model_validate_json(open_application(sealed.envelope, NUMBER, platform))
    for place, (note, given) in enumerate(zip(opened.attachments, DRAFT.attachments, strict=True)):
        content = open_attachment(sealed.attachments[place].content, NUMBER, place, platform)
        assert content == given.content
        assert (note.material, note.name, note.media_type) == (given.material, given.name, given.media_type)
        assert (note.size, note.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_what_lies_in_the_queue_says_nothing_of_the_person(filing: Filing) -> None:
    sealed = seal_draft(DRAFT, NUMBER, filing, AT)
    everything = (
        sealed.envelope + b"".join(part.content for part in sealed.attachments) + repr(sealed).encode()
    )
    for secret in (ELDER.name, ELDER.id_number, CHILD.name, *ANSWERS.values()):
        assert secret.encode() not in everything
    assert SIGNATURE not in everything


def test_no_text_of_a_draft_shows_the_person() -> None:
    text = f"{DRAFT} {DRAFT!r}"
    for secret in (ELDER.name, ELDER.id_number, CHILD.id_number, *ANSWERS.values(), "strokes"):
        assert secret not in text


@pytest.mark.parametrize(
    "number", ["", "7K3M", "7k3m-9q2x-ab4d-efgh-5", "7K3M-9Q2X-AB4D-EFGI-5", f"{NUMBER}\n"]
)
def test_only_a_number_of_the_kiosks_own_kind_is_filed(filing: Filing, number: str) -> None:
    with pytest.raises(ValidationError) as refused:
        seal_draft(DRAFT, number, filing, AT)
    assert ELDER.id_number not in str(refused.value)


def test_a_moment_without_a_time_zone_is_refused(filing: Filing) -> None:
    with pytest.raises(ValidationError, match="timezone"):
        seal_draft(DRAFT, NUMBER, filing, AT.replace(tzinfo=None))
