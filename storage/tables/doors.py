"""What the doors and the workers keep for themselves: API keys, replies, heartbeats.

>>> beats.primary_key.columns.keys()
['tenant', 'worker']
"""

import sqlalchemy as sa

from storage.tables.columns import at, count, json, metadata, sealed, text

api_keys = sa.Table(
    "api_keys",
    metadata,
    text("id", is_key=True),
    text("tenant"),
    text("name"),
    json("scopes"),
    text("secret_sha256"),
    at("created_at"),
    at("expires_at", may_lack=True),
    at("revoked_at", may_lack=True),
)

idempotency = sa.Table(
    "idempotency",
    metadata,
    text("tenant", is_key=True),
    text("scope", is_key=True),
    text("key", is_key=True),
    text("request_digest"),
    count("status"),
    sealed("body"),
    at("at"),
)

beats = sa.Table(
    "beats", metadata, text("tenant", is_key=True), text("worker", is_key=True), at("at"), json("details")
)
