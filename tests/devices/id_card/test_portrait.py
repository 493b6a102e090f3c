"""The portrait of the chip: decoded by the operator's program, or not at all, and nobody is kept from applying."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from config.faults import FaultCode
from devices.id_card.portrait import HEIGHT_PX, WIDTH_PX, NoPortrait, Portrait, PortraitDecoder

WLT = bytes(range(256)) * 4


def program(folder: Path, body: str) -> str:
    file = folder / "wlt2bmp"
    file.write_text(
        f"#!{sys.executable}\nimport sys\nwlt = sys.stdin.buffer.read()\n{body}\n", encoding="utf-8"
    )
    file.chmod(0o700)
    return str(file)


def bmp(width: int = WIDTH_PX, height: int = HEIGHT_PX) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (10, 200, 30)).save(file, "BMP")
    return file.getvalue()


def answering(folder: Path, answer: bytes) -> str:
    (folder / "answer").write_bytes(answer)
    return program(folder, f"sys.stdout.buffer.write(open({str(folder / 'answer')!r}, 'rb').read())")


def test_the_operators_program_is_given_the_bytes_and_makes_the_picture(tmp_path: Path) -> None:
    (tmp_path / "answer").write_bytes(bmp())
    decoder = PortraitDecoder(
        program(
            tmp_path,
            f"assert len(wlt) == 1024 and wlt[5] == 5\n"
            f"sys.stdout.buffer.write(open({str(tmp_path / 'answer')!r}, 'rb').read())",
        )
    )
    portrait = decoder.decode(WLT)
    assert isinstance(portrait, Portrait)
    assert len(portrait.rgb) == WIDTH_PX * HEIGHT_PX * 3
    assert portrait.rgb[:3] == bytes((10, 200, 30))
    assert "rgb" not in repr(portrait)


def test_without_a_program_there_is_no_portrait() -> None:
    assert PortraitDecoder("").decode(WLT) == NoPortrait(FaultCode.PORTRAIT_OFF)


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    missing = PortraitDecoder(str(tmp_path / "nowhere")).decode(WLT)
    assert missing == NoPortrait(FaultCode.PORTRAIT_DECODER_MISSING)


@pytest.mark.parametrize(
    "answer", [b"", b"BM", bmp()[:500], bmp(10, 10), b"\x89PNG\r\n" + b"0" * 100, b"x" * 200_000]
)
def test_what_is_no_such_picture_is_none(tmp_path: Path, answer: bytes) -> None:
    assert PortraitDecoder(answering(tmp_path, answer)).decode(WLT) == NoPortrait(
        FaultCode.PORTRAIT_DECODER_FAILED
    )


@pytest.mark.parametrize("body", ["sys.exit(3)", "import os; os.abort()"])
def test_a_program_that_fails_is_told(tmp_path: Path, body: str) -> None:
    assert PortraitDecoder(program(tmp_path, body)).decode(WLT) == NoPortrait(
        FaultCode.PORTRAIT_DECODER_FAILED
    )


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devices.id_card.portrait.LIMIT_S", 0.3)
    hung = PortraitDecoder(program(tmp_path, "import time\nwhile True: time.sleep(1)")).decode(WLT)
    assert hung == NoPortrait(FaultCode.PORTRAIT_DECODER_FAILED)
