"""The clocks of claims, and what messages and assessments count: causes, proofs, reasons, numbers of items."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _counted()
    _proven()
    op.create_table(
        "clocks",
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("clock", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("lane", sa.String, nullable=True),
        sa.Column("near_at", sa.DateTime, nullable=False),
        sa.Column("due_at", sa.DateTime, nullable=False),
        sa.Column("is_paused", sa.Boolean, nullable=False),
        sa.Column("stopped_at", sa.DateTime, nullable=True),
        sa.Column("told", sa.String, nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_clocks_claim_id"),
        sa.PrimaryKeyConstraint("claim_id", "clock", name="pk_clocks"),
    )
    op.create_index(
        "ix_clocks_tenant_clock_stopped_at_due_at", "clocks", ["tenant", "clock", "stopped_at", "due_at"]
    )


def _counted() -> None:
    op.add_column("assessments", sa.Column("is_complete", sa.Boolean, nullable=True))
    for name in ("items", "asks", "in_review", "looked_up"):
        op.add_column("assessments", sa.Column(name, sa.BigInteger, nullable=True))


def _proven() -> None:
    op.add_column("messages", sa.Column("cause", sa.String, nullable=True))
    op.add_column("messages", sa.Column("asks", sa.BigInteger, nullable=True))
    for name in ("delivered_at", "answered_at", "released_at"):
        op.add_column("messages", sa.Column(name, sa.DateTime, nullable=True))
    op.add_column("messages", sa.Column("released_by", sa.String, nullable=True))
    op.add_column("messages", sa.Column("sealed_release_reason", sa.LargeBinary, nullable=True))
    op.create_index("ix_messages_tenant_state", "messages", ["tenant", "state"])
