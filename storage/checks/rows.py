"""What the database keeps of one claim, as far as it is evidence: read as it lies there, without trusting any of it.

>>> _details('{"size": 3}'), _details("{")
({'size': 3}, {'unreadable': '{'})
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from storage.chain import Head, MarkedHead
from storage.checks.chain import Chain
from storage.model.audit import AuditEntry
from storage.tables import (
    assessments,
    audit_entries,
    audit_heads,
    cannots,
    claim_keys,
    claims,
    consents,
    documents,
    messages,
    originals,
    readings,
    submissions,
)

_ENTRY = ("claim_id", "seq", "at", "actor", "action", "subject", "previous", "digest")


@dataclass(frozen=True, slots=True)
class KeptOriginal:
    """An original as its row tells of it."""

    id: str
    sha256: str
    size: int
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRows:
    """`records` holds the ids of what has an entry of its own, by table; `counts` how many there are of the rest."""

    claim_id: str
    tenant: str
    wrapped: bytes | None
    chain: Chain
    originals: Sequence[KeptOriginal]
    records: Mapping[str, Sequence[str]]
    counts: Mapping[str, int]


def load(connection: sa.Connection, claim_id: str) -> ClaimRows | None:
    """None for a claim that is not in the table of claims."""
    tenant = connection.execute(sa.select(claims.c.tenant).where(claims.c.id == claim_id)).scalar()
    if tenant is None:
        return None
    return ClaimRows(
        claim_id=claim_id,
        tenant=tenant,
        wrapped=connection.execute(
            sa.select(claim_keys.c.wrapped).where(claim_keys.c.claim_id == claim_id)
        ).scalar(),
        chain=Chain(claim_id, _entries(connection, claim_id), _head(connection, claim_id)),
        originals=_originals(connection, claim_id),
        records=_records(connection, claim_id),
        counts={table.name: _count(connection, table, claim_id) for table in (consents, cannots)},
    )


def _entries(connection: sa.Connection, claim_id: str) -> list[AuditEntry]:
    details = sa.type_coerce(audit_entries.c.details, sa.String).label("details")
    columns = [audit_entries.c[name] for name in _ENTRY]
    mine = audit_entries.c.claim_id == claim_id
    rows = connection.execute(sa.select(*columns, details).where(mine).order_by(audit_entries.c.seq)).mappings()
    return [AuditEntry(**{**row, "details": _details(row["details"])}) for row in rows]


def _head(connection: sa.Connection, claim_id: str) -> MarkedHead | None:
    heads = audit_heads.c
    row = connection.execute(
        sa.select(heads.seq, heads.digest, heads.mac).where(heads.claim_id == claim_id)
    ).first()
    return None if row is None else MarkedHead(Head(claim_id, row.seq, row.digest), row.mac)


def _originals(connection: sa.Connection, claim_id: str) -> list[KeptOriginal]:
    columns = (originals.c.id, originals.c.sha256, originals.c.size, originals.c.parent_id)
    query = sa.select(*columns).where(originals.c.claim_id == claim_id).order_by(originals.c.number)
    return [KeptOriginal(row.id, row.sha256, row.size, row.parent_id) for row in connection.execute(query)]


def _records(connection: sa.Connection, claim_id: str) -> dict[str, list[str]]:
    columns = (submissions.c.id, originals.c.id, readings.c.original_id, assessments.c.id, messages.c.id)
    queries = {column.table.name: sa.select(column) for column in columns}
    queries["documents"] = sa.select(documents.c.id).where(documents.c.withdrawn_at.is_not(None))
    return {
        name: [row[0] for row in connection.execute(query.where(sa.column("claim_id") == claim_id))]
        for name, query in queries.items()
    }


def _count(connection: sa.Connection, table: sa.Table, claim_id: str) -> int:
    query = sa.select(sa.func.count()).select_from(table).where(table.c.claim_id == claim_id)
    return connection.execute(query).scalar_one()


def _details(text: object) -> Any:
    """What the entry's digest was made over; for what is no JSON something that it was not."""
    try:
        return json.loads(str(text))
    except ValueError:
        return {"unreadable": str(text)}
