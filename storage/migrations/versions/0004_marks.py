"""What papers are known by across the claims of one tenant: keyed digests of bill numbers, codes and pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "marks",
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("original_id", sa.String, nullable=False),
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("holder", sa.String, nullable=True),
        sa.ForeignKeyConstraint(["original_id"], ["originals.id"], name="fk_marks_original_id"),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_marks_claim_id"),
        sa.PrimaryKeyConstraint("tenant", "kind", "digest", "original_id", name="pk_marks"),
    )
    op.create_index("ix_marks_claim_id", "marks", ["claim_id"])
