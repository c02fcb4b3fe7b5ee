"""What came in: claims with their keys, submissions, originals.

>>> originals.primary_key.columns.keys()
['id']
"""

import sqlalchemy as sa

from storage.tables.columns import at, claim, count, json, metadata, sealed, text

claims = sa.Table(
    "claims",
    metadata,
    text("id", is_key=True),
    text("tenant"),
    text("external_ref", may_lack=True),
    json("claim_types"),
    text("locale"),
    text("channel_kind"),
    sealed("channel_address", may_lack=True),
    sealed("facts"),
    text("list_version"),
    text("state"),
    count("revision"),
    at("opened_at"),
    at("first_upload_at", may_lack=True),
    at("last_upload_at", may_lack=True),
    at("finished_at", may_lack=True),
    sa.UniqueConstraint("tenant", "external_ref"),
    sa.Index(None, "tenant", "id"),
    sa.Index(None, "tenant", "state", "id"),
)

claim_keys = sa.Table(
    "claim_keys",
    metadata,
    claim(is_key=True),
    text("tenant"),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
    at("made_at"),
)

submissions = sa.Table(
    "submissions",
    metadata,
    text("id", is_key=True),
    text("tenant"),
    claim(),
    text("way"),
    at("received_at"),
    json("originals"),
    text("idempotency_key", may_lack=True),
    text("request_digest", may_lack=True),
    sa.UniqueConstraint("claim_id", "idempotency_key"),
)

originals = sa.Table(
    "originals",
    metadata,
    text("id", is_key=True),
    text("tenant"),
    claim(),
    sa.Column(
        "submission_id",
        sa.ForeignKey("submissions.id", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    count("number"),
    text("sha256"),
    count("size"),
    text("media_type"),
    sealed("name"),
    at("received_at"),
    text("state"),
    count("attempts"),
    count("attempts_allowed"),
    text("lease_owner", may_lack=True),
    at("lease_until", may_lack=True),
    text("parent_id", may_lack=True),
    sa.UniqueConstraint("claim_id", "sha256"),
    sa.UniqueConstraint("claim_id", "number"),
    sa.Index(None, "tenant", "state", "received_at"),
)
