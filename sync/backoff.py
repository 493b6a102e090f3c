"""How long to wait before asking the platform again, so that a whole city's kiosks do not all ask at once.

The wait before attempt n + 1 is uniform(1, min(300, 2 * 2^n)) seconds. The jitter comes after the cap: before it, a
fleet that has been cut off for half an hour comes back with no spread at all.

    failures so far      0    1    2    3    4     5     6     7    8 and more
    longest wait (s)     2    4    8   16   32    64   128   256   300

A platform that says when to come back (``Retry-After``, RFC 9110 section 10.2.3) is obeyed within 1 s to 1 h, and the
same jitter is added, because it tells all of them the same. After an outage the first contact is spread over as long
as the outage was, 120 s at most: the pile to be sent is as large as the outage was long.

Pure; any thread. Randomness and time are arguments.
"""

import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

BASE_S = 2.0
CAP_S = 300.0
FIRST_CONTACT_SPREAD_S = 120.0
RETRY_AFTER_MIN_S = 1.0
RETRY_AFTER_MAX_S = 3600.0


def retry_delay(failures: int, dice: random.Random, retry_after: timedelta | None = None) -> timedelta:
    """The wait before the next attempt. ``failures`` counts those before the one that just failed."""
    doublings = min(max(failures, 0), 32)
    jitter = timedelta(seconds=dice.uniform(1.0, min(CAP_S, BASE_S * 2**doublings)))
    return jitter if retry_after is None else retry_after + jitter


def first_contact_delay(spread_s: float, outage: timedelta | None, dice: random.Random) -> timedelta:
    """The wait after the platform is back. ``outage`` is None when nobody knows how long it was (just started)."""
    window = spread_s if outage is None else min(spread_s, max(0.0, outage.total_seconds()))
    return timedelta(seconds=dice.uniform(0.0, window))


def retry_after_of(header: str | None, answered_at: datetime) -> timedelta | None:
    """A ``Retry-After`` header as a wait of 1 s to 1 h; None when there is none or it cannot be read.

    ``answered_at`` is the platform's own clock when it said one (``Date``): the hall's may be wrong by years.
    """
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return _clamped(float(text[:9]))
    moment = http_date(text)
    return None if moment is None else _clamped((moment - answered_at).total_seconds())


def http_date(text: str | None) -> datetime | None:
    """A date as HTTP writes it (RFC 9110 section 5.6.7), or None."""
    if text is None:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _clamped(seconds: float) -> timedelta:
    return timedelta(seconds=min(RETRY_AFTER_MAX_S, max(RETRY_AFTER_MIN_S, seconds)))
