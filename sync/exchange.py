"""One HTTP exchange that always ends: by an answer, or by a limit on time and size.

``requests`` bounds the wait for a connection and between two bytes, never the whole: a far side that sends one byte a
second holds it for ever. Here a timer shuts the socket down when the time is over, whatever the exchange is doing
(TLS, sending, waiting for headers, reading); name resolution alone is left to the system's own limit. Compression is
refused, so the cap on received bytes is a cap on memory, and no gzip bomb is ever opened.

An `HttpExchange` is used by one thread; `cut` may be called from any.
"""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from types import TracebackType
from typing import Self

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from sync.outcome import Break, NotThePlatform, RawAnswer, Unreachable, Untrusted

MAX_ANSWER_BYTES = 4 * 1024 * 1024
CONNECT_TIMEOUT_S = 3.05
READ_TIMEOUT_S = 15.0
_CHUNK_BYTES = 64 * 1024

Exchanged = RawAnswer | Unreachable | Untrusted | NotThePlatform


class HttpExchange:
    """A connection to one far side, kept open between exchanges."""

    def __init__(self, *, ca_bundle: Path | None = None, environment_proxy: bool = False) -> None:
        """``ca_bundle`` is a PEM file of the authorities to trust in place of the public ones."""
        self._wire = _LiveWire()
        self._session = requests.Session()
        self._session.trust_env = environment_proxy
        self._session.headers.clear()
        # A portal's cookies are not carried on.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        self._verify = True if ca_bundle is None else str(ca_bundle)
        adapter = _CuttableAdapter(self._wire)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapter)

    def send(
        self, method: str, url: str, body: bytes, headers: dict[str, str], deadline_s: float
    ) -> Exchanged:
        """One request and its whole answer within ``deadline_s`` seconds. Follows no redirect."""
        if self._wire.stopped:
            return Unreachable(Break.STOPPED, sent=False)
        with self._wire.limited_to(deadline_s):
            try:
                answer: Exchanged = self._exchange(method, url, body, headers)
            except (OSError, HTTPError) as error:  # requests' own are OSErrors; reading raises urllib3's
                answer = self._failure(error)
        if not isinstance(answer, RawAnswer):
            self._wire.drop()
        return answer

    def cut(self) -> None:
        """Ends the exchange that is under way and every later one, at once (any thread, also a signal handler)."""
        self._wire.cut(Break.STOPPED)

    def close(self) -> None:
        self._session.close()
        self._wire.drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _exchange(
        self, method: str, url: str, body: bytes, headers: dict[str, str]
    ) -> RawAnswer | Unreachable | NotThePlatform:
        with self._session.request(
            method,
            url,
            data=body,
            headers={"Accept-Encoding": "identity", "Accept": "application/json", **headers},
            timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S),
            allow_redirects=False,
            stream=True,
            verify=self._verify,
        ) as response:
            if response.headers.get("Content-Encoding", "identity") != "identity":
                return NotThePlatform(response.status_code)
            content = bytearray()
            while chunk := response.raw.read(_CHUNK_BYTES, decode_content=False):
                content += chunk
                if len(content) > MAX_ANSWER_BYTES:
                    return NotThePlatform(response.status_code)
            if self._wire.cut_for is not None:  # a body without a length ends like this as well
                return Unreachable(self._wire.cut_for, sent=True)
            if response.headers.get("Connection", "").lower() == "close":
                self._wire.drop()
            return RawAnswer(
                response.status_code,
                bytes(content),
                response.headers.get("Retry-After"),
                response.headers.get("Date"),
            )

    def _failure(self, error: Exception) -> Unreachable | Untrusted:
        causes = list(_causes(error))
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
            return Untrusted()
        if any(isinstance(cause, NewConnectionError | ConnectTimeoutError) for cause in causes):
            return Unreachable(self._wire.cut_for or Break.NO_CONNECTION, sent=False)
        return Unreachable(self._wire.cut_for or Break.CUT, sent=True)


class _LiveWire:
    """The TCP connection in use, by a second descriptor: TLS takes the first one away from whoever made it."""

    def __init__(self) -> None:
        # Re-entrant: a signal's handler cuts in the very thread that may be holding it.
        self._lock = threading.RLock()
        self._socket: socket.socket | None = None
        self.stopped = False
        self.cut_for: Break | None = None

    @contextmanager
    def limited_to(self, seconds: float) -> Iterator[None]:
        with self._lock:
            self.cut_for = Break.STOPPED if self.stopped else None
        timer = threading.Timer(seconds, self.cut, (Break.DEADLINE,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def took(self, connection: socket.socket) -> None:
        with self._lock:
            self.drop()
            self._socket = connection.dup()
            if self.cut_for is not None:
                self._shut_down()

    def cut(self, cause: Break) -> None:
        with self._lock:
            self.stopped = self.stopped or cause is Break.STOPPED
            self.cut_for = self.cut_for or cause
            self._shut_down()

    def drop(self) -> None:
        """Lets the connection go; as long as our descriptor is open the far side would not learn of its end."""
        with self._lock:
            self._shut_down()
            if self._socket is not None:
                self._socket.close()
                self._socket = None

    def _shut_down(self) -> None:
        if self._socket is None:
            return
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:  # the far side was first
            return


class _CuttableAdapter(HTTPAdapter):
    """Shows every connection that it makes to the live wire."""

    def __init__(self, wire: _LiveWire) -> None:
        self._wire = wire
        super().__init__(pool_connections=1, pool_maxsize=1)
        _show_connections(self.poolmanager, wire)

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: object) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(proxy, **proxy_kwargs)
        _show_connections(manager, self._wire)
        return manager


def _show_connections(manager: PoolManager, wire: _LiveWire) -> None:
    class PlainConnection(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            connection = super()._new_conn()
            wire.took(connection)
            return connection

    class TlsConnection(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            connection = super()._new_conn()
            wire.took(connection)
            return connection

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = PlainConnection

    class TlsPool(HTTPSConnectionPool):
        ConnectionCls = TlsConnection

    manager.pool_classes_by_scheme = {"http": PlainPool, "https": TlsPool}


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything that it wraps: requests wraps urllib3, which wraps the socket's and OpenSSL's."""
    seen: set[int] = set()
    pending: list[object] = [error]
    while pending:
        cause = pending.pop()
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            pending += [cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args]
