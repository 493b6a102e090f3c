"""The faults that the simulated reader can drill."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Drill(StrEnum):
    """One fault, by the name that ``fault NAME`` takes."""

    MUTE = "mute"
    PULLED_MID_READ = "pulled_mid_read"
    GARBAGE = "garbage"
    UNREADABLE = "unreadable"
    WRONG_APPLICATION = "wrong_application"
    INVALID_DATA = "invalid_data"
    SLOW = "slow"
    HANGING = "hanging"
    SERVICE_STOPPED = "service_stopped"


HELP: Mapping[Drill, str] = MappingProxyType(
    {
        Drill.MUTE: "the next card inserted does not answer to power, as one turned the wrong way",
        Drill.PULLED_MID_READ: "the card leaves while it is read",
        Drill.GARBAGE: "a reading answers bytes without sense",
        Drill.UNREADABLE: "a reading answers 6F00",
        Drill.WRONG_APPLICATION: "no social-security environment on the card: 6A82",
        Drill.INVALID_DATA: "the last character of the card's number is wrong",
        Drill.SLOW: "every answer comes 0.05 s late",
        Drill.HANGING: "no answer comes until the card is removed or the fault cleared",
        Drill.SERVICE_STOPPED: "pcscd dies while the card is read",
    }
)
