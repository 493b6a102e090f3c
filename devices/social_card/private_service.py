"""Keeps a PC/SC service (pcscd) of its own for simulated readers, out of everybody else's sight.

A process of its own, run as ``python -I -S private_service.py SOCKET FOLDER``; SOCKET is one end of a pair of packet
sockets. pcscd's socket has one fixed name on a machine, and the driver of the virtual reader listens on all networks;
so this process first enters namespaces of its own for mounts and network (as an ordinary user: for users too), where
``/run/pcscd`` is FOLDER/run and the loopback is nobody else's. Where the machine forbids that to root, the system's own
place is used, unless a pcscd answers there.

First it says ``ok <pcscd's socket>`` or ``no <reason>``. Then each request is one packet, each answer one:

| request | does | answers |
|---|---|---|
| ``start [NAME ...]`` | starts pcscd anew with these of the ``READERS`` | ``ok``, or ``no <reason>`` |
| ``kill`` | ends pcscd as a crash would | ``ok`` |
| ``card NAME`` | connects a card to the first slot of that reader | ``ok`` with the connection, or ``no <reason>`` |

When the other end closes, pcscd is ended, FOLDER is removed, and so ends this process.
"""

import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

PCSCD = Path("/usr/sbin/pcscd")
DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
SYSTEM_FOLDER = Path("/run/pcscd")
SOCKET_NAME = "pcscd.comm"
READERS = {"neighbour": "Some Other Reader", "ours": "Jinban Simulated Reader"}
"""By the name in requests the name that pcscd lists, in its order: ours is not the first."""

_SLOTS = 2
"""The driver opens so many for each reader, on so many ports; the first is used."""
_START_S = 5.0
_CONNECT_S = 0.05
_PRIVATE_PORT = 35963
_CLONE_NEWNS, _CLONE_NEWUSER, _CLONE_NEWNET = 0x00020000, 0x10000000, 0x40000000
_MS_BIND, _MS_REC, _MS_PRIVATE = 0x1000, 0x4000, 0x40000
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 0x1
_PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None, use_errno=True)


class CannotServe(Exception):
    """The machine does not let us, or something is not installed; the text says what."""


