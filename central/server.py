"""Serves the platform on this machine's loopback; another host reaches it through a proxy that adds TLS.

There is no access log: the platform's own log names cases and stations where something happened.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from central.api import create_app
from central.platform import Platform

HOST = "127.0.0.1"
KEEP_ALIVE_S = 75
"""Longer than a station's heartbeat; uvicorn's own 5 s would cut nearly every second request off."""
_GRACE_S = 5
_START_DEADLINE_S = 30.0


def serve(platform: Platform, port: int, announce: Callable[[str], None]) -> None:
    """Serves until SIGTERM or SIGINT; port 0 is any free one. ``announce`` is told the address once it answers.

    Main thread only. Raises OSError when the port is taken.
    """
    with _listening(port) as listener:
        _Server(platform, lambda: announce(_url(listener))).run(sockets=[listener])


@contextmanager
def serve_in_thread(platform: Platform, port: int = 0) -> Iterator[str]:
    """Serves beside the caller while the ``with`` lasts; gives the address. Raises OSError when the port is taken."""
    up = threading.Event()
    with _listening(port) as listener:
        server = _Server(platform, up.set)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, name="platform", daemon=True
        )
        thread.start()
        try:
            if not up.wait(_START_DEADLINE_S):
                raise TimeoutError("the platform did not start")
            yield _url(listener)
        finally:
            server.should_exit = True
            thread.join()


class _Server(uvicorn.Server):
    def __init__(self, platform: Platform, on_up: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                create_app(platform),
                timeout_keep_alive=KEEP_ALIVE_S,
                timeout_graceful_shutdown=_GRACE_S,
                access_log=False,
                log_config=None,
                server_header=False,
                lifespan="off",
                ws="none",
            )
        )
        self._on_up = on_up

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_up()


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    # The protocol is named because asyncio turns Nagle's algorithm off only for sockets that say they are TCP; with it
    # on, every answer waits 40 ms for the station's delayed acknowledgement.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(512)
        yield listener


def _url(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"
