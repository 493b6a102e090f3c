"""How much a fresh roll, load of paper or toner gives at this station."""

from collections.abc import Mapping

from config.settings import Settings
from kiosk.offer.supply import Supply


def capacities(settings: Settings) -> Mapping[Supply, int]:
    """By what the settings say."""
    told = settings.supplies
    return {
        Supply.RECEIPT_ROLL: told.slips_per_roll,
        Supply.PAGES: told.pages_per_load,
        Supply.TONER: told.pages_per_toner,
    }
