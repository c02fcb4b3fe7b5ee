"""An original as a row, and back.

>>> place_of_name("org_1")
'originals/name/org_1'
"""

from typing import Any

import sqlalchemy as sa

from storage.model.submission import Original, OriginalState
from storage.sealing import Seal
from storage.tables import originals
from storage.transaction import Row, Transaction

_PLAIN = (
    *("id", "claim_id", "submission_id", "number", "sha256", "size", "media_type", "received_at"),
    *("attempts", "lease_owner", "lease_until", "parent_id"),
)


def to_row(original: Original, seal: Seal) -> dict[str, Any]:
    """Without the tenant, which the transaction knows."""
    return {name: getattr(original, name) for name in _PLAIN} | {
        "state": original.state.value,
        "sealed_name": seal.close_json(original.name, place_of_name(original.id)),
        "attempts_allowed": 0,
    }


def from_row(row: Row, seal: Seal) -> Original:
    return Original(
        **{name: row[name] for name in _PLAIN},
        tenant=row["tenant"],
        name=seal.open_json(row["sealed_name"], place_of_name(row["id"])),
        state=OriginalState(row["state"]),
    )


def find(here: Transaction, query: sa.Select[Any]) -> list[Original]:
    """The originals among the rows of that query that are this tenant's."""
    rows = here.rows(query.where(originals.c.tenant == here.tenant))
    return [from_row(row, here.seal(row["claim_id"])) for row in rows]


def place_of_name(id: str) -> str:
    return f"originals/name/{id}"
