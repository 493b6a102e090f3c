"""The tables of the platform: stations, sealed cases, sealed attachments, ratings, and what was turned away.

Times are whole milliseconds since 1970 (UTC). No column says who applied: the envelope is sealed, and ``person_tag`` is
a keyed hash of the item and the applicant's ID number. The UNIQUE constraints are the law of "one application, one
case" and "one person, one grant"; everything else only tries not to run into them.

Portable: SQLite and PostgreSQL.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

VERSION = 1
"""Of these tables; a database made by another version is not opened."""

metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

station = Table(
    "station",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
)

attachment = Table(
    "attachment",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("station", Text, nullable=False),
    Column("received_at", BigInteger, nullable=False),
)

case = Table(
    "service_case",
    metadata,
    Column("id", Text, primary_key=True),
    Column("manifest_hash", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("station", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("acceptance_number", Text, nullable=False, unique=True),
    Column("received_at", BigInteger, nullable=False),
    Column("decided_at", BigInteger),
    Column("amount", Text),
    Column("amount_demo", Boolean, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("person_tag", Text, nullable=False),
    CheckConstraint("state IN ('accepted', 'granted', 'refused', 'returned')", name="state_is_known"),
    CheckConstraint("(state = 'accepted') = (decided_at IS NULL)", name="decided_has_a_time"),
)
Index("case_by_state", case.c.state, case.c.acceptance_number)

case_attachment = Table(
    "case_attachment",
    metadata,
    Column("case_id", Text, ForeignKey("service_case.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sha256", Text, ForeignKey("attachment.sha256"), nullable=False),
    Column("size", BigInteger, nullable=False),
)

grant = Table(
    "service_grant",
    metadata,
    Column("person_tag", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
)
"""Who has which subsidy: the first case that granted an item to a person."""

rating = Table(
    "rating",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("level", Integer, nullable=False),
    Column("station", Text, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    CheckConstraint("level BETWEEN 1 AND 5", name="level_is_one_to_five"),
)
"""Without a reference to the case: a rating may arrive first."""

rejection = Table(
    "rejection",
    metadata,
    Column("id", Text, primary_key=True),
    Column("manifest_hash", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("item", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("station", Text, nullable=False),
    Column("first_at", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
)
"""Submissions that were turned away, for staff; the kiosk keeps the sealed bytes."""

acceptance_counter = Table(
    "acceptance_counter",
    metadata,
    Column("day", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)
