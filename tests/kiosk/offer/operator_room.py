"""An operator of a made-up hall, her book, and the hall's Monday morning."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.catalogue.words import Text
from kiosk.offer.offer import Kind, Switch
from kiosk.staff.account import AccountName, Actor, Role

HALL = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 30, 9, 30, tzinfo=HALL)
LIN = Actor(AccountName("lin-fang"), Role.OPERATOR)
CARD, SUBSIDY = "HK-MZ-0263", "HK-MZ-0261"
UNDER_REPAIR = Text(zh="设备维护中，请到窗口办理。", en="Under maintenance. Please go to the window.")
OFF = Switch(False, message=UNDER_REPAIR)
ON = Switch(True)
ITEM, THEME, DEVICE = Kind.ITEM, Kind.THEME, Kind.DEVICE


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Of that week; day 30 is the Monday."""
    if day > 30:
        return datetime(2026, 12, day - 30, hour, minute, tzinfo=HALL)
    return datetime(2026, 11, day, hour, minute, tzinfo=HALL)
