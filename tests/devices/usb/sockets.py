"""A kiosk's USB sockets as a folder tree like the kernel's /sys, and hands that plug in and pull out."""

from pathlib import Path


class Sockets:
    """``sysfs`` is the root to look at."""

    def __init__(self, sysfs: Path) -> None:
        self.sysfs = sysfs
        self._devices = sysfs / "bus" / "usb" / "devices"
        self._devices.mkdir(parents=True)
        self._number = 1

    def plug_in(
        self, port: str, id_: str, *, classes: tuple[str, ...] = (), texts: dict[str, bytes] | None = None
    ) -> None:
        """Lays the files of a device and its interfaces; each plugging in gives a new device number."""
        self._number += 1
        vendor, product = id_.split(":")
        device = self._devices / port
        device.mkdir()
        files = {
            "idVendor": vendor.encode(),
            "idProduct": product.encode(),
            "bDeviceClass": b"00",
            "devnum": str(self._number).encode(),
            **(texts or {}),
        }
        for name, text in files.items():
            (device / name).write_bytes(text + b"\n")
        for number, code in enumerate(classes):
            interface = device / f"{port}:1.{number}"
            interface.mkdir()
            (interface / "bInterfaceClass").write_bytes(code.encode() + b"\n")
            (self._devices / interface.name).symlink_to(interface)

    def pull(self, port: str) -> None:
        for path in sorted(self._devices.rglob("*"), reverse=True):
            if path.relative_to(self._devices).parts[0].split(":")[0] == port:
                path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
