"""The technician's test of the ID-card reader: does it answer, is it well, which one is it."""

from config.faults import FaultCode
from devices.device import SelfTest, TestFailed, TestPassed
from devices.id_card.framing import BadFrame
from devices.id_card.link import BackingOff, NoAnswer, OutOfService, SamLink
from devices.id_card.sam import Command, Status, parse_sam_id


def run_self_test(link: SamLink) -> SelfTest:
    """Asks for the status (11 FF) and the number (12 FF), without waiting for the back-off. Takes 3 s at most.

    Passed, it tells the module's own number, 32 hex digits in four groups.
    """
    link.test_again()
    match link.wake():
        case NoAnswer(fault=fault) | BackingOff(fault=fault):
            return TestFailed(fault)
        case OutOfService():
            return TestFailed(FaultCode.READER_OUT_OF_SERVICE)
        case None:
            pass
    answer = link.ask(Command.SAM_ID)
    if isinstance(answer, NoAnswer):
        return TestFailed(answer.fault)
    sam_id = parse_sam_id(answer.data)
    if answer.status != Status.OK or isinstance(sam_id, BadFrame):
        return TestFailed(FaultCode.READER_GARBLED)
    return TestPassed(f"module {sam_id}")
