"""A far side that says exactly what a test wants said: raw bytes, or IPP answers by operation. For odd printers."""

import contextlib
import socket
import threading
from collections.abc import Callable, Mapping, Sequence

from devices.page_printer.ipp_codec import Attribute, GroupTag, ValueTag, encode_request

PRINT_JOB, CANCEL_JOB, GET_JOB, GET_JOBS, GET_PRINTER = 0x02, 0x08, 0x09, 0x0A, 0x0B

HOLD = b"hold"
"""For an answer that never comes: the connection stays open until `close`."""

Groups = Sequence[tuple[GroupTag, Sequence[Attribute]]]


class ScriptedPrinter:
    """On 127.0.0.1:`port`. ``answer`` gets a whole HTTP request and says what comes back; None hangs up."""

    def __init__(self, answer: Callable[[bytes], bytes | None]) -> None:
        self._answer = answer
        self.requests: list[bytes] = []
        self._held = contextlib.ExitStack()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def uri(self) -> str:
        return f"ipp://127.0.0.1:{self.port}/ipp/print"

    def asked(self, operation: int) -> int:
        """How often."""
        return sum(_operation(request) == operation for request in self.requests)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._held.close()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
                stack.enter_context(caller)
                request = _whole_request(caller)
                self.requests.append(request)
                answer = self._answer(request)
                if answer is HOLD:
                    self._held.push(stack.pop_all())
                elif answer is not None:
                    caller.sendall(answer)
                    caller.shutdown(socket.SHUT_WR)
                    while caller.recv(65536):
                        pass


def speaking_ipp(
    answers: Mapping[int, Callable[[], tuple[int, Groups] | None]],
) -> Callable[[bytes], bytes | None]:
    """Answers each operation with a status and groups; None hangs up without a word."""

    def answer(request: bytes) -> bytes | None:
        body = request.partition(b"\r\n\r\n")[2]
        said = answers[_operation(request)]()
        if said is None:
            return None
        status, groups = said
        return ipp_over_http(encode_request(status, int.from_bytes(body[4:8], "big"), groups))

    return answer


def ipp_over_http(body: bytes) -> bytes:
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    )


def an_idle_printer(**more: Attribute) -> tuple[int, Groups]:
    """What Get-Printer-Attributes says."""
    said = {
        "state": Attribute("printer-state", ValueTag.ENUM, (3,)),
        "reasons": Attribute("printer-state-reasons", ValueTag.KEYWORD, ("none",)),
        "accepting": Attribute("printer-is-accepting-jobs", ValueTag.BOOLEAN, (True,)),
        "up": Attribute("printer-up-time", ValueTag.INTEGER, (100,)),
        "formats": Attribute("document-format-supported", ValueTag.MIME_TYPE, ("application/pdf",)),
        "which": Attribute("which-jobs-supported", ValueTag.KEYWORD, ("all",)),
        **more,
    }
    return 0, [(GroupTag.PRINTER, list(said.values()))]


def a_job(
    number: int, name: str, state: int, pages: int | None = None, reason: str = "none"
) -> tuple[int, Groups]:
    """What Get-Job-Attributes says."""
    said = [
        Attribute("job-id", ValueTag.INTEGER, (number,)),
        Attribute("job-name", ValueTag.NAME, (name,)),
        Attribute("job-state", ValueTag.ENUM, (state,)),
        Attribute("job-state-reasons", ValueTag.KEYWORD, (reason,)),
    ]
    if pages is not None:
        said.append(Attribute("job-impressions-completed", ValueTag.INTEGER, (pages,)))
    return 0, [(GroupTag.JOB, said)]


def no_jobs() -> tuple[int, Groups]:
    return 0, []


def _operation(request: bytes) -> int:
    return int.from_bytes(request.partition(b"\r\n\r\n")[2][2:4], "big")


def _whole_request(caller: socket.socket) -> bytes:
    request = b""
    while b"\r\n\r\n" not in request:
        data = caller.recv(65536)
        if not data:
            return request
        request += data
    headers, _, body = request.partition(b"\r\n\r\n")
    size = next(
        int(line[15:]) for line in headers.lower().split(b"\r\n") if line.startswith(b"content-length:")
    )
    while len(body) < size:
        data = caller.recv(65536)
        if not data:
            break
        body += data
    return headers + b"\r\n\r\n" + body
