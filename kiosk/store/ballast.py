"""A few megabytes kept in reserve, so that a full disk never stops the station from clearing up.

On a full disk even DELETE fails. When a write meets one, the ballast is given up: the worker can then record receipts
and purge, which frees space, while new applications are refused early. Once there is room the ballast is laid anew.
"""

import os
from dataclasses import dataclass

from config.faults import EnvironmentFault, FaultCode
from kiosk.store.data_folder import DataFolder


@dataclass(frozen=True, slots=True)
class Ballast:
    """``ballast_bytes`` in reserve; below ``floor_bytes`` of free disk no application is taken. Any thread."""

    folder: DataFolder
    ballast_bytes: int
    floor_bytes: int

    def lay(self) -> bool:
        """Whether it lies there in full, after laying it if the disk has room beyond the floor. Raises OSError."""
        if self._laid():
            return True
        if self.free_bytes() < self.floor_bytes + self.ballast_bytes:
            return False
        descriptor = os.open(self.folder.ballast, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, max(1, self.ballast_bytes))
        finally:
            os.close(descriptor)
        return True

    def give_up(self) -> None:
        """Frees it for clearing up. Raises OSError."""
        self.folder.ballast.unlink(missing_ok=True)

    def require_room(self) -> None:
        """Raises EnvironmentFault(DISK_FULL) while the disk is too full to take another application."""
        if self.free_bytes() < self.floor_bytes:
            raise EnvironmentFault(FaultCode.DISK_FULL, "below the floor")
        if not self.lay():
            raise EnvironmentFault(FaultCode.DISK_FULL, "the ballast is given up")

    def free_bytes(self) -> int:
        """Bytes that this user may still write."""
        disk = os.statvfs(self.folder.root)
        return disk.f_bavail * disk.f_frsize

    def _laid(self) -> bool:
        try:
            return self.folder.ballast.stat().st_blocks * 512 >= self.ballast_bytes
        except FileNotFoundError:
            return False
