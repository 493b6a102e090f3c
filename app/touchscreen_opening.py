"""Putting the touchscreen of a station together, in the order that shows a screen soonest."""

import time
from collections.abc import Callable

from app.live_status import LiveStatus, ShellRuns
from app.services import StationServices
from app.station_context import StationContext
from app.touchscreen import Touchscreen
from kiosk.catalogue.words import Language
from kiosk.visit.session import Now
from ui.bench_model import BenchModel
from ui.operator_model import OperatorModel
from ui.shell import Shell
from ui.visit_model import VisitModel


def open_touchscreen(
    context: StationContext,
    *,
    fullscreen: bool = False,
    fit: bool = False,
    clock: Callable[[], Now] | None = None,
) -> Touchscreen:
    """``fit`` shows the page smaller on a display that is too low for it.

    Raises EnvironmentFault when the catalogue cannot be opened at all (for the store see `Touchscreen`), ShellRuns when
    another kiosk runs on this data folder.
    """
    catalogue = context.open_catalogue()
    try:
        live = LiveStatus(context.data)
    except ShellRuns:
        catalogue.close()
        raise
    places = (context.place(Language.ZH), context.place(Language.EN))
    station = context.settings.station
    services = StationServices(catalogue, (station.lat, station.lon))
    model = VisitModel(services, places, clock or (lambda: Now(time.monotonic(), context.now())))
    bench = BenchModel(time.monotonic, lambda: model.visit.is_idle, lambda: model.visit.session.language)
    operator = OperatorModel(time.monotonic, lambda: model.visit.session.language)
    shell = Shell(model, bench, operator, fullscreen=fullscreen, fit=fit)
    return Touchscreen(context, services, live, model, shell, bench, operator)
