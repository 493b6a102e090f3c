"""One IPP message to the printer and its answer back, over HTTP, always ending in time.

The standard library's HTTP client, because it does nothing unasked: no proxies from the environment, no redirects, no
connection kept for later. A kept one would take the first bytes after the printer was unplugged as if all were well;
here every message opens its own, and finds out at once. Its one lack is a limit on the whole: a printer that sends a
byte a second would hold it for ever, so a timer shuts the socket down. Name resolution alone keeps the system's limit.

ipps is verified against the authorities of the system. An `IppLine` may be used by any thread.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from urllib.parse import urlsplit

from config.faults import FaultCode

CONNECT_S = 2.0
MAX_ANSWER_BYTES = 1024 * 1024
_CHUNK_BYTES = 64 * 1024
_IPP_PORT = 631
_MEDIA_TYPE = "application/ipp"


class Sent(Enum):
    """How much of a message went out before it failed: what the printer can have done with it hangs on this."""

    NOTHING = auto()
    A_PART = auto()
    ALL = auto()


@dataclass(frozen=True, slots=True)
class Heard:
    """The body of an answer that calls itself IPP; not yet looked at."""

    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """No IPP answer came.

    PAGE_PRINTER_UNPLUGGED: nobody there, or gone in the middle; _SILENT: not in time; _GARBLED: something else than
    IPP; _UNTRUSTED: its certificate is not one to trust; _REFUSED and _NO_QUEUE: HTTP said so (401, 403, 426; 404).
    """

    fault: FaultCode
    sent: Sent
    detail: str = ""


class IppLine:
    """The way to one printer or queue, by its ``ipp://`` or ``ipps://`` URI."""

    def __init__(self, uri: str, trusted: Callable[[], ssl.SSLContext] = ssl.create_default_context) -> None:
        """Opens nothing. Raises ValueError for a URI without host or with an impossible port."""
        parts = urlsplit(uri)
        if not parts.hostname:
            raise ValueError("a printer's URI needs a host")
        self.uri = uri
        self._host = parts.hostname
        self._port = parts.port or _IPP_PORT
        self._path = parts.path or "/"
        self._trusted = trusted if parts.scheme == "ipps" else None

    def exchange(self, message: Sequence[bytes], deadline_s: float) -> Heard | NoAnswer:
        """Sends the pieces as one message and waits for the whole answer, ``deadline_s`` seconds at most."""
        try:
            connection = socket.create_connection((self._host, self._port), min(CONNECT_S, deadline_s))
        except OSError as error:
            return NoAnswer(FaultCode.PAGE_PRINTER_UNPLUGGED, Sent.NOTHING, type(error).__name__)
        with connection, _shut_down_after(deadline_s, connection) as is_over:
            connection.settimeout(deadline_s)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return self._talk(connection, message, is_over)

    def _talk(
        self, connection: socket.socket, message: Sequence[bytes], is_over: threading.Event
    ) -> Heard | NoAnswer:
        pieces = _Pieces(message)
        try:
            talker = http.client.HTTPConnection(self._host, self._port)
            talker.sock = self._encrypted(connection)
            with _closing(talker):
                return self._ask(talker, pieces, is_over)
        except ssl.SSLCertVerificationError:
            return NoAnswer(FaultCode.PAGE_PRINTER_UNTRUSTED, Sent.NOTHING, "certificate")
        except (OSError, http.client.HTTPException, ValueError) as error:
            if is_over.is_set() or isinstance(error, TimeoutError):
                return NoAnswer(FaultCode.PAGE_PRINTER_SILENT, pieces.sent)
            is_garbage = not isinstance(error, OSError) or isinstance(error, ssl.SSLError)
            fault = FaultCode.PAGE_PRINTER_GARBLED if is_garbage else FaultCode.PAGE_PRINTER_UNPLUGGED
            return NoAnswer(fault, pieces.sent, type(error).__name__)

    def _encrypted(self, connection: socket.socket) -> socket.socket:
        if self._trusted is None:
            return connection
        return self._trusted().wrap_socket(connection, server_hostname=self._host)

    def _ask(
        self, talker: http.client.HTTPConnection, pieces: "_Pieces", is_over: threading.Event
    ) -> Heard | NoAnswer:
        headers = {"Content-Type": _MEDIA_TYPE, "Content-Length": str(pieces.size), "Connection": "close"}
        try:
            talker.request("POST", self._path, body=pieces, headers=headers)
        except (BrokenPipeError, ConnectionResetError):
            if pieces.sent is Sent.NOTHING:
                raise
            # A printer that refuses a document hangs up before its end; its reason may still be there to be read.
        with talker.getresponse() as response:
            body = bytearray()
            while chunk := response.read(_CHUNK_BYTES):
                body += chunk
                if len(body) > MAX_ANSWER_BYTES:
                    return NoAnswer(FaultCode.PAGE_PRINTER_GARBLED, pieces.sent, "endless answer")
        if is_over.is_set():  # a body without a length ends like this as well
            return NoAnswer(FaultCode.PAGE_PRINTER_SILENT, pieces.sent)
        kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
        if response.status == http.client.OK and kind == _MEDIA_TYPE:
            return Heard(bytes(body))
        fault = _HTTP_FAULTS.get(response.status, FaultCode.PAGE_PRINTER_GARBLED)
        return NoAnswer(fault, pieces.sent, f"HTTP {response.status}")


_HTTP_FAULTS = {
    401: FaultCode.PAGE_PRINTER_REFUSED,
    403: FaultCode.PAGE_PRINTER_REFUSED,
    404: FaultCode.PAGE_PRINTER_NO_QUEUE,
    426: FaultCode.PAGE_PRINTER_REFUSED,
}


class _Pieces:
    """The message in chunks small enough for the deadline to be felt between them; knows how far it got."""

    def __init__(self, message: Sequence[bytes]) -> None:
        self._message = message
        self.size = sum(len(piece) for piece in message)
        self.sent = Sent.NOTHING

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._message:
            view = memoryview(piece)
            for start in range(0, len(piece), _CHUNK_BYTES):
                self.sent = Sent.A_PART
                yield bytes(view[start : start + _CHUNK_BYTES])
        self.sent = Sent.ALL


@contextmanager
def _closing(talker: http.client.HTTPConnection) -> Iterator[None]:
    try:
        yield
    finally:
        talker.close()


@contextmanager
def _shut_down_after(seconds: float, connection: socket.socket) -> Iterator[threading.Event]:
    # By a second descriptor: TLS takes the first one away from whoever opened it.
    second = connection.dup()
    is_over = threading.Event()

    def shut_down() -> None:
        is_over.set()
        try:
            second.shutdown(socket.SHUT_RDWR)
        except OSError:  # the printer was first
            return

    timer = threading.Timer(seconds, shut_down)
    timer.daemon = True
    timer.start()
    try:
        yield is_over
    finally:
        timer.cancel()
        timer.join()
        second.close()
