"""`qr_time`: what the camera scanner takes for a picture, good and bad ones mixed, against zxing alone on the same."""

import time
from collections.abc import Callable

import cv2

from app.station_context import StationContext
from benchmarks.figure import Figure, Held, Target, median
from benchmarks.qr import FRAMES_OF_EACH, by_zxing
from benchmarks.qr_corpus import Picture, corpus
from devices.scanner.decoder import QrDecoder

TARGET = Target(Held.RATIO, 2.0)


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """The mean over the whole corpus: a code that is hard to read costs more, an easy one nothing more."""
    del station
    cv2.setNumThreads(1)
    decoder = QrDecoder()
    ours: dict[str, list[float]] = {}
    floor: dict[str, list[float]] = {}
    for number, frame in enumerate(corpus(1 if quick else FRAMES_OF_EACH)):
        ms = ours_and_floor_ms(decoder, frame.picture, number)
        for times, value in zip((ours, floor), ms, strict=True):
            times.setdefault(frame.condition, []).append(value)
    ratios = {condition: sum(times) / sum(floor[condition]) for condition, times in ours.items()}
    dearest = max(ratios, key=lambda condition: ratios[condition])
    every = [value for times in ours.values() for value in times]
    return Figure(
        "qr_time",
        sum(every) / len(every),
        "ms",
        sum(value for times in floor.values() for value in times) / len(every),
        TARGET,
        f"{len(every)} frames at 720p and 1080p, median {median(every):.2f} ms, most {max(every):.1f} ms; "
        f"dearest: {dearest}, {ratios[dearest]:.2f} times zxing's",
    )


def ours_and_floor_ms(decoder: QrDecoder, picture: Picture, number: int) -> tuple[float, float]:
    """Each takes its turn in being first, for who is first fetches the picture into the cache.

    Counts the thread's own time, so that a neighbour on the machine does not count.
    """
    works: tuple[Callable[[], object], ...] = (lambda: decoder.decode(picture), lambda: by_zxing(picture))
    taken = [0.0, 0.0]
    for which in (0, 1) if number % 2 else (1, 0):
        started = time.thread_time()
        works[which]()
        taken[which] = (time.thread_time() - started) * 1000
    return taken[0], taken[1]
