"""The daily roots: each against its mark, its heads and the root before it, and its heads against the chains.

The newest roots can be taken away unseen, together with all that was done since: only a copy kept elsewhere tells of that.

>>> _day("2026-11-25"), _day("someday")
(datetime.date(2026, 11, 25), None)
"""

import datetime as dt
import hmac
from collections.abc import Collection, Iterator
from typing import Any

import sqlalchemy as sa

from storage.chain import Head, root_digest, root_mac
from storage.checks.fault import Fault
from storage.model.audit import GENESIS
from storage.tables import audit_entries, audit_root_heads, audit_roots

_HEADS = audit_root_heads.c
_HEAD_DAY = sa.type_coerce(_HEADS.day, sa.String).label("day")
_ROOT_DAY = sa.type_coerce(audit_roots.c.day, sa.String).label("day")


def root_faults(
    connection: sa.Connection, tenant: str, secret: bytes, days: Collection[str] | None = None
) -> Iterator[Fault]:
    """Roots that are forged, edited or missing; only those of some days (`2026-11-25`), or all."""
    before = GENESIS
    columns = (_ROOT_DAY, *(audit_roots.c[name] for name in ("claims", "digest", "previous", "mac")))
    known = set()
    for root in connection.execute(
        sa.select(*columns).where(audit_roots.c.tenant == tenant).order_by("day")
    ).all():
        known.add(root.day)
        if days is None or root.day in days:
            if root.previous != before:
                yield _fault(
                    "root_missing", root.day, "was not made after the one that is now before it: one is missing"
                )
            yield from _root(connection, tenant, secret, root)
        before = root.digest
    for day in sorted(_days(connection, tenant) - known):
        if days is None or day in days:
            yield _fault("root_missing", day, "is gone, though heads are kept for it")


def head_faults(connection: sa.Connection, tenant: str, claim_id: str | None = None) -> Iterator[Fault]:
    """Chains, of one claim or of all, that no longer hold an entry that a root was made over."""
    entry = sa.and_(audit_entries.c.claim_id == _HEADS.claim_id, audit_entries.c.seq == _HEADS.seq)
    columns = (_HEAD_DAY, _HEADS.claim_id, _HEADS.seq)
    query = (
        sa.select(*columns)
        .outerjoin_from(audit_root_heads, audit_entries, entry)
        .order_by("day", _HEADS.claim_id)
    )
    query = query.where(_HEADS.tenant == tenant, audit_entries.c.digest.is_distinct_from(_HEADS.digest))
    for row in connection.execute(query if claim_id is None else query.where(_HEADS.claim_id == claim_id)):
        said = f"The root of {row.day} was made over another entry {row.seq} of {row.claim_id}: it was edited or removed."
        yield Fault(row.claim_id, "root_contradicted", f"entry {row.seq}", said)


def days_of(connection: sa.Connection, claim_id: str) -> set[str]:
    """The days (UTC) whose roots tell of the claim, or should."""
    named = sa.select(_HEAD_DAY).where(_HEADS.claim_id == claim_id)
    written = sa.select(audit_entries.c.at).where(audit_entries.c.claim_id == claim_id)
    return {str(row[0])[:10] for query in (named, written) for row in connection.execute(query)}


def _root(connection: sa.Connection, tenant: str, secret: bytes, root: sa.Row[Any]) -> Iterator[Fault]:
    day = _day(root.day)
    query = sa.select(_HEADS.claim_id, _HEADS.seq, _HEADS.digest).where(
        _HEADS.tenant == tenant, root.day == _HEAD_DAY
    )
    heads = [Head(*row) for row in connection.execute(query.order_by(_HEADS.claim_id))]
    if day is None or not _is_same(root.mac, root_mac(secret, tenant, day, str(root.digest))):
        yield _fault("root_forged", root.day, "was not written by this installation")
    elif root.claims != len(heads) or root.digest != root_digest(tenant, day, heads, root.previous):
        yield _fault(
            "root_edited",
            root.day,
            "is not the root of the heads that are kept with it: one was edited, added or removed",
        )


def _days(connection: sa.Connection, tenant: str) -> set[str]:
    query = sa.select(_HEAD_DAY).where(_HEADS.tenant == tenant).distinct()
    return {str(row.day) for row in connection.execute(query)}


def _day(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None


def _is_same(found: object, right: str) -> bool:
    return isinstance(found, str) and hmac.compare_digest(found.encode("utf-8", "replace"), right.encode())


def _fault(what: str, day: str, how: str) -> Fault:
    return Fault(None, what, f"root {day}", f"The root of {day} {how}.")
