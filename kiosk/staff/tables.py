"""The tables of ``staff.db``. Times are whole milliseconds since 1970 (UTC), waits are of the machine's boot clock.

``account``, ``device_test`` and ``change`` carry a hash for each row, by which a damaged one gives itself away;
``audit`` is a chain of such hashes. ``tries`` needs none: whatever a flipped bit leaves there, the wait stays within
its bounds. Nor do the counts.
"""

from sqlalchemy import CheckConstraint, Column, Index, Integer, MetaData, Table, Text

SCHEMA_VERSION = 2
"""``PRAGMA user_version`` of a database with these tables."""

FIRST_TABLES = frozenset({"account", "tries", "device_test", "audit"})
"""All that a database of version 1 has; the others are added to it when it is opened."""

metadata = MetaData()

account = Table(
    "account",
    metadata,
    Column("name", Text, primary_key=True, nullable=False),
    Column("role", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("pin_hash", Text, nullable=False),
    Column("added_at", Integer, nullable=False),
    Column("row_hash", Text, nullable=False),
    CheckConstraint("role IN ('operator', 'technician')", name="role_is_known"),
    CheckConstraint("state IN ('active', 'locked')", name="state_is_known"),
    sqlite_strict=True,
)

tries = Table(
    "tries",
    metadata,
    Column("name", Text, primary_key=True, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("boot", Text, nullable=False),
    Column("boot_ms", Integer, nullable=False),
    CheckConstraint("failures > 0", name="failures_count_up"),
    sqlite_strict=True,
)

device_test = Table(
    "device_test",
    metadata,
    Column("id", Integer, primary_key=True, nullable=False),
    Column("device", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("fault", Text),
    Column("detail", Text, nullable=False),
    Column("tested_by", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("row_hash", Text, nullable=False),
    CheckConstraint("outcome IN ('passed', 'failed', 'confirmed', 'denied')", name="outcome_is_known"),
    sqlite_strict=True,
)
Index("device_test_of", device_test.c.device, device_test.c.id)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, nullable=False),
    Column("at", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text),
    Column("action", Text, nullable=False),
    Column("subject", Text),
    Column("detail", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    sqlite_strict=True,
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True, nullable=False),
    Column("at", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("undone_by", Integer),
    Column("row_hash", Text, nullable=False),
    sqlite_strict=True,
)
"""What operators have set, one row a change. The last one of a subject that was not undone is how it stands."""
Index("change_of", change.c.kind, change.c.subject, change.c.id)

tally = Table(
    "tally",
    metadata,
    Column("day", Text, primary_key=True, nullable=False),
    Column("code", Text, primary_key=True, nullable=False),
    Column("outcome", Text, primary_key=True, nullable=False),
    Column("screen", Text, primary_key=True, nullable=False),
    Column("count", Integer, nullable=False),
    CheckConstraint("count > 0", name="tallies_count_up"),
    sqlite_strict=True,
)
"""How often what came of which item on which day: no person, no number, no time of the day."""

search_miss = Table(
    "search_miss",
    metadata,
    Column("day", Text, primary_key=True, nullable=False),
    Column("text", Text, primary_key=True, nullable=False),
    Column("count", Integer, nullable=False),
    CheckConstraint("count > 0", name="misses_count_up"),
    sqlite_strict=True,
)

supply = Table(
    "supply",
    metadata,
    Column("name", Text, primary_key=True, nullable=False),
    Column("used", Integer, nullable=False),
    CheckConstraint("used >= 0", name="use_counts_up"),
    sqlite_strict=True,
)
"""What was used since it was last replaced."""
