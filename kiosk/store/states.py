"""Where an application stands on its way to the platform, and which step may follow which.

``unknown`` means "sent, but the answer was lost"; it is resolved by asking or sending again, never by guessing.
"""

from enum import StrEnum


class OutboxState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    RECEIPTED = "receipted"
    PURGED = "purged"
    NEEDS_CORRECTION = "needs_correction"
    NEEDS_STAFF = "needs_staff"


class Step(StrEnum):
    """What can happen to an application."""

    CLAIM = "claim"
    """A sender takes it, for the length of a lease."""
    RECEIPT = "receipt"
    """The platform signed for every byte."""
    PURGE = "purge"
    """The sealed bytes are deleted."""
    NOT_SENT = "not_sent"
    """The sender knows that the platform did not take it; try later."""
    UNSURE = "unsure"
    """The sender does not know; ask or send again later."""
    REFUSE = "refuse"
    """The platform refused the content; the resident has to correct it."""
    ALARM = "alarm"
    """Only staff can help."""
    RESEND = "resend"
    """Staff want it sent once more."""


UNSENT = (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.UNKNOWN)
"""The platform has not signed for these, and the worker is to bring them there."""

SIGNED_FOR = (OutboxState.RECEIPTED, OutboxState.PURGED)

_S = OutboxState
_T = Step

# A sender whose lease ran out may report late, when another has already got further. Such a report changes nothing
# (the state stays); only a receipt counts whenever it comes. A cell of None is a defect of the caller.
MOVES: dict[OutboxState, dict[Step, OutboxState | None]] = {
    _S.QUEUED: {
        _T.CLAIM: _S.SENDING,
        _T.RECEIPT: _S.RECEIPTED,
        _T.PURGE: None,
        _T.NOT_SENT: _S.QUEUED,
        _T.UNSURE: _S.QUEUED,
        _T.REFUSE: _S.NEEDS_CORRECTION,
        _T.ALARM: _S.NEEDS_STAFF,
        _T.RESEND: _S.QUEUED,
    },
    _S.SENDING: {
        _T.CLAIM: None,
        _T.RECEIPT: _S.RECEIPTED,
        _T.PURGE: None,
        _T.NOT_SENT: _S.QUEUED,
        _T.UNSURE: _S.UNKNOWN,
        _T.REFUSE: _S.NEEDS_CORRECTION,
        _T.ALARM: _S.NEEDS_STAFF,
        _T.RESEND: _S.SENDING,
    },
    _S.UNKNOWN: {
        _T.CLAIM: _S.SENDING,
        _T.RECEIPT: _S.RECEIPTED,
        _T.PURGE: None,
        _T.NOT_SENT: _S.UNKNOWN,
        _T.UNSURE: _S.UNKNOWN,
        _T.REFUSE: _S.NEEDS_CORRECTION,
        _T.ALARM: _S.NEEDS_STAFF,
        _T.RESEND: _S.UNKNOWN,
    },
    _S.RECEIPTED: {
        _T.CLAIM: None,
        _T.RECEIPT: _S.RECEIPTED,
        _T.PURGE: _S.PURGED,
        _T.NOT_SENT: _S.RECEIPTED,
        _T.UNSURE: _S.RECEIPTED,
        _T.REFUSE: _S.RECEIPTED,
        _T.ALARM: _S.RECEIPTED,
        _T.RESEND: _S.RECEIPTED,
    },
    _S.PURGED: {
        _T.CLAIM: None,
        _T.RECEIPT: _S.PURGED,
        _T.PURGE: _S.PURGED,
        _T.NOT_SENT: _S.PURGED,
        _T.UNSURE: _S.PURGED,
        _T.REFUSE: _S.PURGED,
        _T.ALARM: _S.PURGED,
        _T.RESEND: _S.PURGED,
    },
    _S.NEEDS_CORRECTION: {
        _T.CLAIM: None,
        _T.RECEIPT: _S.RECEIPTED,
        _T.PURGE: None,
        _T.NOT_SENT: _S.NEEDS_CORRECTION,
        _T.UNSURE: _S.NEEDS_CORRECTION,
        _T.REFUSE: _S.NEEDS_CORRECTION,
        _T.ALARM: _S.NEEDS_STAFF,
        _T.RESEND: _S.QUEUED,
    },
    _S.NEEDS_STAFF: {
        _T.CLAIM: None,
        _T.RECEIPT: _S.RECEIPTED,
        _T.PURGE: None,
        _T.NOT_SENT: _S.NEEDS_STAFF,
        _T.UNSURE: _S.NEEDS_STAFF,
        _T.REFUSE: _S.NEEDS_STAFF,
        _T.ALARM: _S.NEEDS_STAFF,
        _T.RESEND: _S.QUEUED,
    },
}


def after(state: OutboxState, step: Step) -> OutboxState:
    """The state that ``step`` leads to; the same state when the step comes too late. Raises ValueError (a defect)."""
    target = MOVES[state][step]
    if target is None:
        raise ValueError(f"an application that is {state} cannot take the step {step}")
    return target
