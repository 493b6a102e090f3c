"""A hall for the platform's tests: made-up residents, a kiosk that seals and signs, and the platform's far side."""

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import requests
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

import config
from kiosk.application import Application, AttachmentNote
from kiosk.application_id import application_id
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Language
from kiosk.envelope import SealedApplication, SealedAttachment, seal_application, seal_attachment
from kiosk.person import IdentifiedBy, Person, Sex
from sync.contract import (
    AttachmentRef,
    Case,
    Enrolment,
    ItemResult,
    Receipted,
    Rejected,
    Submission,
    SubmissionResults,
    Submissions,
    Trust,
    authorise,
)

TODAY = datetime(2026, 5, 6, 2, 30, tzinfo=UTC)
"""Half past ten in the morning in Haikou."""

CONTENT = Path(config.__file__).parent / "catalogue"
SUBSIDY = Item.model_validate(
    yaml.safe_load((CONTENT / "elderly" / "longevity-subsidy.yaml").read_text(encoding="utf-8"))
)

ELDER = Person(
    name="符玉莲",
    sex=Sex.FEMALE,
    birth=date(1935, 1, 1),
    id_number="460108193501010027",
    address="海口市美兰区示例路九号",
    valid_to=date(2040, 1, 1),
    identified_by=IdentifiedBy.CHIP,
)
OTHER_ELDER = ELDER.model_copy(update={"name": "吴定海", "sex": Sex.MALE, "id_number": "460108193501011257"})
TOO_YOUNG = ELDER.model_copy(
    update={"name": "陈小妹", "birth": date(1951, 8, 15), "id_number": "46010619510815002X"}
)
PHONE = "13907681234"
BANK_CARD = "6222020200000012340"
FORM = {
    "phone": PHONE,
    "residence": "海口市美兰区示例路九号",
    "district": "460108",
    "bank": "icbc",
    "account": BANK_CARD,
}
SCAN = b"%PDF-1.7 a scanned household register with a canary in it"

_numbers = itertools.count(1)


def find_item(code: str) -> Item | None:
    return SUBSIDY if code == SUBSIDY.code else None


def fresh_id() -> str:
    return application_id(next(_numbers).to_bytes(10, "big"))


def fill_in(applicant: Person = ELDER, scans: Sequence[bytes] = (), **changes: object) -> Application:
    """An application in order, unless ``changes`` say otherwise."""
    notes = tuple(
        AttachmentNote(
            material="household_register",
            name=f"scan-{position}.pdf",
            media_type="application/pdf",
            size=len(scan),
            sha256=hashlib.sha256(scan).hexdigest(),
        )
        for position, scan in enumerate(scans)
    )
    application = Application(
        id=fresh_id(),
        item=SUBSIDY.code,
        situation="self",
        applicant=applicant,
        agent=None,
        form=FORM,
        attachments=notes,
        language=Language.ZH,
        station="HK-TEST-001",
        catalogue="test",
        created_at=TODAY,
    )
    return application.model_copy(update=changes)


def seal(application: Application, trust: Trust, scans: Sequence[bytes] = ()) -> SealedApplication:
    return seal_text(application.model_dump_json().encode(), application, trust, scans)


def seal_text(
    plaintext: bytes, application: Application, trust: Trust, scans: Sequence[bytes] = ()
) -> SealedApplication:
    """Any plaintext in the place of an application."""
    key = X25519PublicKey.from_public_bytes(trust.sealing_key)
    return SealedApplication(
        application.id,
        application.item,
        application.created_at,
        seal_application(plaintext, application.id, key),
        tuple(seal_attachment(scan, application.id, at, key) for at, scan in enumerate(scans)),
    )


def submission(sealed: SealedApplication) -> Submission:
    return Submission(
        id=sealed.id,
        item=sealed.item,
        envelope=sealed.envelope,
        attachments=tuple(AttachmentRef(sha256=a.sha256, size=a.size) for a in sealed.attachments),
        manifest_hash=sealed.manifest_hash,
    )


@dataclass
class Kiosk:
    """A station that talks to the platform over real HTTP."""

    url: str
    name: str = "HK-TEST-001"
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    http: requests.Session = field(default_factory=requests.Session)

    def send(
        self, method: str, path: str, body: bytes = b"", signed_for: tuple[str, str] | None = None
    ) -> requests.Response:
        """A request signed by this kiosk, for ``signed_for`` (method and path) if that is another."""
        authorization = authorise(self.name, *(signed_for or (method, path)), body, self.key)
        return self.http.request(
            method, self.url + path, data=body, headers={"Authorization": authorization}, timeout=20
        )

    def enrol(self, code: str) -> requests.Response:
        public = self.key.public_key().public_bytes_raw()
        request = Enrolment(station=self.name, name="示例终端", public_key=public, code=code)
        body = request.model_dump_json().encode()
        return self.http.post(f"{self.url}/v1/stations", data=body, timeout=20)

    def upload(self, attachment: SealedAttachment) -> requests.Response:
        return self.send("PUT", f"/v1/attachments/{attachment.sha256}", attachment.content)

    def submit(self, *submissions: Submission) -> tuple[ItemResult, ...]:
        body = Submissions(items=submissions).model_dump_json().encode()
        return self.results(self.send("POST", "/v1/submissions", body))

    def file(self, sealed: SealedApplication) -> ItemResult:
        """Attachments first, then the form, as a kiosk does."""
        for attachment in sealed.attachments:
            assert self.upload(attachment).status_code == 200
        (result,) = self.submit(submission(sealed))
        return result

    @staticmethod
    def results(response: requests.Response) -> tuple[ItemResult, ...]:
        assert response.status_code == 200, response.text
        return SubmissionResults.model_validate_json(response.content).results

    def close(self) -> None:
        self.http.close()


def case_of(result: ItemResult) -> Case:
    assert isinstance(result, Receipted), result
    return result.case


def receipt_of(result: ItemResult) -> str:
    assert isinstance(result, Receipted), result
    return result.receipt


def rejection_of(result: ItemResult) -> tuple[str, tuple[str, ...]]:
    assert isinstance(result, Rejected), result
    return result.code, result.fields


def error_of(response: requests.Response) -> tuple[int, str]:
    """The status and the code of a refusal, whose shape is always the same."""
    document = response.json()
    assert set(document) == {"error"}
    assert set(document["error"]) == {"code", "message"}
    return response.status_code, document["error"]["code"]
