"""What the sync worker must be told about its platform and its station."""

from dataclasses import dataclass, field
from pathlib import Path

from sync.backoff import FIRST_CONTACT_SPREAD_S


@dataclass(frozen=True, slots=True)
class SyncSettings:
    """One station's settings for sync; the station's settings file fills it."""

    platform_url: str
    """``https://host[:port]``, without a path."""
    station: str
    """The station's id, 3 to 24 of A-Z, 0-9 and the hyphen."""
    station_name: str
    """For people, at most 80 characters."""
    enrolment_code: str = field(repr=False)
    """What the operator was given to make this station known; empty when it is known already."""
    trust_path: Path
    """The platform's pinned keys, see `sync.trust`."""
    ca_bundle: Path | None = None
    """PEM file of the authorities to trust for TLS in place of the public ones."""
    first_spread_s: float = FIRST_CONTACT_SPREAD_S
    """First contact after an outage waits up to this long; 0 for a single development station."""
    plain_http_allowed: bool = False
    """Whether ``http://`` is taken for other hosts than this machine (a trial behind a VPN)."""
    environment_proxy: bool = False
    """Whether ``HTTPS_PROXY`` and its like are followed."""
    heartbeat_s: float = 5.0
    """How often an idle station asks whether the platform is there."""
    case_refresh_s: float = 60.0
    """How often the open cases are asked about."""
