"""The touchscreen of a station: model, screen and station put together in the order that shows a screen soonest.

The window is up before devices, store and rules are loaded; they follow in the background, and the first visit finds
them ready or is told plainly that they are not.
"""

import time
from collections.abc import Callable

from app.station import Station
from app.station_context import StationContext
from kiosk.catalogue.item import Language
from kiosk.visit.session import Now
from ui.shell import Shell
from ui.visit_model import VisitModel


class Touchscreen:
    """GUI thread only. `close` before the application goes."""

    def __init__(self, model: VisitModel, shell: Shell, station: Station) -> None:
        self.model = model
        self.shell = shell
        self._station = station

    def close(self) -> None:
        self._station.stop()
        self.model.stop()
        self.shell.close()


def open_touchscreen(
    context: StationContext, *, fullscreen: bool = False, clock: Callable[[], Now] | None = None
) -> Touchscreen:
    """Raises EnvironmentFault when the store or the catalogue cannot be opened at all."""
    catalogue = context.open_catalogue()
    places = (context.place(Language.ZH), context.place(Language.EN))
    model = VisitModel(catalogue.items(), places, clock or (lambda: Now(time.monotonic(), context.now())))
    shell = Shell(model, fullscreen=fullscreen)
    station = Station(context, catalogue, context.open_outbox(), model.post)
    model.wanted.connect(station.perform)
    model.moved.connect(lambda: station.follow(model.visit))
    station.follow(model.visit)
    station.start()
    return Touchscreen(model, shell, station)
