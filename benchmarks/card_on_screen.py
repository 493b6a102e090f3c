"""A station in front of a simulated reader, with marks: one process, told its data folder and how often.

The reader is another process's (`jinban simulators`). Each time a card is laid down at another moment of the reader's
poll; the line ``card<n>`` then tells three times in seconds: from the card to the name on the screen, from the look
that found the card to the name on the screen, and what the bytes of that look take on the wire.
"""

import sys
import time
from collections.abc import Callable, Iterator
from unittest.mock import patch

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtQuick import QQuickItem

from app.fitting import id_card
from app.follow_parent import end_with_parent
from app.simulated_hall import control_socket
from app.station_context import StationContext, context
from app.touchscreen import Touchscreen
from app.touchscreen_opening import open_touchscreen
from benchmarks.bench_hall import PATIENCE_S, ProcessFailed
from config.settings import load_settings
from devices.id_card.drawer import DRAWER
from devices.id_card.reader import POLL_INTERVAL_S
from devices.id_card.sam import Command, request
from devices.id_card.transport import SerialWire
from devices.simulation_control import Done, send
from kiosk.person import masked_name
from ui.shell import application

ITEM = "HK-MZ-0261"
CARDS = ("grandmother", "grandfather")
BITS_PER_BYTE, BAUD = 10, 115200


class HeardWire(SerialWire):
    """The station's wire, with a note of when the latest look began and how many bytes have passed since."""

    look_began = 0.0
    look_bytes = 0

    def send(self, data: bytes) -> None:
        if data == request(Command.FIND):
            HeardWire.look_began, HeardWire.look_bytes = time.monotonic(), 0
        HeardWire.look_bytes += len(data)
        super().send(data)

    def receive(self, timeout_s: float) -> bytes:
        received = super().receive(timeout_s)
        HeardWire.look_bytes += len(received)
        return received


def main(data: str, rounds: int) -> int:
    station = context(load_settings(None), data, None)
    end_with_parent()
    app = application(["jinban"])
    with patch.object(id_card, "SerialWire", HeardWire):
        touchscreen = open_touchscreen(station)
        for number in range(rounds):
            visit = _Visit(touchscreen, station, CARDS[number % len(CARDS)])
            visit.come_to_the_reader()
            _let_live(3 * POLL_INTERVAL_S + POLL_INTERVAL_S * number / rounds)
            from_card_s, from_look_s, wire_s = visit.lay_card()
            sys.stdout.write(f"card{number} {from_card_s} {from_look_s} {wire_s}\n")
            sys.stdout.flush()
            visit.leave()
        touchscreen.close()
    app.quit()
    return 0


class _Visit:
    def __init__(self, touchscreen: Touchscreen, station: StationContext, card: str) -> None:
        self._model = touchscreen.model
        self._window = touchscreen.shell.window
        self._socket = control_socket(station)
        self._card = card
        self._name = masked_name(DRAWER[card].card.name)
        self._named_at = 0.0

    def come_to_the_reader(self) -> None:
        self._model.touch()
        self._model.choose_item(ITEM)
        self._model.go()
        self._until("Identify", lambda: self._state == "Identify")

    def lay_card(self) -> tuple[float, float, float]:
        """Seconds from the card, seconds from the look that found it, seconds of wire."""
        self._named_at = 0.0
        self._window.frameSwapped.connect(self._look_for_name)
        laid_at = time.monotonic()
        self._ask("insert", self._card)
        self._until("the name", lambda: self._named_at > 0)
        self._window.frameSwapped.disconnect(self._look_for_name)
        wire_s = HeardWire.look_bytes * BITS_PER_BYTE / BAUD
        return self._named_at - laid_at, self._named_at - HeardWire.look_began, wire_s

    def leave(self) -> None:
        self._ask("remove")
        self._model.leave()

        def is_over() -> bool:
            if self._state == "Farewell":
                self._model.touch()
            return self._state == "Attract"

        self._until("the end", is_over)

    @property
    def _state(self) -> str:
        return type(self._model.visit.state).__name__

    def _look_for_name(self) -> None:
        if not self._named_at and any(
            item.property("value") == self._name for item in _shown_items(self._window.contentItem())
        ):
            self._named_at = time.monotonic()

    def _ask(self, verb: str, *words: str) -> None:
        answer = send(self._socket, "id_card", verb, words)
        if not isinstance(answer, Done):
            raise ProcessFailed(f"the simulated reader: {answer}")

    @staticmethod
    def _until(what: str, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > deadline:
                raise ProcessFailed(f"did not come: {what}")
            _let_live(0.005)


def _let_live(seconds: float) -> None:
    """The screen lives meanwhile; no thread of Python waits for another."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _shown_items(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible():
        yield item
        for child in item.childItems():
            yield from _shown_items(child)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
