"""The station's channel to its platform: each request of the contract, signed, bounded in time, strictly read.

A deadline grows with what is to be sent: a hall's line may carry no more than 32 KiB a second. One thread uses a
channel; `cut` may be called from any thread.
"""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from config.faults import EnvironmentFault, FaultCode
from sync.contract import (
    API,
    AttachmentRef,
    CaseAnswers,
    CaseQuery,
    Enrolled,
    Enrolment,
    Health,
    Rating,
    Ratings,
    RatingsTaken,
    ReceiptClaims,
    Submission,
    SubmissionResults,
    Submissions,
    Trust,
    Wire,
    authorise,
    verify_receipt,
)
from sync.exchange import HttpExchange
from sync.outcome import Answered, Failure, ModelT, NotThePlatform, RawAnswer, StationRefused, judge
from sync.sealed_question import SealedAnswer, SealedQuestion

JSON = "application/json"
OCTETS = "application/octet-stream"
HEALTH_DEADLINE_S = 5.0
DEADLINE_S = 30.0
_SLOWEST_LINE_BYTES_PER_S = 32 * 1024


@dataclass(frozen=True, slots=True)
class Introduction:
    """How a station makes itself known: a name for people, and the operator's code (empty: it is known already)."""

    station_name: str
    code: str = field(repr=False)


