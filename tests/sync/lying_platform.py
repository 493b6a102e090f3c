"""A far side that speaks the contract and lies in one place."""

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.case import CaseState
from sync.contract import (
    AttachmentRef,
    Case,
    CaseAnswers,
    Health,
    ReceiptClaims,
    Receipted,
    Submission,
    SubmissionResults,
    Submissions,
    Trust,
    sign_receipt,
)
from tests.sync.far_side import Request, http_answer

Lie = Callable[[list[Submission]], bytes | None]
"""The whole HTTP answer to some submissions, or None for the honest one."""


@dataclass
class LyingPlatform:
    """Honest until ``lie`` says otherwise; ``taken`` are the ids it has given a good receipt for."""

    lie: Lie = field(default=lambda _items: None)
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    taken: list[str] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)
    well: bool = True

    @property
    def trust(self) -> Trust:
        sealing = X25519PrivateKey.from_private_bytes(bytes(range(32))).public_key()
        return Trust(
            sealing_key=sealing.public_bytes_raw(),
            receipt_key=self.key.public_key().public_bytes_raw(),
        )

    def script(self, request: Request, connection: socket.socket) -> None:
        connection.sendall(self.answer(request))

    def receipted(self, item: Submission, **claims: str) -> Receipted:
        """A good receipt, but for what ``claims`` change."""
        now = datetime.now(UTC)
        body = {"id": item.id, "manifest_hash": item.manifest_hash, "acceptance_number": "460100-1", **claims}
        signed = ReceiptClaims.model_validate({**body, "received_at": now})
        case = Case(
            id=item.id,
            acceptance_number="460100-1",
            item=item.item,
            state=CaseState.GRANTED,
            received_at=now,
        )
        return Receipted(id=item.id, receipt=sign_receipt(signed, self.key), case=case)

    def answer(self, request: Request) -> bytes:
        if request.path == "/v1/health":
            health = Health(service="jinban-platform", receipt_key=self.trust.receipt_key)
            return ok(health.model_dump_json()) if self.well else http_answer(503)
        if request.method == "HEAD":
            return http_answer(404)
        if request.path.startswith("/v1/attachments/"):
            ref = AttachmentRef(sha256=request.path.rpartition("/")[2], size=len(request.body))
            return ok(ref.model_dump_json())
        if request.path == "/v1/submissions":
            items = list(Submissions.model_validate_json(request.body).items)
            self.batches.append(len(items))
            lie = self.lie(items)
            if lie is not None:
                return lie
            self.taken += [item.id for item in items]
            return results(*(self.receipted(item) for item in items))
        return ok(CaseAnswers(cases=()).model_dump_json())


def ok(document: str) -> bytes:
    return http_answer(200, document.encode(), Content_Type="application/json")


def results(*each: Receipted) -> bytes:
    return ok(SubmissionResults(results=each).model_dump_json())


def result_document(*each: dict[str, object]) -> bytes:
    return ok(json.dumps({"results": each}))
