"""A question that the platform answers while a resident waits, and its answer, both sealed: ``POST /v1/questions``.

HPKE (RFC 9180) with the suite of `kiosk.envelope`. The question is sealed to the platform's key and carries a reply
key that was made for it alone; only who opened the question knows that key, so only the platform can seal an answer
to it. The answer's ``info`` holds the SHA-256 of the question's envelope: an answer to another question does not open.
Both are padded to whole kibibytes, so that a length does not tell a grade or how many papers somebody has.

All functions are pure and may be called from any thread.
"""

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from pydantic import Field, TypeAdapter

from kiosk.envelope import CannotOpen
from kiosk.question import Answer, Question
from sync.contract import Wire

MAX_SEALED_BYTES = 1024 * 1024
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_QUESTION_INFO = b"jinban/1/question"
_ANSWER_INFO = b"jinban/1/answer/"
_PADDED_TO = 1024
_answers: TypeAdapter[Answer] = TypeAdapter(Answer)


class SealedQuestion(Wire):
    """``POST /v1/questions``: an `Inquiry`, sealed to the platform's key."""

    envelope: bytes = Field(max_length=MAX_SEALED_BYTES, repr=False)


class SealedAnswer(Wire):
    """The answer, sealed to the question's reply key."""

    envelope: bytes = Field(max_length=MAX_SEALED_BYTES, repr=False)


class Inquiry(Wire):
    """What lies in a sealed question."""

    question: Question
    reply_key: bytes = Field(min_length=32, max_length=32, repr=False)
    """X25519 public key, made for this question and forgotten after it."""


def seal_question(question: Question, reply_key: X25519PublicKey, platform: X25519PublicKey) -> bytes:
    """The question's envelope."""
    inquiry = Inquiry(question=question, reply_key=reply_key.public_bytes_raw())
    return _SUITE.encrypt(_padded(inquiry.model_dump_json()), platform, info=_QUESTION_INFO)


def open_question(envelope: bytes, key: X25519PrivateKey) -> Inquiry:
    """What is asked, at the platform. Raises CannotOpen, and ValidationError (without values) for another shape."""
    return Inquiry.model_validate_json(_opened(envelope, key, _QUESTION_INFO))


def seal_answer(answer: Answer, question_envelope: bytes, reply_key: bytes) -> bytes:
    """The answer's envelope. Raises CannotOpen for a reply key to which nothing can be sealed."""
    try:
        key = X25519PublicKey.from_public_bytes(reply_key)
        return _SUITE.encrypt(_padded(answer.model_dump_json()), key, info=_answer_info(question_envelope))
    except ValueError as error:
        raise CannotOpen("nothing can be sealed to this reply key") from error


def open_answer(envelope: bytes, question_envelope: bytes, reply_key: X25519PrivateKey) -> Answer:
    """The platform's word on this very question. Raises CannotOpen, and ValidationError (without values)."""
    return _answers.validate_json(_opened(envelope, reply_key, _answer_info(question_envelope)))


def _opened(envelope: bytes, key: X25519PrivateKey, info: bytes) -> bytes:
    try:
        return _SUITE.decrypt(envelope, key, info=info)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("not sealed to this key for this question") from error


def _answer_info(question_envelope: bytes) -> bytes:
    return _ANSWER_INFO + hashlib.sha256(question_envelope).hexdigest().encode()


def _padded(document: str) -> bytes:
    plaintext = document.encode()
    return plaintext.ljust(-(-len(plaintext) // _PADDED_TO) * _PADDED_TO)
