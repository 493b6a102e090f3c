"""A far side that says exactly the bytes a test wants, over real TCP on loopback."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came over the wire."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Script = Callable[[Request, socket.socket], None]


@dataclass
class FarSide:
    """Where it listens and what it was asked."""

    port: int
    requests: list[Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def far_side(script: Script) -> Iterator[FarSide]:
    """Serves one request on each connection; ``script`` writes the answer, then the connection is closed."""
    listener = socket.create_server(("127.0.0.1", 0))
    side = FarSide(listener.getsockname()[1])
    open_connections: set[socket.socket] = set()
    lock = threading.Lock()

    def serve(connection: socket.socket) -> None:
        try:
            request = _read_request(connection)
            if request is not None:
                side.requests.append(request)
                script(request, connection)
        except OSError:  # the kiosk hung up, which many tests are about
            pass
        finally:
            connection.close()
            with lock:
                open_connections.discard(connection)

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with lock:
                open_connections.add(connection)
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield side
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        acceptor.join(5)
        with lock:
            for connection in open_connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue


def http_answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    """A whole HTTP answer; underscores in header names stand for hyphens."""
    reason = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unheard Of"
    lines = [f"HTTP/1.1 {status} {reason}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def says(answer: bytes) -> Script:
    """A script that always gives this answer."""
    return lambda _request, connection: connection.sendall(answer)


def json_body(value: object) -> bytes:
    return json.dumps(value).encode()


def _read_request(connection: socket.socket) -> Request | None:
    head = b""
    while b"\r\n\r\n" not in head:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        head += chunk
    head, _, body = head.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    while len(body) < int(headers.get("content-length", "0")):
        chunk = connection.recv(65536)
        if not chunk:
            return None
        body += chunk
    return Request(method, path, headers, body)
