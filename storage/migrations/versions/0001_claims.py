"""Claims, what came in for them, and what was made of it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _claims()
    _words()
    _submissions()
    _originals()
    _papers()
    _findings()


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("external_ref", sa.String, nullable=True),
        sa.Column("claim_types", sa.JSON, nullable=False),
        sa.Column("locale", sa.String, nullable=False),
        sa.Column("channel_kind", sa.String, nullable=False),
        sa.Column("sealed_channel_address", sa.LargeBinary, nullable=True),
        sa.Column("sealed_facts", sa.LargeBinary, nullable=False),
        sa.Column("list_version", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("opened_at", sa.DateTime, nullable=False),
        sa.Column("first_upload_at", sa.DateTime, nullable=True),
        sa.Column("last_upload_at", sa.DateTime, nullable=True),
        sa.Column("finished_at", sa.DateTime, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sa.UniqueConstraint("tenant", "external_ref", name="uq_claims_tenant_external_ref"),
    )
    op.create_index("ix_claims_tenant_id", "claims", ["tenant", "id"])
    op.create_index("ix_claims_tenant_state_id", "claims", ["tenant", "state", "id"])
    op.create_table(
        "claim_keys",
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_claim_keys_claim_id"),
        sa.PrimaryKeyConstraint("claim_id", name="pk_claim_keys"),
    )


def _words() -> None:
    op.create_table(
        "consents",
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("number", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("sealed_details", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_consents_claim_id"),
        sa.PrimaryKeyConstraint("claim_id", "number", name="pk_consents"),
    )
    op.create_table(
        "cannots",
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("number", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=True),
        sa.Column("scope", sa.String, nullable=True),
        sa.Column("sealed_reason", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_cannots_claim_id"),
        sa.PrimaryKeyConstraint("claim_id", "number", name="pk_cannots"),
    )


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("way", sa.String, nullable=False),
        sa.Column("received_at", sa.DateTime, nullable=False),
        sa.Column("originals", sa.JSON, nullable=False),
        sa.Column("idempotency_key", sa.String, nullable=True),
        sa.Column("request_digest", sa.String, nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_submissions_claim_id"),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.UniqueConstraint("claim_id", "idempotency_key", name="uq_submissions_claim_id_idempotency_key"),
    )


def _originals() -> None:
    op.create_table(
        "originals",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("submission_id", sa.String, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("sealed_name", sa.LargeBinary, nullable=False),
        sa.Column("received_at", sa.DateTime, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.BigInteger, nullable=False),
        sa.Column("attempts_allowed", sa.BigInteger, nullable=False),
        sa.Column("lease_owner", sa.String, nullable=True),
        sa.Column("lease_until", sa.DateTime, nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_originals_claim_id"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name="fk_originals_submission_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_originals"),
        sa.UniqueConstraint("claim_id", "number", name="uq_originals_claim_id_number"),
        sa.UniqueConstraint("claim_id", "sha256", name="uq_originals_claim_id_sha256"),
    )
    op.create_index("ix_originals_tenant_state_received_at", "originals", ["tenant", "state", "received_at"])


def _papers() -> None:
    op.create_table(
        "readings",
        sa.Column("original_id", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("sealed_body", sa.LargeBinary, nullable=False),
        sa.Column("read_at", sa.DateTime, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_readings_claim_id"),
        sa.ForeignKeyConstraint(["original_id"], ["originals.id"], name="fk_readings_original_id"),
        sa.PrimaryKeyConstraint("original_id", name="pk_readings"),
    )
    op.create_index("ix_readings_claim_id", "readings", ["claim_id"])
    op.create_table(
        "documents",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("original_id", sa.String, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("sealed_body", sa.LargeBinary, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime, nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_documents_claim_id"),
        sa.ForeignKeyConstraint(["original_id"], ["originals.id"], name="fk_documents_original_id"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("original_id", "position", name="uq_documents_original_id_position"),
    )
    op.create_index("ix_documents_claim_id", "documents", ["claim_id"])


def _findings() -> None:
    op.create_table(
        "assessments",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("sealed_body", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_assessments_claim_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assessments"),
        sa.UniqueConstraint("claim_id", "number", name="uq_assessments_claim_id_number"),
        sa.UniqueConstraint("claim_id", "revision", name="uq_assessments_claim_id_revision"),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("assessment_id", sa.String, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("sealed_body", sa.LargeBinary, nullable=False),
        sa.Column("composed_at", sa.DateTime, nullable=False),
        sa.Column("sent_at", sa.DateTime, nullable=True),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name="fk_messages_assessment_id"),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_messages_claim_id"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("claim_id", "number", name="uq_messages_claim_id_number"),
    )
