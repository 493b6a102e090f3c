"""The floor's far side: takes bytes by HTTP and makes the disk wait as often as the platform must, and nothing else.

A PUT is one file, durable, and one row; a POST to ``/rows/<n>`` is n rows, each durable by itself. Nothing is checked,
opened, judged or signed. Run as a process of its own with its folder; it says ``listening <port>``.
"""

import socket
import sqlite3
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path

import uvicorn

from app.follow_parent import end_with_parent
from benchmarks.raw_store import sync, write

KEEP_ALIVE_S = 75

Message = MutableMapping[str, object]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class PlainPlatform:
    """An ASGI application over one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connection = sqlite3.connect(folder / "plain.db", isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = wal")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("CREATE TABLE row (name TEXT, content BLOB)")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        body = bytearray()
        while True:
            message = await receive()
            part = message.get("body", b"")
            body += part if isinstance(part, bytes) else b""
            if not message.get("more_body"):
                break
        name = Path(str(scope["path"])).name
        if scope["method"] == "PUT":
            write(self._folder / name, bytes(body))
            sync(self._folder)
            self._keep(name, b"")
        else:
            count = int(name)
            for position in range(count):
                self._keep(str(position), bytes(body[: len(body) // count]))
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    def _keep(self, name: str, content: bytes) -> None:
        self._connection.execute("INSERT INTO row VALUES (?, ?)", (name, content))


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        (listener,) = sockets or []
        sys.stdout.write(f"listening {listener.getsockname()[1]}\n")
        sys.stdout.flush()


def main(folder: str) -> None:
    end_with_parent()
    config = uvicorn.Config(
        PlainPlatform(Path(folder)),
        timeout_keep_alive=KEEP_ALIVE_S,
        access_log=False,
        log_config=None,
        lifespan="off",
        ws="none",
    )
    with socket.create_server(("127.0.0.1", 0)) as listener:
        _Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main(sys.argv[1])
