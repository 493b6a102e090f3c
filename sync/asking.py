"""Asks the platform while a resident waits: an answer within about four seconds, or a reason why there is none.

Whatever the line brings (a captive portal, another platform, somebody else's answer, an old one, rubbish) is `Silence`,
never an exception: the resident goes on without. Nothing is kept, nothing is asked twice on its own.

    nobody answers, or not our platform    Silence.OFFLINE
    no answer in time, or "come later"     Silence.SLOW
    our platform will not answer us        Silence.REFUSED

One worker thread of the shell uses an `Asker`; `close` may be called from any.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import assert_never

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from pydantic import ValidationError

from kiosk import question as q
from kiosk.application import Attachment
from kiosk.envelope import CannotOpen, SealedAttachment, seal_later_paper
from sync.channel import Channel, Introduction, checked_url
from sync.contract import Trust
from sync.exchange import HttpExchange
from sync.outcome import (
    Answered,
    Break,
    Failure,
    ItemRefused,
    NotThePlatform,
    StationRefused,
    Transient,
    Unexpected,
    Unreachable,
    Untrusted,
)
from sync.sealed_question import SealedAnswer, open_answer, seal_question
from sync.settings import SyncSettings
from sync.station_key import station_key
from sync.trust import load_trust

DEADLINE_S = 4.0
"""The whole wait, the resolution of a name and a first enrolment included."""
HAND_IN_DEADLINE_S = 30.0
"""The same with a scanned paper of about 1 MB, on a line of 40 KiB a second."""
_CLOSES_WITHIN_S = 0.5
Reply = Answered[SealedAnswer] | Failure


class Asker:
    """One station's questions to its platform."""

    def __init__(
        self, open_channel: Callable[[], Channel], trust: Trust, deadline_s: float = DEADLINE_S
    ) -> None:
        """``open_channel`` makes a fresh channel; it is called again after one that got stuck."""
        self._open_channel = open_channel
        self._sealing_key = X25519PublicKey.from_public_bytes(trust.sealing_key)
        self._deadline_s = deadline_s
        self._channel: Channel | None = None
        self._closed = threading.Event()
        self._turn = threading.Lock()

    def ask(self, question: q.Question) -> q.Answer | q.Silence:
        """The platform's answer to this very question, or why there is none."""
        return self._told(question, None, self._deadline_s)

    def hand_in(self, question: q.HandInPaper, paper: Attachment) -> q.Answer | q.Silence:
        """Brings a paper to its case, sealed; the answer is the platform's, or why there is none. May be repeated."""
        sealed = seal_later_paper(
            paper.content, question.application_id, question.material, self._sealing_key
        )
        named = question.model_copy(update={"sha256": sealed.sha256, "size": sealed.size})
        return self._told(named, sealed, max(self._deadline_s, HAND_IN_DEADLINE_S))

    def _told(
        self, question: q.Question, paper: SealedAttachment | None, deadline_s: float
    ) -> q.Answer | q.Silence:
        reply_key = X25519PrivateKey.generate()
        envelope = seal_question(question, reply_key.public_key(), self._sealing_key)
        outcome = self._outcome(_Order(envelope, paper), deadline_s)
        if not isinstance(outcome, Answered):
            return _silence(outcome)
        try:
            answer = open_answer(outcome.reply.envelope, envelope, reply_key)
        except (CannotOpen, ValidationError):
            return q.Silence.OFFLINE
        return answer if fits(question, answer) else q.Silence.OFFLINE

    def close(self) -> None:
        """Ends the question that is under way; every later one is Silence.OFFLINE."""
        self._closed.set()
        channel = self._channel
        if channel is not None:
            channel.cut()
            if self._turn.acquire(timeout=_CLOSES_WITHIN_S):
                channel.close()
                self._turn.release()

    def _outcome(self, order: "_Order", deadline_s: float) -> Reply:
        with self._turn:
            if self._closed.is_set():
                return Unreachable(Break.STOPPED, sent=False)
            channel = self._channel = self._channel or self._open_channel()
            errand = _Errand(channel, order)
            errand.start()
            errand.join(deadline_s)
            if errand.outcome is not None:
                channel.new_contact()
                return errand.outcome
            # No limit of ours bounds the resolution of a host's name: the errand is left behind, its channel with it.
            self._channel = None
            errand.abandon()
            return Unreachable(Break.DEADLINE, sent=True)


