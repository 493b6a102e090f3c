"""A real CUPS of one's own: cupsd in a folder of its own, on a loopback port of its own, with one raw queue."""

import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from devices.page_printer.exchange import Heard, IppLine
from devices.page_printer.ipp_codec import (
    Attribute,
    GroupTag,
    ValueTag,
    decode_response,
    encode_request,
)
from devices.page_printer.ipp_printer import queue_uri

_UP_WITHIN_S = 10.0
_ADD_MODIFY_PRINTER = 0x4003
_PAUSE_PRINTER = 0x0010
_RESUME_PRINTER = 0x0011
_IDLE = 3

_FILES = """ServerRoot {folder}/root
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/tmp
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
Sandboxing relaxed
"""
_SERVER = """Listen 127.0.0.1:{port}
LogLevel none
Browsing Off
WebInterface No
PreserveJobFiles No
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""


class PrivateCups:
    """Runs from construction to `close`."""

    queue = "desk"

    def __init__(self) -> None:
        # Not pytest's folder: CUPS runs its backends as another user, who could not pass through that.
        self._folder = Path(tempfile.mkdtemp(prefix="jinban-cups-"))
        self._folder.chmod(0o711)
        for part in ("root", "spool", "cache", "state", "tmp", "log"):
            (self._folder / part).mkdir()
        port = _free_port()
        self.server = f"127.0.0.1:{port}"
        self.uri = queue_uri(self.queue, self.server)
        files, server = self._folder / "cups-files.conf", self._folder / "cupsd.conf"
        files.write_text(_FILES.format(folder=self._folder))
        server.write_text(_SERVER.format(port=port))
        command = [
            "setpriv",
            "--pdeathsig",
            "KILL",
            "--",
            "/usr/sbin/cupsd",
            "-f",
            "-c",
            str(server),
            "-s",
            str(files),
        ]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        until = time.monotonic() + _UP_WITHIN_S
        while not _answers(port):
            assert self._process.poll() is None, "cupsd does not start; it needs the Debian package cups"
            assert time.monotonic() < until
            time.sleep(0.01)

    def lead_to(self, device_uri: str) -> None:
        """Adds the queue, or points it to another printer."""
        self._order(
            _ADD_MODIFY_PRINTER,
            [
                Attribute("device-uri", ValueTag.URI, (device_uri,)),
                Attribute("printer-is-accepting-jobs", ValueTag.BOOLEAN, (True,)),
                Attribute("printer-state", ValueTag.ENUM, (_IDLE,)),
            ],
        )

    def pause(self) -> None:
        self._order(_PAUSE_PRINTER)

    def resume(self) -> None:
        self._order(_RESUME_PRINTER)

    def documents_on_disk(self) -> list[str]:
        """The spool's data files."""
        return [file.name for file in (self._folder / "spool").glob("d*")]

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self._folder)

    def _order(self, operation: int, printer: list[Attribute] | None = None) -> None:
        own = [
            Attribute("attributes-charset", ValueTag.CHARSET, ("utf-8",)),
            Attribute("attributes-natural-language", ValueTag.LANGUAGE, ("en",)),
            Attribute("printer-uri", ValueTag.URI, (self.uri,)),
            Attribute("requesting-user-name", ValueTag.NAME, ("technician",)),
        ]
        groups = [(GroupTag.OPERATION, own), *([(GroupTag.PRINTER, printer)] if printer else [])]
        heard = IppLine(self.uri).exchange([encode_request(operation, 1, groups)], 5)
        assert isinstance(heard, Heard)
        assert decode_response(heard.body).status == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
