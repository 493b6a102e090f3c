"""`qr_empty`: what the camera scanner takes for a 1080p picture of a hall without a code, against zxing alone."""

import cv2

from app.station_context import StationContext
from benchmarks.figure import Figure, Held, Target, spread
from benchmarks.qr_corpus import SIZES, frame
from benchmarks.qr_time import ours_and_floor_ms
from devices.scanner.decoder import QrDecoder

TARGET = Target(Held.RATIO, 2.0)


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """The mean over pictures that follow each other, for the harder look is taken only at some of them."""
    del station
    cv2.setNumThreads(1)
    decoder = QrDecoder()
    pictures = [frame("empty", SIZES[1], number).picture for number in range(13)]
    rounds = 2 if quick else 10
    shown = [picture for _ in range(rounds) for picture in pictures]
    seen = [ours_and_floor_ms(decoder, picture, number) for number, picture in enumerate(shown)]
    ours, floor = ([pair[which] for pair in seen] for which in (0, 1))
    return Figure(
        "qr_empty",
        sum(ours) / len(ours),
        "ms",
        sum(floor) / len(floor),
        TARGET,
        f"{len(ours)} pictures, {spread(ours, 1)} ms, zxing {spread(floor, 1)} ms",
    )
