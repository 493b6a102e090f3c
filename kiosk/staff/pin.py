"""The PIN of a staff account: which ones are too easy to guess, and how one is kept without being known.

Hashed with Argon2id, the second (low-memory) recommendation of RFC 9106, section 4: 64 MiB, three passes, four lanes.
One check takes 90 ms on a two-core machine and two to three times that on a small kiosk; the first recommendation
wants 2 GiB, which a kiosk does not have. No hash makes six digits safe from somebody who has carried the disk away (a
million guesses take a day): against guessing at the screen stands the lock-out, against the disk its encryption.
"""

import itertools
import re
from enum import StrEnum

from argon2 import Parameters, PasswordHasher
from argon2.exceptions import HashingError, InvalidHashError, VerificationError, VerifyMismatchError
from argon2.profiles import RFC_9106_LOW_MEMORY

from config.faults import EnvironmentFault, FaultCode

_SHAPE = re.compile(r"[0-9]{6,12}")
_YYMMDD = re.compile(r"[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_YYYYMM = re.compile(r"(19|20)[0-9]{2}(0[1-9]|1[0-2])")
_YYYYMMDD = re.compile(r"(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_DDMMYYYY = re.compile(r"[0-3][0-9][0-3][0-9](19|20)[0-9]{2}")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_COMMON = {
    *("147258", "258369", "147369", "159357", "147852", "159753", "789456", "456123"),  # lines on the keypad
    *("520131", "5201314", "1314520", "110119", "110120", "168888"),  # numbers that are read as words
}
_ANY_PIN = "000000"


class WeakPin(StrEnum):
    """Why a PIN is not taken."""

    NOT_A_PIN = "not_a_pin"
    FEW_DIGITS = "few_digits"
    IN_ORDER = "in_order"
    REPEATED = "repeated"
    DATE = "date"
    TELEPHONE = "telephone"
    OWN_NUMBER = "own_number"
    COMMON = "common"

    @property
    def sentence(self) -> str:
        return _SENTENCES[self]


_SENTENCES = {
    WeakPin.NOT_A_PIN: "a PIN is 6 to 12 digits",
    WeakPin.FEW_DIGITS: "use at least three different digits",
    WeakPin.IN_ORDER: "digits in order, as in 123456, are guessed first",
    WeakPin.REPEATED: "a pattern that repeats or reads the same backwards is guessed first",
    WeakPin.DATE: "it looks like a birthday, which others know",
    WeakPin.TELEPHONE: "it looks like a telephone number, which others know",
    WeakPin.OWN_NUMBER: "it holds the account's own number, which everybody sees",
    WeakPin.COMMON: "it is one of the PINs that everybody takes",
}


def weakness(pin: str, name: str) -> WeakPin | None:
    """Why this PIN would not do for the account ``name``; None when it will."""
    if not _SHAPE.fullmatch(pin):
        return WeakPin.NOT_A_PIN
    if len(set(pin)) < 3:
        return WeakPin.FEW_DIGITS
    if _is_in_order(pin):
        return WeakPin.IN_ORDER
    if pin == pin[::-1] or any(
        (pin[:unit] * len(pin)).startswith(pin) for unit in range(1, len(pin) // 2 + 1)
    ):
        return WeakPin.REPEATED
    if _MOBILE.fullmatch(pin):
        return WeakPin.TELEPHONE
    if any(date.fullmatch(pin) for date in (_YYMMDD, _YYYYMM, _DDMMYYYY)) or _YYYYMMDD.search(pin):
        return WeakPin.DATE
    if any(number in pin for number in re.findall(r"[0-9]{4,}", name)):
        return WeakPin.OWN_NUMBER
    return WeakPin.COMMON if pin in _COMMON else None


def _is_in_order(pin: str) -> bool:
    """123456, 9753197, 135790, 112233, and five neighbours in a row as in 912345."""
    steps = _steps(pin)
    if len(set(steps)) == 1:
        return True
    once = re.sub(r"(.)\1+", r"\1", pin)
    if len(once) <= len(pin) // 2 and set(_steps(once)) in ({1}, {9}):
        return True
    told = "".join({1: "u", 9: "d"}.get(step, ".") for step in steps)
    return "uuuu" in told or "dddd" in told


def _steps(pin: str) -> list[int]:
    return [(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)]


class PinHasher:
    """Hashes and checks. Takes its time and its memory at every call; any thread but the screen's.

    Raises EnvironmentFault(STORE_FAILED) when the machine has no memory left for it.
    """

    def __init__(self, parameters: Parameters = RFC_9106_LOW_MEMORY) -> None:
        self._argon2 = PasswordHasher.from_parameters(parameters)

    def hash(self, pin: str) -> str:
        """The hash with its salt and parameters in one text (PHC format)."""
        try:
            return self._argon2.hash(pin)
        except HashingError as error:
            raise EnvironmentFault(FaultCode.STORE_FAILED, "no memory to hash a PIN") from error

    def matches(self, pin_hash: str | None, pin: str) -> bool:
        """Whether it is the PIN. Without an account (None), or for what is no PIN, it works as long and says no."""
        given = pin if _SHAPE.fullmatch(pin) else _ANY_PIN
        if pin_hash is None:
            self.hash(given)
            return False
        try:
            self._argon2.verify(pin_hash, given)
        except VerifyMismatchError:
            return False
        except InvalidHashError:
            self.hash(given)
            return False
        except VerificationError as error:
            raise EnvironmentFault(FaultCode.STORE_FAILED, "no memory to check a PIN") from error
        return given == pin

    def is_outdated(self, pin_hash: str) -> bool:
        """Whether it was made with other parameters than today's."""
        return self._argon2.check_needs_rehash(pin_hash)
