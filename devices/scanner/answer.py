"""What one poll of a scanner can bring: nothing, a code, a code that is refused, a scanner in trouble."""

from dataclasses import dataclass

from config.faults import FaultCode
from devices.scanner.code import ScannedCode


@dataclass(frozen=True, slots=True)
class NothingScanned:
    """No new code within the time."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code that was not told before, or not since it was last seen leaving."""

    code: ScannedCode


@dataclass(frozen=True, slots=True)
class Refused:
    """Something was shown that is no show code (CODE_...), or came cut off (SCANNER_CUT_OFF): show it again."""

    fault: FaultCode


@dataclass(frozen=True, slots=True)
class ScannerFault:
    """The scanner itself is in trouble; whether a code is being shown is not known."""

    fault: FaultCode


ScannerAnswer = NothingScanned | Scanned | Refused | ScannerFault
