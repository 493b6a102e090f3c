"""Every exchange with the platform ends, whatever the far side or the cable does, and takes no more than its cap."""

import gzip
import socket
import ssl
import subprocess
import threading
import time
from pathlib import Path

import pytest

from sync.exchange import MAX_ANSWER_BYTES, HttpExchange
from sync.outcome import Break, NotThePlatform, RawAnswer, Unreachable, Untrusted
from tests.sync.far_side import Request, far_side, http_answer, says


def ask(url: str, deadline_s: float = 5.0) -> object:
    with HttpExchange() as exchange:
        return exchange.send("POST", url + "/v1/submissions", b"{}", {}, deadline_s)


def test_an_ordinary_answer_comes_whole_with_its_headers() -> None:
    with far_side(
        says(http_answer(503, b"later", Retry_After="7", Date="Sun, 01 Mar 2026 01:00:00 GMT"))
    ) as side:
        assert ask(side.url) == RawAnswer(503, b"later", "7", "Sun, 01 Mar 2026 01:00:00 GMT")


def test_nobody_listens_so_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}") == Unreachable(Break.NO_CONNECTION, sent=False)


def trickle(prefix: bytes, connection: socket.socket) -> None:
    connection.sendall(prefix)
    while True:
        connection.sendall(b"a")
        time.sleep(0.02)


@pytest.mark.parametrize(
    "prefix",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\nX-Slow: ", id="headers"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", id="body"),
        pytest.param(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", id="body_without_length"),
    ],
)
def test_one_byte_at_a_time_does_not_hold_the_kiosk(prefix: bytes) -> None:
    with far_side(lambda _request, connection: trickle(prefix, connection)) as side:
        began = time.monotonic()
        assert ask(side.url, deadline_s=0.3) == Unreachable(Break.DEADLINE, sent=True)
        assert time.monotonic() - began < 2


def test_a_black_hole_does_not_hold_the_kiosk() -> None:
    silent = threading.Event()
    with far_side(lambda _request, _connection: (silent.wait(5), None)[1]) as side:
        assert ask(side.url, deadline_s=0.3) == Unreachable(Break.DEADLINE, sent=True)
        silent.set()


def test_a_far_side_that_does_not_read_does_not_hold_a_large_upload() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, HttpExchange() as exchange:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1/attachments/0"
        assert exchange.send("PUT", url, bytes(10_000_000), {}, 0.3) == Unreachable(Break.DEADLINE, sent=True)


def test_tls_that_never_shakes_hands_does_not_hold_the_kiosk() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        assert ask(url, deadline_s=0.3) == Unreachable(Break.DEADLINE, sent=True)


def test_the_cable_cut_inside_the_answer_is_no_answer() -> None:
    with far_side(says(http_answer(200, b"x" * 1000)[:-10])) as side:
        assert ask(side.url) == Unreachable(Break.CUT, sent=True)


def test_an_endless_answer_is_dropped_at_the_cap() -> None:
    def flood(_request: Request, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        sent = 0
        while sent < 20 * MAX_ANSWER_BYTES:
            sent += connection.send(bytes(65536))
        pytest.fail("the kiosk took it all")

    with far_side(flood) as side:
        assert ask(side.url) == NotThePlatform(200)


def test_a_gzip_bomb_is_never_opened() -> None:
    bomb = gzip.compress(bytes(64 * 1024 * 1024))
    with far_side(says(http_answer(200, bomb, Content_Encoding="gzip"))) as side:
        assert ask(side.url) == NotThePlatform(200)
        assert side.requests[0].headers["accept-encoding"] == "identity"


def test_a_redirect_is_not_followed() -> None:
    with far_side(says(http_answer(200))) as elsewhere:
        with far_side(says(http_answer(302, Location=elsewhere.url))) as side:
            assert ask(side.url) == RawAnswer(302, b"", None, None)
        assert elsewhere.requests == []


def test_a_portals_cookie_is_not_carried_on() -> None:
    with far_side(says(http_answer(200, Set_Cookie="portal=1"))) as side, HttpExchange() as exchange:
        for _ in range(2):
            exchange.send("GET", side.url + "/v1/health", b"", {}, 5)
        assert "cookie" not in side.requests[1].headers


def test_stopping_ends_an_exchange_at_once_and_every_later_one() -> None:
    silent = threading.Event()
    with (
        far_side(lambda _request, _connection: (silent.wait(10), None)[1]) as side,
        HttpExchange() as exchange,
    ):
        stopper = threading.Timer(0.2, exchange.cut)
        stopper.start()
        began = time.monotonic()
        assert exchange.send("GET", side.url, b"", {}, 30) == Unreachable(Break.STOPPED, sent=True)
        assert time.monotonic() - began < 2
        assert exchange.send("GET", side.url, b"", {}, 30) == Unreachable(Break.STOPPED, sent=False)
        silent.set()
        assert len(side.requests) == 1


def test_an_environment_proxy_is_ignored_unless_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        far_side(says(http_answer(200, b"proxy"))) as proxy,
        far_side(says(http_answer(200, b"direct"))) as side,
    ):
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert ask(side.url) == RawAnswer(200, b"direct", None, None)
        with HttpExchange(environment_proxy=True) as exchange:
            assert exchange.send("GET", side.url, b"", {}, 5) == RawAnswer(200, b"proxy", None, None)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate of 127.0.0.1 with its key, PEM."""
    folder = tmp_path_factory.mktemp("tls")
    pem = folder / "certificate.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command = ["openssl", "req", "-x509", *ec, *subject, "-days", "2", "-keyout", str(folder / "key.pem")]
    subprocess.run([*command, "-out", str(pem)], check=True, capture_output=True)
    return pem


def serve_tls(listener: socket.socket, pem: Path, answer: bytes) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, pem.with_name("key.pem"))
    try:
        connection, _ = listener.accept()
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(65536)
            secure.sendall(answer)
    except OSError:  # the kiosk does not shake hands with a stranger
        return


@pytest.mark.parametrize("known", [True, False])
def test_only_a_host_with_a_certificate_that_we_trust_is_spoken_to(certificate: Path, known: bool) -> None:
    answer = http_answer(200, b"hello")
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        HttpExchange(ca_bundle=certificate if known else None) as exchange,
    ):
        server = threading.Thread(target=serve_tls, args=(listener, certificate, answer))
        server.start()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        outcome = exchange.send("GET", url, b"", {}, 5)
        server.join()
    assert outcome == (RawAnswer(200, b"hello", None, None) if known else Untrusted())
