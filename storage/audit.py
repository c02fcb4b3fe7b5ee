"""The audit chains: entries are appended in the step's own transaction, and never change after that.

>>> _stamp(dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC))
'2026-11-25T08:00:00.000000Z'
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, replace

import sqlalchemy as sa

from storage.chain import Head, MarkedHead, head_mac
from storage.model.audit import GENESIS, AuditEntry, Detail, digest_of
from storage.tables import audit_entries, audit_heads
from storage.transaction import Row, Transaction


class Audit:
    """The chains of one tenant's claims."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def append(
        self, claim_id: str, actor: str, action: str, subject: str, details: Mapping[str, Detail] | None = None
    ) -> AuditEntry:
        """The next entry of the claim's chain. Raises NotFound."""
        self._here.must_have(claim_id)
        found = self.head(claim_id)
        last = Head(claim_id, 0, GENESIS) if found is None else found.head
        entry = AuditEntry(
            claim_id=claim_id,
            seq=last.seq + 1,
            at=_stamp(self._here.now),
            actor=actor,
            action=action,
            subject=subject,
            details=dict(details or {}),
            previous=last.digest,
            digest="",
        )
        entry = replace(entry, digest=digest_of(entry))
        self._here.insert(audit_entries, **asdict(entry))
        self._move(Head(claim_id, entry.seq, entry.digest), is_first=found is None)
        return entry

    def of_claim(self, claim_id: str) -> list[AuditEntry]:
        """The chain as it is kept, in order. Whether it holds is for the verifier to say."""
        mine = (audit_entries.c.claim_id == claim_id, audit_entries.c.tenant == self._here.tenant)
        rows = self._here.rows(sa.select(audit_entries).where(*mine).order_by(audit_entries.c.seq))
        return [_entry(row) for row in rows]

    def head(self, claim_id: str) -> MarkedHead | None:
        """The head of the claim's chain as it is kept; None before the first entry."""
        mine = (audit_heads.c.claim_id == claim_id, audit_heads.c.tenant == self._here.tenant)
        row = self._here.row(sa.select(audit_heads).where(*mine))
        return None if row is None else _marked(row)

    def _move(self, head: Head, *, is_first: bool) -> None:
        marked = {"seq": head.seq, "digest": head.digest, "mac": head_mac(self._here.owner.secrets.audit, head)}
        if is_first:
            self._here.insert(audit_heads, claim_id=head.claim_id, **marked)
        else:
            mine = (audit_heads.c.claim_id == head.claim_id, audit_heads.c.tenant == self._here.tenant)
            self._here.change(sa.update(audit_heads).where(*mine).values(marked))


def _entry(row: Row) -> AuditEntry:
    return AuditEntry(**{name: value for name, value in row.items() if name != "tenant"})


def _marked(row: Row) -> MarkedHead:
    return MarkedHead(Head(row["claim_id"], row["seq"], row["digest"]), row["mac"])


def _stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
