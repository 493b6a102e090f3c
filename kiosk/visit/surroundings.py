"""The station around a visit at this moment: which devices are well, and whether the platform answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from config.faults import FaultCode

PAGES, CAMERA = "page_printer", "document_camera"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Faults are None when all is well; a device that is not fitted has the fault that says so."""

    reader: FaultCode | None = None
    printer: FaultCode | None = None
    platform_online: bool = False
    present: bool | None = None
    """Whether somebody stands before the kiosk; None: no sensor can tell."""
    departments_down: frozenset[str] = frozenset()
    """Departments (Chinese names) whose systems the platform cannot reach."""
    devices: Mapping[str, FaultCode | None] = field(default_factory=dict)
    """The others, by their names in the settings; one that is not named has not been heard of yet."""

    @property
    def has_roll(self) -> bool:
        """The receipt printer can print."""
        return self.printer in (None, FaultCode.PRINTER_PAPER_NEAR_END)

    @property
    def can_print(self) -> bool:
        """A slip can come out: of the receipt printer, or else on a page."""
        return self.has_roll or self.devices.get(PAGES, FaultCode.PAGE_PRINTER_NOT_FITTED) is None

    def fault(self, device: str) -> FaultCode | None:
        """What keeps a device from being used."""
        match device:
            case "id_card":
                return self.reader
            case "receipt_printer":
                return None if self.can_print else self.printer
            case _:
                return self.devices.get(device)
