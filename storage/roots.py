"""Daily roots: one digest over the heads of every claim whose chain grew on a day, chained to the root before.

>>> _bounds(dt.date(2026, 11, 25))
('2026-11-25', '2026-11-26')
"""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from storage.chain import Head, Root, root_digest, root_mac
from storage.errors import Conflict
from storage.model.audit import GENESIS
from storage.tables import audit_entries, audit_root_heads, audit_roots
from storage.transaction import Row, Transaction


class Roots:
    """The daily roots of one tenant. Days are days in UTC."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def make(self, day: dt.date) -> Root | None:
        """The day's root, made if it is missing; None for a day on which no chain grew.

        Raises Conflict for a day that is not over, or when a later day has a root already.
        """
        if day >= self._here.now.date():
            raise Conflict("day_not_over", f"{day} is not over.", "Make its root tomorrow.")
        if found := self.of_days(day, day):
            return found[0]
        heads = self._grown(day)
        if not heads:
            return None
        return self._keep(day, heads)

    def of_days(self, first: dt.date | None = None, last: dt.date | None = None) -> list[Root]:
        """The roots of those days, both included, in order."""
        query = self._mine().order_by(audit_roots.c.day)
        if first is not None:
            query = query.where(audit_roots.c.day >= first)
        if last is not None:
            query = query.where(audit_roots.c.day <= last)
        return [_root(row) for row in self._here.rows(query)]

    def heads(self, day: dt.date) -> list[Head]:
        """What the day's root was made over, by claim."""
        mine = (audit_root_heads.c.tenant == self._here.tenant, audit_root_heads.c.day == day)
        query = sa.select(audit_root_heads).where(*mine).order_by(audit_root_heads.c.claim_id)
        return [Head(row["claim_id"], row["seq"], row["digest"]) for row in self._here.rows(query)]

    def _keep(self, day: dt.date, heads: list[Head]) -> Root:
        last = self._here.row(self._mine().order_by(audit_roots.c.day.desc()).limit(1))
        if last is not None and last["day"] > day:
            raise Conflict("later_root", f"{last['day']} has a root already.", "Roots are made in order.")
        tenant, previous = self._here.tenant, GENESIS if last is None else last["digest"]
        digest = root_digest(tenant, day, heads, previous)
        mac = root_mac(self._here.owner.secrets.audit, tenant, day, digest)
        for head in heads:
            self._here.insert(
                audit_root_heads, day=day, claim_id=head.claim_id, seq=head.seq, digest=head.digest
            )
        self._here.insert(audit_roots, day=day, claims=len(heads), digest=digest, previous=previous, mac=mac)
        return Root(day=day, claims=len(heads), digest=digest, previous=previous, mac=mac)

    def _grown(self, day: dt.date) -> list[Head]:
        """The last entry of that day in every chain that has one."""
        begin, end = _bounds(day)
        entries = audit_entries.c
        of_day = (entries.tenant == self._here.tenant, entries.at >= begin, entries.at < end)
        last = (
            sa.select(entries.claim_id, sa.func.max(entries.seq).label("seq"))
            .where(*of_day)
            .group_by(entries.claim_id)
            .subquery()
        )
        query = sa.select(entries.claim_id, entries.seq, entries.digest).join(
            last, sa.and_(entries.claim_id == last.c.claim_id, entries.seq == last.c.seq)
        )
        rows = self._here.rows(query.order_by(entries.claim_id))
        return [Head(row["claim_id"], row["seq"], row["digest"]) for row in rows]

    def _mine(self) -> sa.Select[Any]:
        return sa.select(audit_roots).where(audit_roots.c.tenant == self._here.tenant)


def _root(row: Row) -> Root:
    return Root(
        day=row["day"],
        claims=row["claims"],
        digest=row["digest"],
        previous=row["previous"],
        mac=row["mac"],
    )


def _bounds(day: dt.date) -> tuple[str, str]:
    return day.isoformat(), (day + dt.timedelta(days=1)).isoformat()
