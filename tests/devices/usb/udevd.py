"""Speaks as udevd does: sends its message about one device to whoever listens on the kernel's netlink.

The message is libudev's own (systemd, src/libsystemd/sd-device/device-monitor.c): a header with hashes for the filter
in the kernel, then the device's properties. Only root may send it.
"""

import socket
import struct

_NETLINK_KOBJECT_UEVENT = 15
_UDEV_GROUP = 2
_MAGIC = 0xFEEDCAFE
_HEADER = "8sIIIIIIII"


def tell(action: str, port: str) -> None:
    """``add`` or ``remove`` of the device at a port. Raises PermissionError."""
    properties = b"".join(
        f"{name}={value}\0".encode()
        for name, value in {
            "ACTION": action,
            "DEVPATH": f"/devices/pci0000:00/0000:00:14.0/usb1/{port}",
            "SUBSYSTEM": "usb",
            "DEVTYPE": "usb_device",
            "SEQNUM": "4711",
        }.items()
    )
    size = struct.calcsize(_HEADER)
    header = struct.pack(
        _HEADER,
        b"libudev\0",
        socket.htonl(_MAGIC),
        size,
        size,
        len(properties),
        socket.htonl(_murmur_hash_2(b"usb")),
        socket.htonl(_murmur_hash_2(b"usb_device")),
        0,
        0,
    )
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_KOBJECT_UEVENT) as udevd:
        udevd.bind((0, 0))
        udevd.sendto(header + properties, (0, _UDEV_GROUP))


def _murmur_hash_2(data: bytes) -> int:
    m, mask = 0x5BD1E995, 0xFFFFFFFF
    hashed = len(data)
    while len(data) >= 4:
        k = int.from_bytes(data[:4], "little") * m & mask
        k = (k ^ k >> 24) * m & mask
        hashed = (hashed * m & mask) ^ k
        data = data[4:]
    if data:
        hashed = (hashed ^ int.from_bytes(data, "little")) * m & mask
    hashed = (hashed ^ hashed >> 13) * m & mask
    return hashed ^ hashed >> 15
