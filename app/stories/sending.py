"""The sync process's worker in a story: the same worker, keeping the story's time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from random import Random

from app.stories.hall import StoryStation
from kiosk.store.outbox import Outbox
from sync.channel import Channel, Introduction, checked_url
from sync.exchange import HttpExchange
from sync.link import LinkLog
from sync.station_key import station_key
from sync.worker import Worker

HEARTBEAT_S = 1.0
"""So that a story need not wait long for the line."""


@contextmanager
def sync_worker(station: StoryStation, outbox: Outbox) -> Iterator[Worker]:
    """Over the station's own outbox and line; for one thread."""
    settings = replace(station.sync_settings(), heartbeat_s=HEARTBEAT_S, first_spread_s=0.0)
    url = checked_url(settings.platform_url, plain_http_allowed=settings.plain_http_allowed)
    introduction = Introduction(settings.station_name, settings.enrolment_code)
    exchange = HttpExchange(ca_bundle=None, environment_proxy=False)
    key = station_key(station.data)
    channel = Channel(url, settings.station, key, station.trust, exchange, station.now, introduction)
    dice = Random(1)  # noqa: S311  for waits, not a secret
    try:
        yield Worker(outbox, channel, LinkLog(station.data), settings, station.now, dice)
    finally:
        exchange.close()
