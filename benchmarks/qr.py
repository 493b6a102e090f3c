"""`qr`: how many show codes the camera scanner leaves unread, against zxing and zbar together, on the same pictures."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol, cast

import zxingcpp
from pyzbar import pyzbar

from app.station_context import StationContext
from benchmarks.figure import Figure, Held, Target
from benchmarks.qr_corpus import UNREADABLE, Picture, corpus
from devices.scanner.decoder import QrDecoder

TARGET = Target(Held.RATIO, 1.0)
FRAMES_OF_EACH = 12
"""Of 14 conditions in 2 sizes: 336 frames."""


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """A single wrong payload counts as if no code had been read."""
    del station
    decoder = QrDecoder()
    shown, wrong, frames = 0, 0, 0
    unread: Counter[str] = Counter()
    unread_where: Counter[str] = Counter()
    for frame in corpus(1 if quick else FRAMES_OF_EACH):
        payloads = set(frame.payloads)
        ours = {payload.decode() for payload in decoder.decode(frame.picture)}
        zxing, zbar = by_zxing(frame.picture), by_zbar(frame.picture)
        frames += 1
        wrong += len(ours - payloads)
        if frame.condition in UNREADABLE:
            continue
        shown += len(payloads)
        for name, read in (("ours", ours), ("zxing", zxing), ("zbar", zbar), ("both", zxing | zbar)):
            unread[name] += len(payloads - read)
        unread_where[frame.condition] += len(payloads - ours)
    where = ", ".join(f"{condition} {count}" for condition, count in unread_where.most_common() if count)
    return Figure(
        "qr",
        _percent(shown if wrong else max(unread["ours"], 1), shown),
        "% unread",
        _percent(max(unread["both"], 1), shown),
        TARGET,
        f"{shown} codes on {frames} frames, {wrong} read wrongly; zxing alone leaves "
        f"{_percent(unread['zxing'], shown):.1f} % unread, zbar {_percent(unread['zbar'], shown):.1f} %; "
        f"ours: {where or 'none'}",
    )


def by_zxing(picture: Picture) -> set[str]:
    return {code.text for code in zxingcpp.read_barcodes(picture, formats=_QR)}


_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])


class _ZbarCode(Protocol):
    data: bytes


def by_zbar(picture: Picture) -> set[str]:
    codes = cast(Sequence[_ZbarCode], pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE]))
    return {code.data.decode("utf-8", "replace") for code in codes}


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole
