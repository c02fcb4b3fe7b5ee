"""What was made of it: readings, documents, assessments, messages; what customers and insurers' systems said; what papers
are known by.

>>> cannots.primary_key.columns.keys()
['claim_id', 'number']
"""

import sqlalchemy as sa

from storage.tables.columns import at, claim, count, flag, metadata, number, sealed, text

readings = sa.Table(
    "readings",
    metadata,
    sa.Column("original_id", sa.ForeignKey("originals.id"), primary_key=True, nullable=False),
    text("tenant"),
    claim(),
    text("status"),
    sealed("body"),
    at("read_at"),
    sa.Index(None, "claim_id"),
)

documents = sa.Table(
    "documents",
    metadata,
    text("id", is_key=True),
    text("tenant"),
    claim(),
    sa.Column("original_id", sa.ForeignKey("originals.id"), nullable=False),
    count("position"),
    text("type"),
    sealed("body"),
    at("withdrawn_at", may_lack=True),
    sa.UniqueConstraint("original_id", "position"),
    sa.Index(None, "claim_id"),
)

assessments = sa.Table(
    "assessments",
    metadata,
    text("id", is_key=True),
    text("tenant"),
    claim(),
    count("revision"),
    count("number"),
    at("at"),
    sealed("body"),
    flag("is_complete", may_lack=True),
    count("items", may_lack=True),
    count("asks", may_lack=True),
    count("in_review", may_lack=True),
    count("looked_up", may_lack=True),
    sa.UniqueConstraint("claim_id", "revision"),
    sa.UniqueConstraint("claim_id", "number"),
)

messages = sa.Table(
    "messages",
    metadata,
    text("id", is_key=True),
    text("tenant"),
    claim(),
    sa.Column("assessment_id", sa.ForeignKey("assessments.id"), nullable=False),
    count("number"),
    text("state"),
    sealed("body"),
    at("composed_at"),
    at("sent_at", may_lack=True),
    text("cause", may_lack=True),
    count("asks", may_lack=True),
    at("delivered_at", may_lack=True),
    at("answered_at", may_lack=True),
    at("released_at", may_lack=True),
    text("released_by", may_lack=True),
    sealed("release_reason", may_lack=True),
    sa.UniqueConstraint("claim_id", "number"),
    sa.Index(None, "tenant", "state"),
)

consents = sa.Table(
    "consents",
    metadata,
    claim(is_key=True),
    number(),
    text("tenant"),
    text("version"),
    text("by"),
    at("at"),
    sealed("details"),
)

cannots = sa.Table(
    "cannots",
    metadata,
    claim(is_key=True),
    number(),
    text("tenant"),
    text("key"),
    text("person", may_lack=True),
    text("scope", may_lack=True),
    sealed("reason"),
    at("at"),
)

marks = sa.Table(
    "marks",
    metadata,
    text("tenant", is_key=True),
    text("kind", is_key=True),
    text("digest", is_key=True),
    sa.Column("original_id", sa.ForeignKey("originals.id"), primary_key=True, nullable=False),
    claim(),
    text("holder", may_lack=True),
    sa.Index(None, "claim_id"),
)

look_ups = sa.Table(
    "look_ups",
    metadata,
    claim(is_key=True),
    text("name", is_key=True),
    text("tenant"),
    text("source"),
    text("state"),
    count("attempts"),
    at("asked_at"),
    at("next_at", may_lack=True),
    sealed("body"),
    sa.Index(None, "tenant", "next_at"),
)

clocks = sa.Table(
    "clocks",
    metadata,
    claim(is_key=True),
    text("clock", is_key=True),
    text("tenant"),
    text("lane", may_lack=True),
    at("near_at"),
    at("due_at"),
    flag("is_paused"),
    at("stopped_at", may_lack=True),
    text("told", may_lack=True),
    sa.Index(None, "tenant", "clock", "stopped_at", "due_at"),
)
