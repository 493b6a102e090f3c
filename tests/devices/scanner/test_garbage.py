"""Ten thousand frames of garbage on the line: no exception, no hang, nobody's code but the one that was shown."""

import random
import time
from datetime import UTC, datetime

import pytest

from config.faults import EnvironmentFault, FaultCode
from devices.scanner.answer import NothingScanned, Refused, Scanned, ScannerAnswer, ScannerFault
from devices.scanner.code import ScannedCode
from devices.scanner.serial_scanner import SerialScanner

FRAMES = 10_000
ALPHABET = b"ABCXYZabcxyz0189._-"
TRUE = b"TRUE-CODE.of-nobody_0123456789"


class MemoryLine:
    """Gives what lies in its memory, one arrival for each receive, and lets the clock go on."""

    def __init__(self) -> None:
        self.now = 0.0
        self.arrivals: list[tuple[float, bytes]] = []
        self.is_broken = False

    def receive(self, timeout_s: float) -> bytes:
        if self.is_broken:
            self.is_broken = False
            raise EnvironmentFault(FaultCode.SCANNER_UNPLUGGED)
        if self.arrivals and self.arrivals[0][0] <= timeout_s:
            after, data = self.arrivals.pop(0)
            self.now += after
            return data
        self.now += timeout_s
        if self.arrivals:
            after, data = self.arrivals[0]
            self.arrivals[0] = (after - timeout_s, data)
        return b""

    def discard_input(self) -> None:
        self.arrivals.clear()

    def close(self) -> None:
        self.discard_input()


def frame(dice: random.Random) -> bytes:
    """Garbage: noise, cut or spoilt codes, links, floods, other encodings; an end or none."""
    kind = dice.randrange(8)
    match kind:
        case 0:
            # Never a token by chance: a byte that no text holds.
            noise = dice.randbytes(dice.randrange(60)).replace(b"\r", b"").replace(b"\n", b"")
            body = noise + b"\xff"
        case 1:
            body = TRUE[: dice.randrange(1, len(TRUE))] + bytes([dice.randrange(128, 256)])
        case 2:
            body = b"https://" + bytes(dice.choices(ALPHABET, k=dice.randrange(40)))
        case 3:
            body = bytes(dice.choices(ALPHABET, k=dice.randrange(600, 5000)))
        case 4:
            body = "海口市".encode(dice.choice(["gbk", "utf-16-be"]))
        case 5:
            body = b"\0" * dice.randrange(1, 30) + TRUE
        case 6:
            body = TRUE.replace(b"-", dice.choice([b"'", b" ", b";", b"%00", b"\x1b["]))
        case _:
            return TRUE[: dice.randrange(1, len(TRUE))]
    return body + dice.choice([b"\r", b"\n", b"\r\n", b"\r\r\n"])


@pytest.mark.parametrize("seed", range(4))
def test_nothing_but_the_true_code_is_ever_taken(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  the same garbage each time
    line = MemoryLine()
    scanner = SerialScanner(lambda: line, lambda: line.now, lambda: datetime(2026, 5, 4, tzinfo=UTC))
    scanner.poll(1.0)
    started, taken = time.monotonic(), 0
    for _ in range(FRAMES // 4):
        garbage = frame(dice)
        line.arrivals = [(dice.choice([0.0, 0.001, 0.02]), piece) for piece in sliced(garbage, dice)]
        if not garbage.endswith((b"\r", b"\n")):
            # The rest of a code that was cut off, within the time in which nobody shows another.
            line.arrivals.append((dice.uniform(0.6, 1.9), b"TAIL-OF-SOMETHING\r"))
        if dice.random() < 0.02:
            line.is_broken = True
        assert all(isinstance(answer, Refused | ScannerFault) for answer in drained(scanner))
        if dice.random() < 0.1:
            line.arrivals = [(6.0, TRUE + b"\r")]
            answers = drained(scanner)
            assert answers == [Scanned(ScannedCode(TRUE.decode()))]
            taken += 1
    assert taken > 100
    assert time.monotonic() - started < 60


def sliced(data: bytes, dice: random.Random) -> list[bytes]:
    cuts = sorted(dice.choices(range(len(data) + 1), k=dice.randrange(4)))
    return [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]


def drained(scanner: SerialScanner) -> list[ScannerAnswer]:
    """Every answer until nothing more comes for longer than a cut code is waited for."""
    answers: list[ScannerAnswer] = []
    for _ in range(50):
        answer = scanner.poll(7.0)
        if isinstance(answer, NothingScanned):
            return answers
        answers.append(answer)
        if isinstance(answer, ScannerFault):
            scanner.poll(7.0)
            return answers
    pytest.fail("there is no end")
