"""What insurers' own systems said of a claim."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "look_ups",
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.BigInteger, nullable=False),
        sa.Column("asked_at", sa.DateTime, nullable=False),
        sa.Column("next_at", sa.DateTime, nullable=True),
        sa.Column("sealed_body", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_look_ups_claim_id"),
        sa.PrimaryKeyConstraint("claim_id", "name", name="pk_look_ups"),
    )
    op.create_index("ix_look_ups_tenant_next_at", "look_ups", ["tenant", "next_at"])
