"""The tables of ``kiosk.db``: where each application stands, which files belong to it, and residents' ratings.

Times are whole milliseconds since 1970 (UTC). No column says who applied. ``next_attempt_at`` is when the worker has
something to do for the row: sending while it is unsent, asking for its case once it is signed for; NULL is never.
The migrations make these tables; a test holds the two equal.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text

metadata = MetaData()

outbox = Table(
    "outbox",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("item", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("envelope_sha256", Text, nullable=False),
    Column("manifest_hash", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", Integer),
    Column("created_at", Integer, nullable=False),
    Column("updated_at", Integer, nullable=False),
    Column("last_error", Text),
    Column("acceptance_number", Text),
    Column("case_state", Text),
    Column("case_detail", Text),
    Column("receipt", Text),
    Column("row_hash", Text, nullable=False),
    CheckConstraint(
        "state IN ('queued', 'sending', 'unknown', 'receipted', 'purged', 'needs_correction', 'needs_staff')",
        name="state_is_known",
    ),
    CheckConstraint("attempts >= 0", name="attempts_count_up"),
    CheckConstraint(
        "state NOT IN ('receipted', 'purged') OR receipt IS NOT NULL", name="purged_only_on_receipt"
    ),
    CheckConstraint(
        "state NOT IN ('queued', 'sending', 'unknown') OR next_attempt_at IS NOT NULL",
        name="unsent_has_a_time",
    ),
    sqlite_strict=True,
)
Index("outbox_due", outbox.c.state, outbox.c.next_attempt_at)

outbox_attachment = Table(
    "outbox_attachment",
    metadata,
    Column("application_id", Text, ForeignKey("outbox.id"), primary_key=True, nullable=False),
    Column("position", Integer, primary_key=True, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    CheckConstraint("position >= 0 AND size >= 0", name="position_and_size_count_up"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

rating = Table(
    "rating",
    metadata,
    Column("application_id", Text, primary_key=True, nullable=False),
    Column("level", Integer, nullable=False),
    Column("created_at", Integer, nullable=False),
    Column("next_attempt_at", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", Integer),
    Column("row_hash", Text, nullable=False),
    CheckConstraint("level BETWEEN 1 AND 5", name="level_is_one_to_five"),
    CheckConstraint("attempts >= 0", name="attempts_count_up"),
    sqlite_strict=True,
)
Index("rating_due", rating.c.sent_at, rating.c.next_attempt_at)

rating_aspect = Table(
    "rating_aspect",
    metadata,
    Column("application_id", Text, ForeignKey("rating.application_id"), primary_key=True, nullable=False),
    Column("aspect", Text, primary_key=True, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
