"""What happened and is to happen, with audit tables that only grow; what the doors keep for themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _queue()
    _chains()
    _roots()
    _doors()
    _only_grow()


def _queue() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("trace", sa.String, nullable=False),
        sa.Column("not_before", sa.DateTime, nullable=True),
        sa.Column("due_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_tenant_due_at_id", "outbox", ["tenant", "due_at", "id"])
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_events_claim_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_claim_id_seq", "events", ["claim_id", "seq"])
    op.create_index("ix_events_tenant_seq", "events", ["tenant", "seq"])


def _chains() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("seq", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("previous", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_audit_entries_claim_id"),
        sa.PrimaryKeyConstraint("claim_id", "seq", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_tenant_at", "audit_entries", ["tenant", "at"])
    op.create_table(
        "audit_heads",
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("mac", sa.String, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_audit_heads_claim_id"),
        sa.PrimaryKeyConstraint("claim_id", name="pk_audit_heads"),
    )


def _roots() -> None:
    op.create_table(
        "audit_roots",
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("claims", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("previous", sa.String, nullable=False),
        sa.Column("mac", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("tenant", "day", name="pk_audit_roots"),
    )
    op.create_table(
        "audit_root_heads",
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("tenant", "day", "claim_id", name="pk_audit_root_heads"),
    )


def _doors() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("scopes", sa.JSON, nullable=False),
        sa.Column("secret_sha256", sa.String, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=True),
        sa.Column("revoked_at", sa.DateTime, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
    )
    op.create_table(
        "idempotency",
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("request_digest", sa.String, nullable=False),
        sa.Column("status", sa.BigInteger, nullable=False),
        sa.Column("sealed_body", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("tenant", "scope", "key", name="pk_idempotency"),
    )
    op.create_table(
        "beats",
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("worker", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("tenant", "worker", name="pk_beats"),
    )


def _only_grow() -> None:
    """What is written of the past stays, also under `INSERT OR REPLACE`, which would not fire a trigger on delete."""
    entries = "SELECT coalesce(max(seq), 0) + 1 FROM audit_entries WHERE claim_id = NEW.claim_id"
    _refuse("audit_entries", "INSERT", f"NEW.seq <> ({entries})")
    _refuse("audit_heads", "INSERT", "EXISTS (SELECT 1 FROM audit_heads WHERE claim_id = NEW.claim_id)")
    _refuse(
        "audit_heads",
        "UPDATE",
        "NEW.seq <= OLD.seq OR NEW.claim_id <> OLD.claim_id OR NEW.tenant <> OLD.tenant",
    )
    roots = "SELECT 1 FROM audit_roots WHERE tenant = NEW.tenant AND day >= NEW.day"
    _refuse("audit_roots", "INSERT", f"EXISTS ({roots})")
    _refuse("audit_root_heads", "INSERT", f"EXISTS ({roots})")
    for table in ("audit_entries", "audit_roots", "audit_root_heads"):
        _refuse(table, "UPDATE", "1")
    for table in ("audit_entries", "audit_heads", "audit_roots", "audit_root_heads"):
        _refuse(table, "DELETE", "1")


def _refuse(table: str, verb: str, when: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )
