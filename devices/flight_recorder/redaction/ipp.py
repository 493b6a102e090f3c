"""Redacts what is said to the page printer (IPP): operation, status, state and known reasons stay.

Each call brings one IPP message, without HTTP around it. Names of jobs and users, the document and every other
attribute are dropped. Source: RFC 8010, 3.1 (encoding); RFC 8011, 5.4.11 and 5.4.12 (states, reasons), B (statuses).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum, auto

from devices.flight_recorder.entry import Direction, Entry, Sort, clamped
from devices.flight_recorder.redaction.redaction import run

_HEAD = 8
_END_OF_ATTRIBUTES = 0x03
_FIRST_VALUE_TAG = 0x10
_ENUM, _KEYWORD = 0x23, 0x44
_REASONS_KEPT = 16


class Operation(IntEnum):
    PRINT_JOB = 0x0002
    VALIDATE_JOB = 0x0004
    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B
    IDENTIFY_PRINTER = 0x003C


class IppStatus(IntEnum):
    OK = 0x0000
    OK_IGNORED_OR_SUBSTITUTED = 0x0001
    OK_CONFLICTING = 0x0002
    BAD_REQUEST = 0x0400
    FORBIDDEN = 0x0401
    NOT_AUTHENTICATED = 0x0402
    NOT_AUTHORIZED = 0x0403
    NOT_POSSIBLE = 0x0404
    TIMEOUT = 0x0405
    NOT_FOUND = 0x0406
    GONE = 0x0407
    REQUEST_ENTITY_TOO_LARGE = 0x0408
    REQUEST_VALUE_TOO_LONG = 0x0409
    DOCUMENT_FORMAT_NOT_SUPPORTED = 0x040A
    ATTRIBUTES_NOT_SUPPORTED = 0x040B
    CONFLICTING_ATTRIBUTES = 0x040E
    COMPRESSION_ERROR = 0x0410
    DOCUMENT_FORMAT_ERROR = 0x0411
    INTERNAL_ERROR = 0x0500
    OPERATION_NOT_SUPPORTED = 0x0501
    SERVICE_UNAVAILABLE = 0x0502
    VERSION_NOT_SUPPORTED = 0x0503
    DEVICE_ERROR = 0x0504
    TEMPORARY_ERROR = 0x0505
    NOT_ACCEPTING_JOBS = 0x0506
    BUSY = 0x0507
    JOB_CANCELED = 0x0508


class PrinterState(IntEnum):
    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


class JobState(IntEnum):
    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class Reason(StrEnum):
    """Reasons that may be kept, without the ending that says how bad it is; OTHER stands for every other."""

    NONE = "none"
    CONNECTING = "connecting-to-device"
    COVER_OPEN = "cover-open"
    DOOR_OPEN = "door-open"
    DEVELOPER_EMPTY = "developer-empty"
    DEVELOPER_LOW = "developer-low"
    FUSER_HOT = "fuser-over-temp"
    FUSER_COLD = "fuser-under-temp"
    TRAY_MISSING = "input-tray-missing"
    INTERLOCK_OPEN = "interlock-open"
    SUPPLY_EMPTY = "marker-supply-empty"
    SUPPLY_LOW = "marker-supply-low"
    WASTE_FULL = "marker-waste-full"
    WASTE_ALMOST_FULL = "marker-waste-almost-full"
    MEDIA_EMPTY = "media-empty"
    MEDIA_JAM = "media-jam"
    MEDIA_LOW = "media-low"
    MEDIA_NEEDED = "media-needed"
    OFFLINE = "offline"
    OPC_LIFE_OVER = "opc-life-over"
    OPC_NEAR_END = "opc-near-eol"
    OUTPUT_ALMOST_FULL = "output-area-almost-full"
    OUTPUT_FULL = "output-area-full"
    OUTPUT_MISSING = "output-tray-missing"
    PAUSED = "paused"
    SHUTDOWN = "shutdown"
    SPOOL_FULL = "spool-area-full"
    STOPPED_PARTLY = "stopped-partly"
    STOPPING = "stopping"
    TIMED_OUT = "timed-out"
    TONER_EMPTY = "toner-empty"
    TONER_LOW = "toner-low"
    OTHER = "other"


class Severity(Enum):
    UNTOLD = auto()
    REPORT = auto()
    WARNING = auto()
    ERROR = auto()


@dataclass(frozen=True, slots=True)
class IppAsked(Entry):
    """A request; ``document_length`` counts what follows its attributes."""

    operation: Operation
    document_length: int


@dataclass(frozen=True, slots=True)
class IppAnswered(Entry):
    """An answer, with the states that it told."""

    status: IppStatus
    printer: PrinterState | None = None
    job: JobState | None = None


@dataclass(frozen=True, slots=True)
class IppReason(Entry):
    """One of the answer's ``printer-state-reasons``."""

    reason: Reason
    severity: Severity


class IppRedaction:
    """Remembers nothing."""

    def sent(self, data: bytes) -> Sequence[Entry]:
        code = _code(data)
        if code not in set(Operation):
            return run(Direction.SENT, Sort.GARBAGE, len(data))
        ended_at = next((end for name, _, _, end in _attributes(data) if name is None), len(data))
        return (IppAsked(Operation(code), clamped(len(data) - ended_at)),)

    def received(self, data: bytes) -> Sequence[Entry]:
        code = _code(data)
        if code not in set(IppStatus):
            return run(Direction.RECEIVED, Sort.GARBAGE, len(data))
        printer: PrinterState | None = None
        job: JobState | None = None
        reasons: list[Entry] = []
        for name, tag, value, _ in _attributes(data):
            number = int.from_bytes(value, "big") if tag == _ENUM else 0
            if name == b"printer-state" and number in set(PrinterState):
                printer = PrinterState(number)
            elif name == b"job-state" and number in set(JobState):
                job = JobState(number)
            elif name == b"printer-state-reasons" and tag == _KEYWORD and len(reasons) < _REASONS_KEPT:
                reasons.append(_reason(value))
        return [IppAnswered(IppStatus(code), printer, job), *reasons]

    def settle(self) -> Sequence[Entry]:
        return ()


def _code(data: bytes) -> int | None:
    """Operation or status; None for what does not begin as IPP 1.0 to 2.2."""
    is_ipp = (
        len(data) > _HEAD and data[0] in (1, 2) and data[1] in (0, 1, 2) and data[_HEAD] < _FIRST_VALUE_TAG
    )
    return int.from_bytes(data[2:4], "big") if is_ipp else None


def _attributes(data: bytes) -> Iterator[tuple[bytes | None, int, bytes, int]]:
    """Name, tag, value and where it ends, of each value; the name None at the end of the attributes.

    Stops where the message stops making sense.
    """
    name, at = b"", _HEAD
    while at < len(data):
        tag = data[at]
        if tag == _END_OF_ATTRIBUTES:
            yield None, tag, b"", at + 1
            return
        at += 1
        if tag < _FIRST_VALUE_TAG:
            continue
        named, at = _counted(data, at)
        name = named or name
        value, at = _counted(data, at)
        if at > len(data):
            return
        yield name, tag, value, at


def _counted(data: bytes, at: int) -> tuple[bytes, int]:
    """Two bytes of length and as many bytes as they say; the second is where it ends, wherever that is."""
    end = at + 2 + int.from_bytes(data[at : at + 2], "big")
    return data[at + 2 : end], end


def _reason(value: bytes) -> IppReason:
    text = value.decode("ascii", errors="replace")
    severity = Severity.UNTOLD
    for ending in (Severity.REPORT, Severity.WARNING, Severity.ERROR):
        if text.endswith(f"-{ending.name.lower()}"):
            severity, text = ending, text.removesuffix(f"-{ending.name.lower()}")
    return IppReason(Reason(text) if text in set(Reason) else Reason.OTHER, severity)
