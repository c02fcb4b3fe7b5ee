"""What happened and is to happen: events, the outbox, the audit chains and their roots.

>>> audit_root_heads.primary_key.columns.keys()
['tenant', 'day', 'claim_id']
"""

import sqlalchemy as sa

from storage.tables.columns import at, claim, count, growing, json, metadata, text

outbox = sa.Table(
    "outbox",
    metadata,
    growing("id"),
    text("tenant"),
    text("step"),
    text("subject"),
    text("trace"),
    at("not_before", may_lack=True),
    at("due_at"),
    sa.Index(None, "tenant", "due_at", "id"),
    sqlite_autoincrement=True,
)

events = sa.Table(
    "events",
    metadata,
    growing("seq"),
    text("tenant"),
    claim(),
    text("kind"),
    at("at"),
    json("data"),
    sa.Index(None, "tenant", "seq"),
    sa.Index(None, "claim_id", "seq"),
    sqlite_autoincrement=True,
)

audit_entries = sa.Table(
    "audit_entries",
    metadata,
    claim(is_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    text("tenant"),
    text("at"),
    text("actor"),
    text("action"),
    text("subject"),
    json("details"),
    text("previous"),
    text("digest"),
    sa.Index(None, "tenant", "at"),
)

audit_heads = sa.Table(
    "audit_heads", metadata, claim(is_key=True), text("tenant"), count("seq"), text("digest"), text("mac")
)

audit_roots = sa.Table(
    "audit_roots",
    metadata,
    text("tenant", is_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    count("claims"),
    text("digest"),
    text("previous"),
    text("mac"),
)

audit_root_heads = sa.Table(
    "audit_root_heads",
    metadata,
    text("tenant", is_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    text("claim_id", is_key=True),
    count("seq"),
    text("digest"),
)
