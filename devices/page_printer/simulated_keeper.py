"""Keeps the programs of one simulated printer, and ends with whoever started it: a process of its own.

Started as ``python3 -I -S simulated_keeper.py FOLDER``. On standard input it takes one word a line: ``on PORT``
(answered by ``up`` or by ``failed`` with the reason) and ``off`` (answered by ``down``). When standard input ends,
because the simulator closed it or died, everything ends and FOLDER, with whatever documents were in it, is deleted.

ippeveprinter wants to announce itself over DNS-SD and refuses to start without a D-Bus system bus, even when told not
to (``-r off``). A bus of its own, on a socket in FOLDER, is enough; no Avahi, no root, nothing seen from outside.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path

BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/>
<allow own="*"/></policy></busconfig>
"""
UP_WITHIN_S = 5.0
_LOOK_S = 0.01
# The kernel ends the program when this process dies, however that happens.
_WITH_US = ("setpriv", "--pdeathsig", "KILL", "--")
_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


class Keeper:
    """``folder`` is private to this printer; nothing runs until `switch_on`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bus: subprocess.Popen[bytes] | None = None
        self._printer: subprocess.Popen[bytes] | None = None
        self._last_words: deque[str] = deque(maxlen=5)

    def switch_on(self, port: int) -> str:
        """``up``, or why not."""
        if self._bus is None:
            self._bus = self._start_bus()
        self._printer = self._start_printer(port)
        until = time.monotonic() + UP_WITHIN_S
        while time.monotonic() < until and self._printer.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
            except OSError:
                time.sleep(_LOOK_S)
            else:
                return "up" if self._printer.poll() is None else "failed port taken"
        self.switch_off()
        return "failed " + "; ".join(self._last_words)

    def switch_off(self) -> str:
        _end(self._printer)
        self._printer = None
        return "down"

    def clear_away(self) -> None:
        self.switch_off()
        _end(self._bus)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start_bus(self) -> subprocess.Popen[bytes]:
        bus_socket = self._folder / "bus"
        configuration = self._folder / "bus.conf"
        configuration.write_text(BUS_CONFIGURATION.format(socket=bus_socket))
        bus = self._start("dbus-daemon", "--nofork", "--nopidfile", f"--config-file={configuration}")
        until = time.monotonic() + UP_WITHIN_S
        while not bus_socket.exists() and bus.poll() is None and time.monotonic() < until:
            time.sleep(_LOOK_S)
        return bus

    def _start_printer(self, port: int) -> subprocess.Popen[bytes]:
        spool = self._folder / "spool"
        spool.mkdir(mode=0o700, exist_ok=True)
        command = Path(__file__).with_name("simulated_print_command.py")
        options = ["-n", "localhost", "-p", str(port), "-r", "off", "-d", str(spool), "-c", str(command)]
        options += [
            "-K",
            str(self._folder),
            "-D",
            "file:///dev/null",
            "--no-web-forms",
            "-f",
            "application/pdf",
        ]
        return self._start(
            "ippeveprinter", *options, "-M", "Jinban", "-m", "Simulated", "Jinban page printer"
        )

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        environment = {
            "PATH": _PATH,
            "HOME": str(self._folder),
            "TMPDIR": str(self._folder),
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self._folder / 'bus'}",
            "JINBAN_SIMULATED_PRESS": str(self._folder / "press"),
        }
        process = subprocess.Popen(
            [*_WITH_US, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
        )
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        return process

    def _listen(self, process: "subprocess.Popen[bytes]") -> None:
        if process.stderr is not None:
            for line in process.stderr:
                self._last_words.append(line.decode(errors="replace").strip())


def _end(process: "subprocess.Popen[bytes] | None") -> None:
    if process is not None:
        process.kill()
        process.wait()


def _end_at_signal(_number: int, _frame: object) -> None:
    sys.exit(0)


def main() -> None:
    os.umask(0o077)
    signal.signal(signal.SIGTERM, _end_at_signal)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keeper = Keeper(Path(sys.argv[1]))
    try:
        for line in sys.stdin:
            match line.split():
                case ["on", port]:
                    answer = keeper.switch_on(int(port))
                case ["off"]:
                    answer = keeper.switch_off()
                case _:
                    answer = "failed unknown word"
            print(answer, flush=True)
    finally:
        keeper.clear_away()


if __name__ == "__main__":
    main()
