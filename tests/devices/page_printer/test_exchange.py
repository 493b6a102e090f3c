"""What may answer at a printer's address, and how long anything may take."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from config.faults import FaultCode
from devices.page_printer.exchange import MAX_ANSWER_BYTES, Heard, IppLine, NoAnswer, Sent
from devices.page_printer.ipp_printer import IppPrinter, queue_uri
from devices.page_printer.report import PrinterReport
from devices.page_printer.simulator import SimulatedPagePrinter
from tests.devices.page_printer.scripted_printer import ScriptedPrinter

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n"


@contextmanager
def _far_side(answer: bytes | None) -> Iterator[ScriptedPrinter]:
    printer = ScriptedPrinter(lambda _: answer)
    yield printer
    printer.close()


def _heard(answer: bytes | None) -> Heard | NoAnswer:
    with _far_side(answer) as printer:
        return IppLine(printer.uri).exchange([b"question"], 5)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>log in</h1>",
            FaultCode.PAGE_PRINTER_GARBLED,
        ),
        (b"HTTP/1.1 500 Oops\r\nContent-Type: application/ipp\r\n\r\n", FaultCode.PAGE_PRINTER_GARBLED),
        (b"HTTP/1.1 401 Who\r\nContent-Length: 0\r\n\r\n", FaultCode.PAGE_PRINTER_REFUSED),
        (b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", FaultCode.PAGE_PRINTER_REFUSED),
        (b"HTTP/1.1 404 Where\r\nContent-Length: 0\r\n\r\n", FaultCode.PAGE_PRINTER_NO_QUEUE),
        (b"\x15\x03\x01\x00\x02\x02\x50", FaultCode.PAGE_PRINTER_GARBLED),
        (b"SSH-2.0-OpenSSH_9.2\r\n", FaultCode.PAGE_PRINTER_GARBLED),
        (None, FaultCode.PAGE_PRINTER_UNPLUGGED),
    ],
)
def test_what_is_no_printer_is_told_apart(answer: bytes | None, fault: FaultCode) -> None:
    heard = _heard(answer)
    assert isinstance(heard, NoAnswer)
    assert heard.fault == fault
    assert heard.sent is Sent.ALL


def test_redirect_is_not_followed_and_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with _far_side(OK + b"\r\nproxied") as proxy, _far_side(OK + b"\r\nelsewhere") as elsewhere:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy.port}")
        heard = _heard(
            b"HTTP/1.1 307 Go\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n" % elsewhere.port
        )
        assert isinstance(heard, NoAnswer)
        assert heard.detail == "HTTP 307"
        assert proxy.requests == elsewhere.requests == []


def test_answer_in_chunks_is_put_together() -> None:
    heard = _heard(OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    assert heard == Heard(b"abcde")


def test_endless_answer_is_not_kept() -> None:
    heard = _heard(OK + b"\r\n" + bytes(MAX_ANSWER_BYTES + 1))
    assert heard == NoAnswer(FaultCode.PAGE_PRINTER_GARBLED, Sent.ALL, "endless answer")


def test_nobody_there_is_known_at_once_and_nothing_was_sent() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        heard = IppLine(f"ipp://127.0.0.1:{reserved.getsockname()[1]}/").exchange([b"x"], 5)
    assert isinstance(heard, NoAnswer)
    assert (heard.fault, heard.sent) == (FaultCode.PAGE_PRINTER_UNPLUGGED, Sent.NOTHING)


@pytest.mark.parametrize("drip", [b"", b"H", OK + b"X: "])
def test_silence_and_one_byte_at_a_time_both_end_at_the_deadline(drip: bytes) -> None:
    stop = threading.Event()

    def serve(listener: socket.socket) -> None:
        caller, _ = listener.accept()
        with caller:
            try:
                caller.sendall(drip)
                while not stop.wait(0.02):
                    if drip:
                        caller.sendall(b"a")
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=serve, args=(listener,))
        server.start()
        started = time.monotonic()
        heard = IppLine(f"ipp://127.0.0.1:{listener.getsockname()[1]}/").exchange([b"x"], 0.4)
        assert 0.3 < time.monotonic() - started < 2
        stop.set()
        server.join()
    assert heard == NoAnswer(FaultCode.PAGE_PRINTER_SILENT, Sent.ALL)


def test_printer_that_stops_taking_the_document_ends_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        started = time.monotonic()
        line = IppLine(f"ipp://127.0.0.1:{listener.getsockname()[1]}/")
        heard = line.exchange([b"head", bytes(64 * 1024 * 1024)], 0.5)
        assert time.monotonic() - started < 3
    assert heard == NoAnswer(FaultCode.PAGE_PRINTER_SILENT, Sent.A_PART)


def test_refusal_before_the_end_of_the_document_is_read() -> None:
    """A printer that is busy answers after the first bytes and hangs up."""

    def serve(listener: socket.socket) -> None:
        caller, _ = listener.accept()
        with caller:
            caller.recv(1000)
            caller.sendall(OK + b"Content-Length: 4\r\n\r\nbusy")
            caller.shutdown(socket.SHUT_WR)
            while caller.recv(1024 * 1024):
                pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=serve, args=(listener,))
        server.start()
        line = IppLine(f"ipp://127.0.0.1:{listener.getsockname()[1]}/")
        assert line.exchange([b"head", bytes(4 * 1024 * 1024)], 5) == Heard(b"busy")
        server.join()


class TestEncryptedPrinter:
    def test_unknown_certificate_is_refused_before_anything_is_said(
        self, far_side: SimulatedPagePrinter
    ) -> None:
        line = IppLine(str(far_side.address()["uri"]).replace("ipp:", "ipps:"))
        assert line.exchange([b"x"], 5) == NoAnswer(
            FaultCode.PAGE_PRINTER_UNTRUSTED, Sent.NOTHING, "certificate"
        )

    def test_certificate_of_a_trusted_authority_is_accepted(self, tmp_path: Path) -> None:
        files = _self_signed(tmp_path)
        told = _TlsPrinter(files)
        trusted = ssl.create_default_context(cafile=str(files[0]))
        line = IppLine(f"ipps://localhost:{told.port}/ipp/print", lambda: trusted)
        assert line.exchange([b"x"], 5) == Heard(b"secret")
        told.close()

    def test_line_that_speaks_no_tls_is_garbled(self) -> None:
        with _far_side(b"") as printer:
            heard = IppLine(printer.uri.replace("ipp:", "ipps:")).exchange([b"x"], 0.5)
            assert isinstance(heard, NoAnswer)
            assert heard.sent is Sent.NOTHING


def test_queue_is_addressed_whatever_its_name() -> None:
    assert queue_uri("二楼 HP#1", "localhost:631").startswith("ipp://localhost:631/printers/%E4%BA%8C")
    assert "#" not in queue_uri("二楼 HP#1", "localhost:631")


def test_answer_to_another_question_is_garbled(far_side: SimulatedPagePrinter) -> None:
    real = IppPrinter(IppLine(str(far_side.address()["uri"])), "HK-DEMO-001")
    assert isinstance(real.report(5), PrinterReport)
    with _far_side(OK + b"\r\n\x02\x00\x00\x00\x00\x00\x00\x63\x04\x03") as printer:
        answer = IppPrinter(IppLine(printer.uri), "HK-DEMO-001").report(5)
    assert isinstance(answer, NoAnswer)
    assert answer.fault is FaultCode.PAGE_PRINTER_GARBLED


@pytest.fixture(scope="module")
def parrot() -> Iterator[tuple[ScriptedPrinter, list[bytes]]]:
    says = [b""]
    printer = ScriptedPrinter(lambda _: says[0])
    yield printer, says
    printer.close()


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.binary(max_size=100).map(lambda rest: b"HTTP/1.1 200 OK\r\n" + rest),
        st.binary(max_size=100).map(lambda rest: OK + rest),
        st.binary(max_size=100).map(lambda rest: OK + b"Transfer-Encoding: chunked\r\n\r\n" + rest),
        st.binary(max_size=100).map(lambda rest: OK + b"\r\n" + rest),
    )
)
def test_no_answer_whatsoever_raises(parrot: tuple[ScriptedPrinter, list[bytes]], answer: bytes) -> None:
    printer, says = parrot
    says[0] = answer
    report = IppPrinter(IppLine(printer.uri), "HK-DEMO-001").report(5)
    assert isinstance(report, NoAnswer)


class _TlsPrinter:
    def __init__(self, files: tuple[Path, Path]) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(*map(str, files))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        plain, _ = self._listener.accept()
        with self._context.wrap_socket(plain, server_side=True) as caller:
            heard = b""
            while not heard.endswith(b"\r\n\r\nx"):
                heard += caller.recv(65536)
            caller.sendall(OK + b"Content-Length: 6\r\n\r\nsecret")


def _self_signed(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(Encoding.PEM))
    files[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return files
