"""Every device that this station can have, by its name in the settings: the one list that doctor, the kiosk and the
bench go through.
"""

from collections.abc import Callable, Mapping

from app.fitting.id_card import fitted_reader
from app.fitting.receipt_printer import fitted_printer
from app.station_context import StationContext
from devices.device import Device

FITTINGS: Mapping[str, Callable[[StationContext], Device | None]] = {
    "id_card": fitted_reader,
    "receipt_printer": fitted_printer,
}


def every_device(station: StationContext) -> dict[str, Device | None]:
    """Each device, not yet opened; None where the settings say that none is fitted."""
    return {name: fit(station) for name, fit in FITTINGS.items()}
