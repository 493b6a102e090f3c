"""What a USB device is, by the table ``config/usb_devices.toml``: for the technician's list, never for trust.

Numbers can be forged: what a device may do is decided by the driver that asks it, not by what it calls itself.
"""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

import config
from devices.usb.listing import SYSFS, UsbDevice, usb_devices

TABLE = Path(config.__file__).parent / "usb_devices.toml"


class UsbKind(StrEnum):
    """What it is to a kiosk."""

    ID_CARD_READER = "id_card_reader"
    SMART_CARD_READER = "smart_card_reader"
    SERIAL_ADAPTER = "serial_adapter"
    RECEIPT_PRINTER = "receipt_printer"
    PRINTER = "printer"
    CAMERA = "camera"
    SCANNER = "scanner"
    INPUT = "input"
    SOUND = "sound"
    UPS = "ups"
    HUB = "hub"
    STORAGE = "storage"
    NETWORK = "network"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class KnownUsbDevice:
    """A device, what it is, and the table's name for it; what is not in the table has the device's own name or none."""

    device: UsbDevice
    kind: UsbKind
    name: str


class _ById(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{4}:[0-9a-f]{4}$")]
    kind: UsbKind
    name: Annotated[str, Field(min_length=1)]


class _ByClass(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    code: Annotated[str, Field(pattern=r"^[0-9a-f]{2}$")]
    kind: UsbKind
    name: Annotated[str, Field(min_length=1)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    device: tuple[_ById, ...]
    by_class: Annotated[tuple[_ByClass, ...], Field(alias="class")]


def known_usb_devices(sysfs: Path = SYSFS, table: Path = TABLE) -> list[KnownUsbDevice]:
    """Every device that the kernel sees, in the order of the ports; any thread. A broken table is a defect."""
    ids, classes = _read(table)
    return [_known(device, ids, classes) for device in usb_devices(sysfs)]


def _known(device: UsbDevice, ids: Mapping[str, _ById], classes: Mapping[str, _ByClass]) -> KnownUsbDevice:
    if device.id in ids:
        return KnownUsbDevice(device, ids[device.id].kind, ids[device.id].name)
    for code, entry in classes.items():
        if code in device.classes:
            return KnownUsbDevice(device, entry.kind, entry.name)
    return KnownUsbDevice(device, UsbKind.UNKNOWN, " ".join(filter(None, (device.maker, device.model))))


@functools.cache
def _read(table: Path) -> tuple[Mapping[str, _ById], Mapping[str, _ByClass]]:
    read = _Table.model_validate(tomllib.loads(table.read_text(encoding="utf-8")))
    return {entry.id: entry for entry in read.device}, {entry.code: entry for entry in read.by_class}
