"""The faults that the simulated reader can drill: which command each of them spoils, how often, and how it is told."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from devices.id_card.sam import Command, Status


class Drill(StrEnum):
    """One fault, by the name that ``fault NAME`` takes."""

    GARBAGE = "garbage"
    HALF_FRAME = "half_frame"
    WRONG_CHECKSUM = "wrong_checksum"
    GARBLED_READING = "garbled_reading"
    ABSURD_LENGTH = "absurd_length"
    SILENCE = "silence"
    SLOW_ANSWER = "slow_answer"
    LIFTED_MID_READ = "lifted_mid_read"
    CUT_OFF = "cut_off"
    READ_FAILED = "read_failed"
    SELECT_FAILED = "select_failed"
    CARD_REFUSED_SAM = "card_refused_sam"
    SAM_REFUSED_CARD = "sam_refused_card"
    INFORMATION_UNVERIFIED = "information_unverified"
    RANDOM_FAILED = "random_failed"
    UNSUPPORTED_CARD = "unsupported_card"
    HOST_CHECKSUM_WRONG = "host_checksum_wrong"
    HOST_LENGTH_WRONG = "host_length_wrong"
    COMMAND_WRONG = "command_wrong"
    UNRECOGNISED_ERROR = "unrecognised_error"
    SELF_TEST_FAILED = "self_test_failed"
    NOT_AUTHORISED = "not_authorised"
    NO_NEWEST_ADDRESS = "no_newest_address"
    IMPOSSIBLE_BIRTH = "impossible_birth"
    BAD_CHECK_DIGIT = "bad_check_digit"


HELP: Mapping[Drill, str] = MappingProxyType(
    {
        Drill.GARBAGE: "stray bytes before every answer and inside its preamble",
        Drill.HALF_FRAME: "an answer stops in the middle",
        Drill.WRONG_CHECKSUM: "an answer's last byte is wrong",
        Drill.GARBLED_READING: "a reading's last byte is wrong",
        Drill.ABSURD_LENGTH: "a false beginning with an absurd length precedes the answer",
        Drill.SILENCE: "no answer at all",
        Drill.SLOW_ANSWER: "every answer comes 0.5 s late",
        Drill.LIFTED_MID_READ: "the card leaves while it is read: 41, then nothing lies there",
        Drill.CUT_OFF: "the card leaves while it is read: the answer breaks off, then nothing lies there",
        Drill.READ_FAILED: "reading answers 41",
        Drill.SELECT_FAILED: "select answers 81",
        Drill.CARD_REFUSED_SAM: "reading answers 31: the card did not accept the module",
        Drill.SAM_REFUSED_CARD: "reading answers 32: the module did not accept the card",
        Drill.INFORMATION_UNVERIFIED: "reading answers 33",
        Drill.RANDOM_FAILED: "select answers 47",
        Drill.UNSUPPORTED_CARD: "select answers 40: some other card lies there",
        Drill.HOST_CHECKSUM_WRONG: "answers 10, as if the request had been garbled",
        Drill.HOST_LENGTH_WRONG: "answers 11, as if the request had been cut",
        Drill.COMMAND_WRONG: "answers 21",
        Drill.UNRECOGNISED_ERROR: "answers 24",
        Drill.SELF_TEST_FAILED: "the module answers 60 to everything",
        Drill.NOT_AUTHORISED: "the module has no keys: 66 to everything but reset and its number",
        Drill.NO_NEWEST_ADDRESS: "no newest address on the card: 91",
        Drill.IMPOSSIBLE_BIRTH: "the card's birth date does not exist",
        Drill.BAD_CHECK_DIGIT: "the last character of the card's number is wrong",
    }
)

READINGS = frozenset({Command.READ_BASE, Command.READ_BASE_AND_FINGERPRINT})
_CARD_COMMANDS = READINGS | {Command.FIND, Command.SELECT}
_ALL = frozenset(Command)

ANSWERS: Mapping[Drill, tuple[Status, frozenset[Command]]] = MappingProxyType(
    {
        Drill.SELF_TEST_FAILED: (Status.SELF_TEST_FAILED, _ALL),
        Drill.NOT_AUTHORISED: (Status.NOT_AUTHORISED, _ALL - {Command.RESET, Command.SAM_ID}),
        Drill.HOST_CHECKSUM_WRONG: (Status.HOST_CHECKSUM_WRONG, _CARD_COMMANDS),
        Drill.HOST_LENGTH_WRONG: (Status.HOST_LENGTH_WRONG, _CARD_COMMANDS),
        Drill.COMMAND_WRONG: (Status.COMMAND_WRONG, _CARD_COMMANDS),
        Drill.UNRECOGNISED_ERROR: (Status.UNRECOGNISED_ERROR, _CARD_COMMANDS),
        Drill.SELECT_FAILED: (Status.SELECT_FAILED, frozenset({Command.SELECT})),
        Drill.RANDOM_FAILED: (Status.RANDOM_FAILED, frozenset({Command.SELECT})),
        Drill.UNSUPPORTED_CARD: (Status.CARD_TYPE_UNKNOWN, frozenset({Command.SELECT})),
        Drill.READ_FAILED: (Status.READ_FAILED, READINGS),
        Drill.CARD_REFUSED_SAM: (Status.CARD_REFUSED_SAM, READINGS),
        Drill.SAM_REFUSED_CARD: (Status.SAM_REFUSED_CARD, READINGS),
        Drill.INFORMATION_UNVERIFIED: (Status.INFORMATION_UNVERIFIED, READINGS),
        Drill.NO_NEWEST_ADDRESS: (Status.ITEM_ABSENT, frozenset({Command.READ_NEWEST_ADDRESS})),
    }
)
"""The drills that are nothing but one status instead of the answer, and to which commands."""
