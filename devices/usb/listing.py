"""Every USB device that the kernel sees, from sysfs: numbers, names, port, and the classes of its interfaces.

The texts come from the devices themselves, and anybody can plug in anything: they are cut to 80 printable characters.
Source: the kernel's Documentation/ABI/stable/sysfs-bus-usb; a device is ``1-4.2`` (bus 1, port 4, port 2 of the hub
there), its interfaces are ``1-4.2:1.0`` beside it, a bus itself is ``usb1``.
"""

import re
from dataclasses import dataclass
from pathlib import Path

SYSFS = Path("/sys")

_DEVICES = "bus/usb/devices"
_DEVICE = re.compile(r"(usb\d{1,3}|\d{1,3}-\d{1,3}(\.\d{1,3}){0,6})")
_ID = re.compile(r"[0-9a-f]{4}")
_CLASS = re.compile(r"[0-9a-f]{2}")
_MOST_DEVICES = 1024
_LONGEST_TEXT = 80


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """One device; ``vendor`` and ``product`` are four hex digits, ``classes`` two each."""

    port: str
    """Where it is plugged in, as udev rules name it (KERNELS): the same socket is always the same port."""
    vendor: str
    product: str
    device_number: str
    """Given anew at each plugging in."""
    maker: str = ""
    model: str = ""
    serial: str = ""
    classes: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        return f"{self.vendor}:{self.product}"


def usb_devices(sysfs: Path = SYSFS) -> list[UsbDevice]:
    """All devices in the order of their ports; empty where there is no USB. A few milliseconds; any thread.

    A device that is pulled while it is read is left out.
    """
    found = [_device(path) for path in _devices(sysfs)]
    return sorted((device for device in found if device is not None), key=lambda device: _order(device.port))


def plugged(sysfs: Path = SYSFS) -> frozenset[tuple[str, str]]:
    """Port and device number of every device: two of these are equal if nothing was pulled or plugged in between."""
    return frozenset((path.name, _text(path / "devnum")) for path in _devices(sysfs))


def _devices(sysfs: Path) -> list[Path]:
    try:
        paths = sorted((sysfs / _DEVICES).iterdir())
    except OSError:
        return []
    return [path for path in paths if _DEVICE.fullmatch(path.name)][:_MOST_DEVICES]


def _device(path: Path) -> UsbDevice | None:
    vendor, product = _text(path / "idVendor").lower(), _text(path / "idProduct").lower()
    if not _ID.fullmatch(vendor) or not _ID.fullmatch(product):
        return None
    return UsbDevice(
        port=path.name,
        vendor=vendor,
        product=product,
        device_number=_text(path / "devnum"),
        maker=_text(path / "manufacturer"),
        model=_text(path / "product"),
        serial=_text(path / "serial"),
        classes=_classes(path),
    )


def _classes(path: Path) -> frozenset[str]:
    try:
        interfaces = [one for one in path.iterdir() if ":" in one.name]
    except OSError:
        interfaces = []
    named = {_text(one / "bInterfaceClass").lower() for one in interfaces} | {
        _text(path / "bDeviceClass").lower()
    }
    # 00: as the interfaces say; ef, ff: anything
    return frozenset(code for code in named if _CLASS.fullmatch(code)) - {"00", "ef", "ff"}


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            told = opened.read(4 * _LONGEST_TEXT)
    except OSError:
        return ""
    text = told.decode("utf-8", "replace").strip()
    return "".join(character if character.isprintable() else "?" for character in text)[:_LONGEST_TEXT]


def _order(port: str) -> tuple[list[int], str]:
    return [int(number) for number in re.findall(r"\d+", port)], port
