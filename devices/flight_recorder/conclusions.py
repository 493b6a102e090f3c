"""What adapters conclude, as entries: the condition, the answer of a look, how a print ended. Words are not kept."""

from typing import assert_never

from devices.device import (
    Condition,
    DeviceStatus,
    Faulty,
    Lost,
    NeedsAttention,
    NotFitted,
    Ready,
    SelfTest,
    TestFailed,
    TestPassed,
    Unknown,
)
from devices.flight_recorder.entry import (
    ConditionChanged,
    ConditionName,
    Ended,
    Outcome,
    Verb,
    VisitEntered,
    VisitStep,
)
from devices.id_card.answer import (
    CardPresent,
    CardRead,
    CardRemoved,
    NoCard,
    ReaderAnswer,
    ReaderFault,
    ReadFailed,
)


def condition_changed(status: DeviceStatus) -> ConditionChanged:
    """The status without its times and its detail."""
    return _condition(status.condition)


def _condition(condition: Condition) -> ConditionChanged:
    match condition:
        case NotFitted():
            return ConditionChanged(ConditionName.NOT_FITTED)
        case Unknown():
            return ConditionChanged(ConditionName.UNKNOWN)
        case Ready():
            return ConditionChanged(ConditionName.READY)
        case NeedsAttention(fault):
            return ConditionChanged(ConditionName.NEEDS_ATTENTION, fault)
        case Faulty(fault):
            return ConditionChanged(ConditionName.FAULTY, fault)
        case Lost(fault):
            return ConditionChanged(ConditionName.LOST, fault)
        case _:
            assert_never(condition)


def test_ended(result: SelfTest) -> Ended:
    """A self-test of any device, without what it tells of it."""
    match result:
        case TestPassed():
            return Ended(Verb.SELF_TEST, Outcome.DONE)
        case TestFailed(fault):
            return Ended(Verb.SELF_TEST, Outcome.DEVICE_FAILED, fault)
        case _:
            assert_never(result)


def look_ended(answer: ReaderAnswer) -> Ended:
    """One look at the card reader, without the card."""
    match answer:
        case NoCard():
            return Ended(Verb.LOOK, Outcome.NOTHING_THERE)
        case CardPresent():
            return Ended(Verb.LOOK, Outcome.STILL_THERE)
        case CardRemoved():
            return Ended(Verb.LOOK, Outcome.TAKEN_AWAY)
        case CardRead():
            return Ended(Verb.LOOK, Outcome.DONE)
        case ReadFailed(fault, again):
            return Ended(Verb.LOOK, Outcome.WILL_TRY_AGAIN if again else Outcome.FAILED, fault)
        case ReaderFault(fault):
            return Ended(Verb.LOOK, Outcome.DEVICE_FAILED, fault)
        case _:
            assert_never(answer)


def visit_entered(state: str) -> VisitEntered:
    """The visit's state by the name of its class; a name that is not in the list is kept as OTHER."""
    return VisitEntered(VisitStep(state) if state in set(VisitStep) else VisitStep.OTHER)
