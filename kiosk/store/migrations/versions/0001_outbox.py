"""The first store: outbox, its attachments, ratings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("envelope_sha256", sa.Text, nullable=False),
        sa.Column("manifest_hash", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", sa.Integer),
        sa.Column("created_at", sa.Integer, nullable=False),
        sa.Column("updated_at", sa.Integer, nullable=False),
        sa.Column("last_error", sa.Text),
        sa.Column("acceptance_number", sa.Text),
        sa.Column("case_state", sa.Text),
        sa.Column("case_detail", sa.Text),
        sa.Column("receipt", sa.Text),
        sa.Column("row_hash", sa.Text, nullable=False),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'unknown', 'receipted', 'purged', 'needs_correction', 'needs_staff')",
            name="state_is_known",
        ),
        sa.CheckConstraint("attempts >= 0", name="attempts_count_up"),
        sa.CheckConstraint(
            "state NOT IN ('receipted', 'purged') OR receipt IS NOT NULL", name="purged_only_on_receipt"
        ),
        sa.CheckConstraint(
            "state NOT IN ('queued', 'sending', 'unknown') OR next_attempt_at IS NOT NULL",
            name="unsent_has_a_time",
        ),
        sqlite_strict=True,
    )
    op.create_index("outbox_due", "outbox", ["state", "next_attempt_at"])
    op.create_table(
        "outbox_attachment",
        sa.Column("application_id", sa.Text, sa.ForeignKey("outbox.id"), primary_key=True, nullable=False),
        sa.Column("position", sa.Integer, primary_key=True, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.CheckConstraint("position >= 0 AND size >= 0", name="position_and_size_count_up"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rating",
        sa.Column("application_id", sa.Text, primary_key=True, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("created_at", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("sent_at", sa.Integer),
        sa.Column("row_hash", sa.Text, nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="level_is_one_to_five"),
        sa.CheckConstraint("attempts >= 0", name="attempts_count_up"),
        sqlite_strict=True,
    )
    op.create_index("rating_due", "rating", ["sent_at", "next_attempt_at"])
