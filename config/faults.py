"""Every fault that the world can cause, by code: what a device, the disk or the network can do to us.

Each code has, in every language, the resident's sentence and next step and the staff's sentence and remedy, in
``config/texts/<language>.toml`` under ``[fault.<code>]``. A test fails when one is missing.
"""

from enum import StrEnum


class FaultCode(StrEnum):
    READER_NOT_FITTED = "reader_not_fitted"
    READER_UNPLUGGED = "reader_unplugged"
    READER_SILENT = "reader_silent"
    READER_GARBLED = "reader_garbled"
    READER_OUT_OF_SERVICE = "reader_out_of_service"
    CARD_ABSENT = "card_absent"
    CARD_LIFTED = "card_lifted"
    CARD_UNREADABLE = "card_unreadable"
    CARD_UNSUPPORTED = "card_unsupported"
    CARD_DATA_INVALID = "card_data_invalid"
    CARD_EXPIRED = "card_expired"
    PRINTER_NOT_FITTED = "printer_not_fitted"
    PRINTER_UNPLUGGED = "printer_unplugged"
    PRINTER_OFFLINE = "printer_offline"
    PRINTER_COVER_OPEN = "printer_cover_open"
    PRINTER_PAPER_OUT = "printer_paper_out"
    PRINTER_PAPER_NEAR_END = "printer_paper_near_end"
    PRINTER_CUTTER_ERROR = "printer_cutter_error"
    PRINTER_FAILED = "printer_failed"
    PLATFORM_UNREACHABLE = "platform_unreachable"
    PLATFORM_UNTRUSTED = "platform_untrusted"
    PLATFORM_REFUSED_STATION = "platform_refused_station"
    DISK_FULL = "disk_full"
    STORE_FAILED = "store_failed"
    STORE_DAMAGED = "store_damaged"
    CATALOGUE_MISSING = "catalogue_missing"


class EnvironmentFault(Exception):
    """The world did this, not a defect of ours. ``detail`` is for staff and never holds a resident's data."""

    def __init__(self, code: FaultCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else str(code))
        self.code = code
        self.detail = detail
