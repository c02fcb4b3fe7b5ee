"""The first shape of the database."""

import sqlalchemy as sa
from alembic import op

from storage.tables import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())
    for table in ("audit_entries", "audit_roots", "audit_root_heads"):
        _refuse(table, "UPDATE", "1")
        _refuse(table, "DELETE", "1")
    _refuse("audit_heads", "UPDATE", "NEW.seq <= OLD.seq OR NEW.claim_id <> OLD.claim_id")
    _refuse("audit_heads", "DELETE", "1")


def _refuse(table: str, verb: str, when: str) -> None:
    op.execute(
        sa.text(
            f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
        )
    )
