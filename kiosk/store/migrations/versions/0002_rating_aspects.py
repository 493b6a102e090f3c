"""What a rating is about, beside its level."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "rating_aspect",
        sa.Column(
            "application_id",
            sa.Text,
            sa.ForeignKey("rating.application_id"),
            primary_key=True,
            nullable=False,
        ),
        sa.Column("aspect", sa.Text, primary_key=True, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
