"""The tables, in types that SQLite and PostgreSQL both know. The migrations make them; a test compares the two.

Every row has a tenant. What a person or a paper says is in columns of bytes whose names begin with `sealed_`, closed
under the claim's key; identifiers, states, times, counts and digests are in clear.

>>> sorted(column.name for column in claim_keys.columns)
['claim_id', 'made_at', 'tenant', 'wrapped']
>>> [table.name for table in metadata.sorted_tables if "tenant" not in table.columns]
[]
"""

from storage.tables.columns import metadata
from storage.tables.doors import api_keys, beats, idempotency
from storage.tables.journal import audit_entries, audit_heads, audit_root_heads, audit_roots, events, outbox
from storage.tables.received import claim_keys, claims, originals, submissions
from storage.tables.results import (
    assessments,
    cannots,
    clocks,
    consents,
    documents,
    look_ups,
    marks,
    messages,
    readings,
)

__all__ = [
    "api_keys",
    "assessments",
    "audit_entries",
    "audit_heads",
    "audit_root_heads",
    "audit_roots",
    "beats",
    "cannots",
    "claim_keys",
    "claims",
    "clocks",
    "consents",
    "documents",
    "events",
    "idempotency",
    "look_ups",
    "marks",
    "messages",
    "metadata",
    "originals",
    "outbox",
    "readings",
    "submissions",
]
