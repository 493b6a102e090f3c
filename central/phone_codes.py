"""Opaque show codes: made for a telephone, exchanged once within their minute, kept in memory only.

In service another system makes and exchanges them; this stands for it. A nonce is taken once, so that a question that
somebody recorded gets nothing the second time. May be used from any thread of one process.
"""

import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.application import Company
from kiosk.person import Person
from kiosk.question import CodeAccepted, CodeRefusal, CodeRefused

VALID = timedelta(seconds=60)
REMEMBERED = timedelta(minutes=10)
"""How long a used or expired code is still called so; then it is unknown."""
MOST = 10_000
_PREFIX = "JBC1."


@dataclass(frozen=True, slots=True)
class _Shown:
    person: Person
    company: Company | None
    purpose: str
    until: datetime


class PhoneCodes:
    """The codes that telephones show at this moment."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._shown: dict[str, _Shown] = {}
        self._used: set[str] = set()
        self._nonces: dict[str, datetime] = {}

    def __repr__(self) -> str:
        return "PhoneCodes()"

    def issue(
        self, person: Person, company: Company | None, purpose: str, now: datetime
    ) -> tuple[str, datetime]:
        """A fresh code and its end; ``purpose`` empty: for any."""
        code, until = _PREFIX + secrets.token_urlsafe(24), now + VALID
        with self._turn:
            self._forget(now)
            self._shown[code] = _Shown(person, company, purpose, until)
        return code, until

    def exchange(self, code: str, purpose: str, nonce: str, now: datetime) -> CodeAccepted | CodeRefused:
        """Who shows the code; or why it is not taken. A code that was made for another purpose is not used up."""
        with self._turn:
            self._forget(now)
            if nonce in self._nonces or len(self._nonces) >= MOST:
                return CodeRefused(reason=CodeRefusal.USED)
            self._nonces[nonce] = now
            shown = self._shown.get(code)
            if shown is None:
                unlike = not code.startswith(_PREFIX)
                return CodeRefused(reason=CodeRefusal.NOT_A_CODE if unlike else CodeRefusal.UNKNOWN)
            if code in self._used:
                return CodeRefused(reason=CodeRefusal.USED)
            if now >= shown.until:
                return CodeRefused(reason=CodeRefusal.EXPIRED)
            if shown.purpose not in ("", purpose):
                return CodeRefused(reason=CodeRefusal.OTHER_PURPOSE)
            self._used.add(code)
        return CodeAccepted(person=shown.person, company=shown.company)

    def _forget(self, now: datetime) -> None:
        before = now - REMEMBERED
        old = [code for code, shown in self._shown.items() if shown.until < before]
        for code in old:
            del self._shown[code]
        self._used.difference_update(old)
        self._nonces = {nonce: at for nonce, at in self._nonces.items() if at > before}