class PrivateService:
    """pcscd with virtual readers, private to this process where the machine allows it. Raises CannotServe."""

    def __init__(self, folder: Path) -> None:
        for path, package in ((PCSCD, "pcscd"), (DRIVER, "vsmartcard-vpcd")):
            if not os.access(path, os.R_OK):
                raise CannotServe(f"{path} is missing; install the package {package}")
        self._folder = folder
        self._pid = 0
        for name in ("run", "readers", "no-usb-drivers"):
            (folder / name).mkdir(0o700)
        is_root = os.geteuid() == 0
        try:
            _enter_namespaces(folder / "run")
        except OSError as refused:
            self._run = _system_folder(refused, is_root=is_root)
            port = _free_ports(_SLOTS * len(READERS))
        else:
            self._run = folder / "run"
            port = _PRIVATE_PORT
        self._ports = {name: port + _SLOTS * place for place, name in enumerate(READERS)}
        # From Debian 13 on pcscd asks polkit who may use readers; here nobody else can reach it.
        known = subprocess.run([PCSCD, "--help"], capture_output=True, check=False, stdin=subprocess.DEVNULL)
        self._flags = ["--disable-polkit"] if b"--disable-polkit" in known.stdout + known.stderr else []

    @property
    def address(self) -> Path:
        return self._run / SOCKET_NAME

    def start(self, readers: list[str]) -> None:
        """Starts pcscd, in the place of a running one, and waits until it answers. Raises CannotServe."""
        self.kill()
        entries = [self._entry(name) for name in READERS if name in readers]
        (self._folder / "readers" / "all").write_text("\n\n".join(entries) + "\n")
        self._pid = os.fork()
        if self._pid == 0:
            self._become_pcscd()
        until = time.monotonic() + _START_S
        # Under the system's name, whatever that is here: ours may be too long for a socket's.
        while not _answers():
            if os.waitpid(self._pid, os.WNOHANG)[0]:
                self._pid = 0
                raise CannotServe("pcscd ended at once")
            if time.monotonic() > until:
                self.kill()
                raise CannotServe("pcscd does not answer")
            time.sleep(0.002)

    def kill(self) -> None:
        """Ends pcscd without a farewell and sweeps up after it."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._pid = 0
            # A stale number that another process bears by now would keep the next pcscd from starting.
            for name in (SOCKET_NAME, "pcscd.pid"):
                (self._run / name).unlink(missing_ok=True)

    def connect_card(self, reader: str) -> socket.socket:
        """A connection to a reader's first slot. Raises CannotServe when it is not there, or not just now: the driver
        lets one card wait until it looks for it, every 0.4 s."""
        try:
            connection = socket.create_connection(("127.0.0.1", self._ports[reader]), _CONNECT_S)
        except OSError as refused:
            raise CannotServe("no reader") from refused
        connection.setblocking(True)
        return connection

    def _become_pcscd(self) -> None:
        try:
            _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            nothing = os.open(os.devnull, os.O_RDWR)
            for standard in (0, 1, 2):
                os.dup2(nothing, standard)
            surroundings = {
                "PATH": "/usr/sbin:/usr/bin",
                "PCSCLITE_HP_DROPDIR": f"{self._folder}/no-usb-drivers",
            }
            words = [
                "pcscd",
                "--foreground",
                "--critical",
                *self._flags,
                "--config",
                f"{self._folder}/readers",
            ]
            os.execve(PCSCD, words, surroundings)  # noqa: S606
        finally:
            os._exit(127)

    def _entry(self, name: str) -> str:
        # The driver counts slots, not readers: each reader needs a copy of it.
        driver = self._folder / f"{name}.so"
        if not driver.exists():
            shutil.copyfile(DRIVER, driver)
        port = self._ports[name]
        return (
            f'FRIENDLYNAME "{READERS[name]}"\nDEVICENAME /dev/null:{port}\nLIBPATH {driver}\nCHANNELID {port}'
        )


def _enter_namespaces(run: Path) -> None:
    """Own mounts, network and, where that needs it, own users. Raises OSError."""
    user, group = os.geteuid(), os.getegid()
    if user != 0 or _libc.unshare(_CLONE_NEWNS) != 0:
        _check(_libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNS), "unshare")
        for name, text in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
            Path("/proc/self", name).write_text(text)
    _check(_libc.mount(None, b"/", None, _MS_REC | _MS_PRIVATE, None), "mount")
    # Opened before /run may be covered: the folder may lie there.
    place = os.open(run, os.O_PATH | os.O_DIRECTORY)
    if not SYSTEM_FOLDER.is_dir():
        _check(_libc.mount(b"tmpfs", b"/run", b"tmpfs", 0, None), "mount tmpfs")
        SYSTEM_FOLDER.mkdir(0o755)
    _check(_libc.mount(f"/proc/self/fd/{place}".encode(), bytes(SYSTEM_FOLDER), None, _MS_BIND, None), "bind")
    os.close(place)
    # Last: should anything before fail, we still share the machine's loopback.
    _check(_libc.unshare(_CLONE_NEWNET), "unshare")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16xh14x", fcntl.ioctl(any_socket, _SIOCGIFFLAGS, request))[0]
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | _IFF_UP))


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _system_folder(refused: OSError, *, is_root: bool) -> Path:
    if not is_root:
        raise CannotServe(f"namespaces are forbidden here ({refused}); allow user namespaces, or run as root")
    if _answers():
        raise CannotServe(
            f"namespaces are forbidden here ({refused}) and a pcscd runs already; stop it first"
        )
    return SYSTEM_FOLDER


def _free_ports(count: int) -> int:
    """The first of so many free neighbours."""
    while True:
        with contextlib.ExitStack() as held:
            first = int(held.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1])
            with contextlib.suppress(OSError, OverflowError):
                for port in range(first + 1, first + count):
                    held.enter_context(socket.create_server(("127.0.0.1", port)))
                return first


def _answers() -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(SYSTEM_FOLDER / SOCKET_NAME))
        except OSError:
            return False
    return True


def serve(requests: socket.socket, folder: Path) -> None:
    """Answers requests until the other end closes."""
    try:
        service = PrivateService(folder)
    except (CannotServe, OSError) as cannot:
        requests.send(f"no {cannot}".encode())
        return
    try:
        requests.send(f"ok {service.address}".encode())
        while request := requests.recv(256).decode():
            _answer(requests, service, request.split())
    finally:
        service.kill()


def _answer(requests: socket.socket, service: PrivateService, request: list[str]) -> None:
    try:
        match request:
            case ["start", *readers]:
                service.start(readers)
            case ["kill"]:
                service.kill()
            case ["card", reader]:
                with service.connect_card(reader) as connection:
                    socket.send_fds(requests, [b"ok"], [connection.fileno()])
                return
            case _:
                requests.send(b"no such request")
                return
        requests.send(b"ok")
    except CannotServe as cannot:
        requests.send(f"no {cannot}".encode())


if __name__ == "__main__":
    # Ctrl-C in a terminal is for who started us; we end when that does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    place = Path(sys.argv[2])
    try:
        with contextlib.suppress(ConnectionError), socket.socket(fileno=int(sys.argv[1])) as end:
            serve(end, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)
