"""The technician's test of the ID-card reader: does it answer, is it well, which one is it."""

from dataclasses import dataclass

from config.faults import FaultCode
from devices.id_card.framing import BadFrame
from devices.id_card.link import BackingOff, NoAnswer, OutOfService, SamLink
from devices.id_card.sam import Command, Status, parse_sam_id


@dataclass(frozen=True, slots=True)
class SelfTestPassed:
    """The module is well. ``sam_id`` is its own number, 32 hex digits in four groups."""

    sam_id: str


@dataclass(frozen=True, slots=True)
class SelfTestFailed:
    """The module cannot be used."""

    fault: FaultCode


def run_self_test(link: SamLink) -> SelfTestPassed | SelfTestFailed:
    """Asks for the status (11 FF) and the number (12 FF), without waiting for the back-off. Takes 3 s at most."""
    link.test_again()
    match link.wake():
        case NoAnswer(fault=fault) | BackingOff(fault=fault):
            return SelfTestFailed(fault)
        case OutOfService():
            return SelfTestFailed(FaultCode.READER_OUT_OF_SERVICE)
        case None:
            pass
    answer = link.ask(Command.SAM_ID)
    if isinstance(answer, NoAnswer):
        return SelfTestFailed(answer.fault)
    sam_id = parse_sam_id(answer.data)
    if answer.status != Status.OK or isinstance(sam_id, BadFrame):
        return SelfTestFailed(FaultCode.READER_GARBLED)
    return SelfTestPassed(sam_id)
