"""The tables of the platform: stations, sealed cases and their steps, attachments, result documents, ratings, notes.

Times are whole milliseconds since 1970 (UTC), days are ISO. No column says who applied: the envelope is sealed, and
every tag is a keyed hash (``person_tag`` of item and applicant, the other two of one person's number). The UNIQUE
constraints are the law of "one application, one case" and "one person, one grant"; everything else only tries not to
run into them.

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

VERSION = 4
"""Of these tables; a database of an earlier version is brought up to it, one of a later version is not opened."""

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
    Column("applicant_tag", Text, nullable=False, server_default=""),
    Column("agent_tag", Text, nullable=False, server_default=""),
    Column("group_id", Text, nullable=False, server_default=""),
    Column("queue", Text, nullable=False, server_default="460100"),
    Column("lane", Text, nullable=False, server_default="ordinary"),
    Column("grade", Text, nullable=False, server_default="blue"),
    Column("promised_by", Text),
    Column("later", Text, nullable=False, server_default="[]"),
    Column("later_by", Text),
    CheckConstraint("state IN ('accepted', 'granted', 'refused', 'returned')", name="state_is_known"),
    CheckConstraint("(state = 'accepted') = (decided_at IS NULL)", name="decided_has_a_time"),
)
Index("case_by_state", case.c.state, case.c.acceptance_number)
Index("case_by_applicant", case.c.applicant_tag)
Index("case_by_agent", case.c.agent_tag)
Index("case_by_group", case.c.group_id)

case_step = Table(
    "case_step",
    metadata,
    Column("case_id", Text, ForeignKey("service_case.id"), primary_key=True),
    Column("state", Text, primary_key=True),
    Column("reached_at", BigInteger, nullable=False),
)
"""The steps (环节) of a case's way."""

case_attachment = Table(
    "case_attachment",
    metadata,
    Column("case_id", Text, ForeignKey("service_case.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sha256", Text, ForeignKey("attachment.sha256"), nullable=False),
    Column("size", BigInteger, nullable=False),
)

later_paper = Table(
    "later_paper",
    metadata,
    Column("case_id", Text, ForeignKey("service_case.id"), primary_key=True),
    Column("material", Text, primary_key=True),
    Column("sha256", Text, ForeignKey("attachment.sha256"), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("received_at", BigInteger, nullable=False),
)
"""Papers that were handed in after their application (容缺补交); the first of each material stands."""

grant = Table(
    "service_grant",
    metadata,
    Column("person_tag", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
)
"""Who has which subsidy: the first case that granted an item to a person."""

document = Table(
    "result_document",
    metadata,
    Column("number", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("service_case.id"), nullable=False, unique=True),
    Column("issued_at", BigInteger, nullable=False),
    Column("valid_to", Text),
    Column("revoked_at", BigInteger),
    Column("records", LargeBinary),
)
"""That there is a paper, and until when it holds; its content is made anew from the sealed application and the
registers' records as they were at the grant, sealed to the platform's key."""

sealed_note = Table(
    "sealed_note",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("noted_at", BigInteger, nullable=False),
    Column("station", Text, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    CheckConstraint("kind IN ('certificate_use', 'appeal')", name="note_is_known"),
)
"""Which certificates were handed over for what, and appeals against a credit grade: sealed to the platform's key."""

rating = Table(
    "rating",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("level", Integer, nullable=False),
    Column("station", Text, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("aspects", Text, nullable=False, server_default="[]"),
    Column("item", Text, nullable=False, server_default=""),
    Column("call_back_by", Text),
    Column("called_back_at", BigInteger),
    CheckConstraint("level BETWEEN 1 AND 5", name="level_is_one_to_five"),
)
"""Without a reference to the case: a rating may arrive first, and a query has none. A bad one is called back."""

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
