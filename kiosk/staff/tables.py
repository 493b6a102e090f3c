"""The tables of ``staff.db``. Times are whole milliseconds since 1970 (UTC), waits are of the machine's boot clock.

``account`` and ``device_test`` carry a hash for each row, by which a damaged one gives itself away; ``audit`` is a
chain of such hashes. ``tries`` needs none: whatever a flipped bit leaves there, the wait stays within its bounds.
"""

from sqlalchemy import CheckConstraint, Column, Index, Integer, MetaData, Table, Text

SCHEMA_VERSION = 1
"""``PRAGMA user_version`` of a database with these tables."""

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
