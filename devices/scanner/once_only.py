"""Stops a code from being told twice: held to the scanner for a minute, it is one code.

A code is told again only when it has not been seen for ``AWAY_S``. One missed picture is therefore no leaving, and a
scanner that sends everything twice scans once.

| seen at (s) | told |
|---|---|
| 0.0 | yes |
| 0.1, 1.9, 3.5 | no: each within 3 s of the last sight |
| 6.6 | yes: away for 3.1 s |
"""

import hashlib
import secrets
from collections.abc import Callable

AWAY_S = 3.0


class OnceOnly:
    """Remembers what was just seen as a keyed digest, never as text. Belongs to the device's own thread."""

    def __init__(self, clock: Callable[[], float], away_s: float = AWAY_S) -> None:
        self._clock = clock
        self._away_s = away_s
        self._key = secrets.token_bytes(32)
        self._last_seen: dict[bytes, float] = {}

    def is_new(self, payload: bytes | str) -> bool:
        """Whether to tell this sight; takes note of it either way."""
        data = payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else payload
        digest = hashlib.blake2b(data, key=self._key, digest_size=16).digest()
        now = self._clock()
        self._last_seen = {seen: at for seen, at in self._last_seen.items() if now - at < self._away_s}
        is_known = digest in self._last_seen
        self._last_seen[digest] = now
        return not is_known

    def forget(self) -> None:
        """What was seen counts as left."""
        self._last_seen.clear()