@dataclass(frozen=True, slots=True)
class _Order:
    """A sealed question, and the sealed paper that goes before it."""

    envelope: bytes
    paper: SealedAttachment | None = None

    def carry_out(self, channel: Channel) -> Reply:
        if self.paper is not None:
            put = channel.put_attachment(self.paper.sha256, self.paper.content)
            if not isinstance(put, Answered):
                return put
        return channel.ask(self.envelope)


class _Errand(threading.Thread):
    """One question under way. ``outcome`` is None until it is back."""

    def __init__(self, channel: Channel, order: _Order) -> None:
        super().__init__(name="question", daemon=True)
        self._channel = channel
        self._order = order
        self._abandoned = threading.Event()
        self.outcome: Reply | None = None

    def run(self) -> None:
        self.outcome = self._order.carry_out(self._channel)
        if self._abandoned.is_set():
            self._channel.close()

    def abandon(self) -> None:
        """Nobody waits any more; it clears up after itself whenever it is back."""
        self._abandoned.set()
        self._channel.cut()


def open_asker(data: Path, settings: SyncSettings) -> Asker:
    """The station's asker, with the same settings and key as its sync process.

    Raises EnvironmentFault: PLATFORM_UNTRUSTED for a bad address or trust file, STORE_DAMAGED for a bad station key;
    and OSError when the data folder cannot be written.
    """
    url = checked_url(settings.platform_url, plain_http_allowed=settings.plain_http_allowed)
    trust = load_trust(settings.trust_path)
    key = station_key(data)

    def open_channel() -> Channel:
        exchange = HttpExchange(ca_bundle=settings.ca_bundle, environment_proxy=settings.environment_proxy)
        introduction = Introduction(settings.station_name, settings.enrolment_code)
        channel = Channel(url, settings.station, key, trust, exchange, _now, introduction)
        channel.wait_at_most(DEADLINE_S)
        return channel

    return Asker(open_channel, trust)


def fits(question: q.Question, answer: q.Answer) -> bool:
    """Whether this kind of answer belongs to this kind of question; that nothing was found always does."""
    match question:
        case q.AskCertificates():
            return isinstance(answer, q.CertificatesTold | q.NothingFound)
        case q.AskStanding():
            return isinstance(answer, q.StandingTold | q.NothingFound)
        case q.ExchangeCode():
            return isinstance(answer, q.CodeAccepted | q.CodeRefused | q.NothingFound)
        case q.AskProgressByPerson() | q.AskProgressByNumber():
            return isinstance(answer, q.ProgressTold | q.NothingFound)
        case q.AskDocument():
            return isinstance(answer, q.DocumentTold | q.NothingFound)
        case q.AskCompany():
            return isinstance(answer, q.CompanyTold | q.NothingFound)
        case q.ConfirmDelegation():
            return isinstance(answer, q.ConfirmationTaken | q.NothingFound)
        case q.HandInPaper():
            return isinstance(answer, q.PaperTakenIn | q.NothingFound)
        case q.AskAppeal():
            return isinstance(answer, q.AppealTaken | q.NothingFound)
        case _ as never:
            assert_never(never)


def _silence(failure: Failure) -> q.Silence:
    match failure:
        case Unreachable(Break.DEADLINE, _) | Transient():
            return q.Silence.SLOW
        case Unreachable() | Untrusted() | NotThePlatform():
            return q.Silence.OFFLINE
        case StationRefused() | ItemRefused() | Unexpected():
            return q.Silence.REFUSED
        case _ as never:
            assert_never(never)


def _now() -> datetime:
    return datetime.now(UTC)
