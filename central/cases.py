"""Takes submissions, each once whatever is repeated, and vouches for what the platform holds.

The order is the promise: attachments durable, then the case durable, then the receipt signed. May be used from any
thread and by several processes on one database.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from central.attachments import Attachments
from central.judgement import Judge
from central.places import places, words_of
from central.register import Register, SealedCase
from central.rejections import Rejections
from kiosk.application import ApplicationId
from kiosk.catalogue.item import Item
from kiosk.envelope import manifest_hash
from sync.contract import (
    AttachmentRef,
    Incomplete,
    ItemResult,
    ReceiptClaims,
    Receipted,
    Rejected,
    Submission,
    SubmissionResults,
    Submissions,
    sign_receipt,
)

FindItem = Callable[[str], Item | None]
"""An item of the platform's catalogue by its code; called from any thread."""

_WORDS = words_of(Submission, AttachmentRef)
_id_of = TypeAdapter(ApplicationId)
_log = logging.getLogger("platform")


class Cases:
    """Raises EnvironmentFault as the disk fails; then nothing was promised."""

    def __init__(
        self,
        register: Register,
        attachments: Attachments,
        rejections: Rejections,
        judge: Judge,
        find_item: FindItem,
        clock: Callable[[], datetime],
    ) -> None:
        self._register = register
        self._attachments = attachments
        self._rejections = rejections
        self._judge = judge
        self._find_item = find_item
        self._clock = clock

    def take_batch(self, body: bytes, station: str) -> SubmissionResults:
        """One result for each item of a ``Submissions`` document; a bad item harms no other.

        An item that does not even say which application it is cannot be answered, and is left out. Raises
        ValidationError when the document is not a list of items at all.
        """
        try:
            items: Sequence[Submission | Rejected] = Submissions.model_validate_json(body).items
        except ValidationError as invalid:
            items = _one_by_one(body, invalid)
        return SubmissionResults(results=tuple(self._result(item, station) for item in items))

    def take(self, submission: Submission, station: str) -> ItemResult:
        """The receipt and the present case, or what is missing, or why it will never be taken."""
        if _manifest_hash(submission) != submission.manifest_hash:
            return self._reject(Rejected(id=submission.id, code="manifest_mismatch"), submission, station)
        present = self._register.find(submission.id)
        if present is None:
            return self._take_new(submission, station)
        return self._answer(present, submission, station)

    def _result(self, item: Submission | Rejected, station: str) -> ItemResult:
        if isinstance(item, Submission):
            return self.take(item, station)
        self._rejections.note(item, "", "", station, self._clock())
        return item

    def _take_new(self, submission: Submission, station: str) -> ItemResult:
        item = self._find_item(submission.item)
        if item is None or item.service is None:
            return self._reject(Rejected(id=submission.id, code="unknown_item"), submission, station)
        sealed = self._attachments.contents(submission.attachments)
        missing = tuple(ref.sha256 for ref in submission.attachments if ref.sha256 not in sealed)
        if missing:
            return Incomplete(id=submission.id, missing=tuple(dict.fromkeys(missing)))
        wrong_sizes = tuple(
            f"attachments.{position}.size"
            for position, ref in enumerate(submission.attachments)
            if len(sealed[ref.sha256]) != ref.size
        )
        if wrong_sizes:
            rejected = Rejected(id=submission.id, code="not_in_order", fields=wrong_sizes)
            return self._reject(rejected, submission, station)
        received_at = self._clock()
        content = submission.envelope, [sealed[ref.sha256] for ref in submission.attachments]
        judged = self._judge.judge(submission.id, item, content, received_at)
        if isinstance(judged, Rejected):
            return self._reject(judged, submission, station)
        return self._answer(
            self._register.enter(submission, station, judged, received_at), submission, station
        )

    def _answer(self, present: SealedCase, submission: Submission, station: str) -> ItemResult:
        if present.manifest_hash != submission.manifest_hash:
            return self._reject(Rejected(id=submission.id, code="conflict"), submission, station)
        claims = ReceiptClaims(
            id=present.case.id,
            manifest_hash=present.manifest_hash,
            acceptance_number=present.case.acceptance_number,
            received_at=present.case.received_at,
        )
        receipt = sign_receipt(claims, self._judge.keys.receipt)
        return Receipted(id=submission.id, receipt=receipt, case=present.case)

    def _reject(self, rejected: Rejected, submission: Submission, station: str) -> Rejected:
        item = submission.item if self._find_item(submission.item) else ""
        self._rejections.note(rejected, submission.manifest_hash, item, station, self._clock())
        _log.warning("submission %s from %s rejected: %s", rejected.id, station, rejected.code)
        return rejected


def _manifest_hash(submission: Submission) -> str:
    return manifest_hash(
        submission.id,
        submission.item,
        hashlib.sha256(submission.envelope).hexdigest(),
        [(ref.sha256, ref.size) for ref in submission.attachments],
    )


def _one_by_one(body: bytes, invalid: ValidationError) -> list[Submission | Rejected]:
    """Each item of a batch that does not read as a whole. Raises ``invalid`` when there are no items to tell apart."""
    try:
        document = from_json(body)
    except ValueError:
        raise invalid from None
    batch = document.get("items") if isinstance(document, dict) else None
    if not isinstance(batch, list) or any(not error["loc"][1:] for error in invalid.errors()):
        raise invalid
    items: list[Submission | Rejected] = []
    for entry in batch:
        try:
            items.append(Submission.model_validate_json(json.dumps(entry)))
        except ValidationError as bad:
            named = _named(entry)
            if named is None:
                _log.warning("an item without an application id was left out of a batch")
            else:
                items.append(Rejected(id=named, code="not_in_order", fields=places(bad, _WORDS)))
    return items


def _named(entry: object) -> str | None:
    try:
        return _id_of.validate_python(entry.get("id") if isinstance(entry, dict) else None)
    except ValidationError:
        return None
