"""Which devices, or parts of the station, each fault is about, and the settings that have to do with them."""

from collections.abc import Sequence
from typing import get_args

from config.device_settings import NoDevice, device_tables
from config.faults import FaultCode

_SUBJECTS: dict[str, tuple[str, ...]] = {
    "reader": ("id_card",),
    "portrait": ("id_card",),
    "card": ("id_card",),
    "printer": ("receipt_printer",),
    "page_printer": ("page_printer",),
    "fonts": ("page_printer",),
    "platform": ("network",),
    "disk": ("disk",),
    "store": ("store",),
    "catalogue": ("catalogue",),
    "document": ("document_camera",),
    "scanner": ("scanner",),
    "code": ("scanner",),
    "camera": ("face_camera", "document_camera"),
    "face": ("face_camera",),
    "social": ("social_card",),
    "io_board": ("presence", "door", "status_light"),
    "door": ("door",),
    "ups": ("ups",),
    "speaker": ("speaker",),
}
"""By how the codes begin."""

_PART_SETTINGS = {
    "network": ("platform.url", "platform.trust", "platform.enrolment_code", "station.id"),
    "disk": ("store.min_free_mb",),
    "store": (),
    "catalogue": ("catalogue.content",),
}


def subjects(code: FaultCode) -> tuple[str, ...]:
    """Names as in the texts' ``[device]``. KeyError for a code that begins like none: name its device above."""
    return _SUBJECTS[next((each for each in _SUBJECTS if code.startswith(f"{each}_")), str(code))]


def settings_of(subject: str) -> Sequence[str]:
    """Dotted settings of a part of the station, or ``devices.NAME`` of a device."""
    return _PART_SETTINGS.get(subject, (f"devices.{subject}",))


def drivers_of(subject: str) -> dict[str, tuple[str, ...]]:
    """A device's drivers with the keys that each has beside ``driver``; empty for a part of the station."""
    return {
        str(get_args(table.model_fields["driver"].annotation)[0]): tuple(
            key for key in table.model_fields if key != "driver"
        )
        for table in device_tables().get(subject, ())
        if table is not NoDevice
    }