class Channel:
    """To one platform, in one station's name."""

    def __init__(
        self,
        base_url: str,
        station: str,
        key: Ed25519PrivateKey,
        trust: Trust,
        exchange: HttpExchange,
        clock: Callable[[], datetime],
        introduction: Introduction,
    ) -> None:
        """``base_url`` as `checked_url` returned it."""
        self._base_url = base_url
        self._station = station
        self._key = key
        self._trust = trust
        self._receipt_key = Ed25519PublicKey.from_public_bytes(trust.receipt_key)
        self._exchange = exchange
        self._clock = clock
        self._introduction = introduction
        self._deadline_s = DEADLINE_S
        self._may_enrol = True
        self._heard: Callable[[], None] = lambda: None

    def health(self) -> Answered[Health] | Failure:
        """Whether our platform is there; another that answers as well as ours is NotThePlatform."""
        outcome = self._ask("GET", "/health", b"", JSON, Health)
        if isinstance(outcome, Answered) and not hmac.compare_digest(
            outcome.reply.receipt_key, self._trust.receipt_key
        ):
            return NotThePlatform(200)
        return outcome

    def listen(self, heard: Callable[[], None]) -> None:
        """``heard`` is called, in the thread that asked, whenever the platform answers this station by name."""
        self._heard = heard

    def wait_at_most(self, deadline_s: float) -> None:
        """For an answer to a request of no size, from here on."""
        self._deadline_s = deadline_s

    def new_contact(self) -> None:
        """From here on the station may try once more to enrol."""
        self._may_enrol = True

    def enrol(self) -> Answered[Enrolled] | Failure:
        """Makes the station known by its public key. Repeating it changes nothing."""
        request = Enrolment(
            station=self._station,
            name=self._introduction.station_name,
            public_key=self._key.public_key().public_bytes_raw(),
            code=self._introduction.code,
        )
        outcome = self._ask("POST", "/stations", request.model_dump_json().encode(), JSON, Enrolled)
        if isinstance(outcome, Answered) and outcome.reply.station != self._station:
            return NotThePlatform(200)
        return outcome

    def introduce(self) -> Answered[CaseAnswers] | Failure:
        """Whether the platform knows this station: asks for a case that nobody has."""
        return self.query_cases((self._station,))

    def has_attachment(self, sha256: str) -> bool:
        """Whether the platform surely holds this sealed attachment; False when nobody knows."""
        outcome = self._send("HEAD", f"/attachments/{sha256}", b"", OCTETS, HEALTH_DEADLINE_S)
        return isinstance(outcome, RawAnswer) and outcome.status == 200

    def put_attachment(self, sha256: str, content: bytes) -> Answered[AttachmentRef] | Failure:
        """Brings one sealed attachment to the platform. Repeating it changes nothing."""
        outcome = self._as_station("PUT", f"/attachments/{sha256}", content, OCTETS, AttachmentRef)
        if isinstance(outcome, Answered) and outcome.reply != AttachmentRef(sha256=sha256, size=len(content)):
            return NotThePlatform(200)
        return outcome

    def submit(self, items: Sequence[Submission]) -> Answered[SubmissionResults] | Failure:
        """Up to MAX_BATCH sealed applications; each has its own result."""
        return self._post("/submissions", Submissions(items=tuple(items)), SubmissionResults)

    def query_cases(self, numbers: Sequence[str]) -> Answered[CaseAnswers] | Failure:
        """The cases of up to MAX_BATCH application ids."""
        return self._post("/cases/query", CaseQuery(numbers=tuple(numbers)), CaseAnswers)

    def rate(self, ratings: Sequence[Rating]) -> Answered[RatingsTaken] | Failure:
        """Up to MAX_BATCH ratings; those in the answer are at the platform."""
        return self._post("/ratings", Ratings(items=tuple(ratings)), RatingsTaken)

    def ask(self, envelope: bytes) -> Answered[SealedAnswer] | Failure:
        """One sealed question."""
        return self._post("/questions", SealedQuestion(envelope=envelope), SealedAnswer)

    def receipt_claims(self, receipt: str) -> ReceiptClaims | None:
        """What our platform vouches for; None when it did not sign this."""
        return verify_receipt(receipt, self._receipt_key)

    def cut(self) -> None:
        """Ends what is under way, and everything after it, at once."""
        self._exchange.cut()

    def close(self) -> None:
        self._exchange.close()

    def _post(self, path: str, request: Wire, documented: type[ModelT]) -> Answered[ModelT] | Failure:
        return self._as_station("POST", path, request.model_dump_json().encode(), JSON, documented)

    def _as_station(
        self, method: str, path: str, body: bytes, media_type: str, documented: type[ModelT]
    ) -> Answered[ModelT] | Failure:
        """A request that only a known station may make: a stranger enrols once, and asks again."""
        outcome = self._ask(method, path, body, media_type, documented)
        if isinstance(outcome, StationRefused) and self._may_enrol and self._introduction.code:
            self._may_enrol = False
            if isinstance(self.enrol(), Answered):
                outcome = self._ask(method, path, body, media_type, documented)
        if isinstance(outcome, Answered):
            self._heard()
        return outcome

    def _ask(
        self, method: str, path: str, body: bytes, media_type: str, documented: type[ModelT]
    ) -> Answered[ModelT] | Failure:
        outcome = self._send(method, path, body, media_type, self._deadline_s if body else HEALTH_DEADLINE_S)
        return judge(outcome, documented, self._clock()) if isinstance(outcome, RawAnswer) else outcome

    def _send(
        self, method: str, path: str, body: bytes, media_type: str, deadline_s: float
    ) -> RawAnswer | Failure:
        path = API + path
        headers = {
            "Authorization": authorise(self._station, method, path, body, self._key),
            "Content-Type": media_type,
        }
        deadline_s += len(body) / _SLOWEST_LINE_BYTES_PER_S
        return self._exchange.send(method, self._base_url + path, body, headers, deadline_s)


def checked_url(url: str, *, plain_http_allowed: bool) -> str:
    """``https://host[:port]`` without a slash at its end; http only to this very machine, unless allowed.

    Raises EnvironmentFault(PLATFORM_UNTRUSTED), whose detail says what is wrong.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise _bad_url("is not a web address") from error
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        raise _bad_url("is not https://host[:port]")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise _bad_url("has more than https://host[:port]")
    if parts.scheme == "http" and not plain_http_allowed and not _is_this_machine(host):
        raise _bad_url("is plain http to another machine")
    return f"{parts.scheme}://{parts.netloc}"


def _bad_url(what: str) -> EnvironmentFault:
    return EnvironmentFault(FaultCode.PLATFORM_UNTRUSTED, f"the platform's address {what}")


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
