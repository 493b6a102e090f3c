"""What we do about each status of the reader's module: the retry table.

| status | what we do |
|---|---|
| 80 | nothing lies there, keep polling |
| 81 41 31 32 33 47, and 34 37 3F 50 91 instead of a card | two more tries from find, then lift and place again |
| 40 | this card is not supported |
| 10 11 21 24 | send the request once more |
| 60 66, and 23 61 | the reader is out of service until somebody acts |
| none, or half an answer | open the port anew and reset the module (10 FF) |
"""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from devices.id_card.sam import Status


class Reaction(Enum):
    """What we do about one status."""

    GO_ON = auto()
    NO_CARD = auto()
    TRY_AGAIN = auto()
    NOT_SUPPORTED = auto()
    SEND_AGAIN = auto()
    OUT_OF_SERVICE = auto()


REACTIONS: Mapping[Status, Reaction] = MappingProxyType(
    {
        Status.OK: Reaction.GO_ON,
        Status.CARD_FOUND: Reaction.GO_ON,
        Status.FIND_FAILED: Reaction.NO_CARD,
        Status.SELECT_FAILED: Reaction.TRY_AGAIN,
        Status.READ_FAILED: Reaction.TRY_AGAIN,
        Status.CARD_REFUSED_SAM: Reaction.TRY_AGAIN,
        Status.SAM_REFUSED_CARD: Reaction.TRY_AGAIN,
        Status.INFORMATION_UNVERIFIED: Reaction.TRY_AGAIN,
        Status.RANDOM_FAILED: Reaction.TRY_AGAIN,
        Status.CARD_NOT_YET_FOUND: Reaction.TRY_AGAIN,
        Status.FINGERPRINT_UNVERIFIED: Reaction.TRY_AGAIN,
        Status.INFORMATION_LENGTH_WRONG: Reaction.TRY_AGAIN,
        Status.WRITE_FAILED: Reaction.TRY_AGAIN,
        Status.ITEM_ABSENT: Reaction.TRY_AGAIN,
        Status.CARD_TYPE_UNKNOWN: Reaction.NOT_SUPPORTED,
        Status.HOST_CHECKSUM_WRONG: Reaction.SEND_AGAIN,
        Status.HOST_LENGTH_WRONG: Reaction.SEND_AGAIN,
        Status.COMMAND_WRONG: Reaction.SEND_AGAIN,
        Status.UNRECOGNISED_ERROR: Reaction.SEND_AGAIN,
        Status.SELF_TEST_FAILED: Reaction.OUT_OF_SERVICE,
        Status.NOT_AUTHORISED: Reaction.OUT_OF_SERVICE,
        Status.BEYOND_AUTHORITY: Reaction.OUT_OF_SERVICE,
        Status.LOGIN_FAILED: Reaction.OUT_OF_SERVICE,
    }
)
