"""While somebody of the staff is signed in: it ends when nobody touches the screen, and after a while anyway."""

from dataclasses import dataclass, replace

from kiosk.staff.account import Account, AccountName, Actor, Role

IDLE_S = 120.0
LONGEST_S = 900.0


@dataclass(frozen=True, slots=True)
class StaffSession:
    """``started`` and ``last_touch`` are seconds of one monotonic clock. A value; any thread."""

    account: AccountName
    role: Role
    started: float
    last_touch: float

    @property
    def actor(self) -> Actor:
        return Actor(self.account, self.role)

    def is_over(self, now: float) -> bool:
        """Two minutes without a touch, or fifteen minutes in all."""
        return now - self.last_touch >= IDLE_S or now - self.started >= LONGEST_S

    def touched(self, now: float) -> "StaffSession":
        """The same session with two fresh minutes; a session that is over stays over."""
        return self if self.is_over(now) else replace(self, last_touch=now)


def session_of(account: Account, now: float) -> StaffSession:
    """A session that begins now."""
    return StaffSession(account.name, account.role, now, now)
