"""A receipt printer on USB, through the kernel's printer class driver: the character device ``/dev/usb/lp0``.

Habits of that driver (Linux, drivers/usb/class/usblp.c):

- One program at a time: a second one gets EBUSY. CUPS' own USB backend takes the printer away from the driver
  altogether, and the device file vanishes: no CUPS queue may be set up for this printer.
- It buffers nothing. A write that "succeeded" without waiting is still on its way, and closing cancels it; therefore
  `send` waits until the printer has really taken the bytes.
- Reading begins at opening, so an answer to whoever used the printer before may come first: it is thrown away.
- Many printers answer "nothing to say" by an empty packet: a read of 0 bytes, at once, again and again. It is no end.
- A pulled cable is not told by poll as a hang-up; the next read or write says ENODEV.

An open connection is used by one thread.
"""

import contextlib
import errno
import os
import select
import time
from collections.abc import Iterator

from config.faults import EnvironmentFault, FaultCode
from devices.receipt_printer.connection import Deadline

_CHUNK_BYTES = 256
_STALE_S = 0.05
_STALE_AT_MOST_S = 0.25
_EMPTY_PACKET_REST_S = 0.01

_FAULTS = {
    errno.EBUSY: FaultCode.PRINTER_BUSY,
    errno.EACCES: FaultCode.PRINTER_FORBIDDEN,
    errno.EPERM: FaultCode.PRINTER_FORBIDDEN,
    # The driver asked the printer by the class's own status request while it took no bytes.
    errno.ENOSPC: FaultCode.PRINTER_PAPER_OUT,
    # The printer has no way back (interface protocol 1): it will never answer a question.
    errno.EINVAL: FaultCode.PRINTER_SILENT,
}
"""All others (ENOENT, ENODEV, ENXIO, EIO ...) mean that it is not there, or not any more."""


class UsbConnection:
    """Opening raises EnvironmentFault: PRINTER_UNPLUGGED, PRINTER_BUSY, PRINTER_FORBIDDEN; 0.3 s at most."""

    def __init__(self, device: str) -> None:
        with _told_by_the_driver():
            self._file = os.open(device, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        try:
            self._drop_stale()
        except EnvironmentFault:
            self.close()
            raise

    def send(self, data: bytes, deadline: Deadline) -> None:
        with _told_by_the_driver():
            left = memoryview(data)
            while left:
                self._wait_writable(deadline)
                with contextlib.suppress(BlockingIOError):
                    left = left[os.write(self._file, left) :]
            self._wait_writable(deadline)

    def receive(self, deadline: Deadline) -> bytes:
        with _told_by_the_driver():
            while ready := self._poll(select.POLLIN, deadline):
                try:
                    data = os.read(self._file, _CHUNK_BYTES)
                except BlockingIOError:
                    data = b""
                if not data and ready & (select.POLLHUP | select.POLLERR):
                    raise OSError(errno.ENODEV, "hung up")
                if data or deadline.passed:
                    return data
                time.sleep(min(_EMPTY_PACKET_REST_S, deadline.remaining_s))
        return b""

    def close(self) -> None:
        if self._file >= 0:
            with contextlib.suppress(OSError):
                os.close(self._file)
            self._file = -1

    def _drop_stale(self) -> None:
        at_most = Deadline.after(_STALE_AT_MOST_S)
        while not at_most.passed and self.receive(at_most.within(_STALE_S)):
            pass

    def _wait_writable(self, deadline: Deadline) -> None:
        if not self._poll(select.POLLOUT, deadline):
            raise EnvironmentFault(FaultCode.PRINTER_OFFLINE, "the printer takes no data")

    def _poll(self, event: int, deadline: Deadline) -> int:
        """What is the case, errors and hang-ups included; 0 when the time is over."""
        poll = select.poll()
        poll.register(self._file, event)
        return next((happened for _, happened in poll.poll(deadline.remaining_s * 1000)), 0)


@contextlib.contextmanager
def _told_by_the_driver() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = _FAULTS.get(error.errno or 0, FaultCode.PRINTER_UNPLUGGED)
        raise EnvironmentFault(code, errno.errorcode.get(error.errno or 0, "")) from error
