"""The social-security-card reader of this station."""

import time

from app.station_context import StationContext
from config.device_settings import NoDevice
from config.faults import FaultCode
from devices.social_card.reader import SocialCardReader
from devices.social_card.slot import ReaderAddress


def fitted_social_card_reader(station: StationContext) -> SocialCardReader | None:
    """Not yet opened; None where none is fitted."""
    if isinstance(station.settings.devices.social_card, NoDevice):
        return None
    return SocialCardReader(lambda: _address(station), time.monotonic, station.now)


def _address(station: StationContext) -> ReaderAddress:
    fitted = station.settings.devices.social_card
    device = station.found("social_card", fitted, FaultCode.SOCIAL_READER_UNPLUGGED)
    if isinstance(device, NoDevice):
        raise AssertionError("a device that is not fitted is not opened")
    return ReaderAddress(device.reader, device.socket)
