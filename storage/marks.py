"""Marks: what papers are known by across the claims of one tenant, as keyed digests only.

A row tells nothing without the installation's secret: neither a bill's number nor a word of a picture. Rows go when the
claim's are erased (`forget`). What many papers have, such as a printed form's own words, finds nothing.

>>> _digest(b"k" * 32, "bill", "31060126|0012345678")[:8], len(_digest(b"k" * 32, "bill", ""))
('93e56608', 32)
"""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from functools import cached_property

import sqlalchemy as sa

from storage.model.sighting import Mark, MarkKind, Trace
from storage.secrets import derived
from storage.tables import marks
from storage.transaction import Row, Transaction

COMMON = 200
"""A picture's mark that more originals have tells nothing."""
_AT_ONCE = 400
_DIGEST = 32


class Marks:
    """The marks of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    @cached_property
    def _key(self) -> bytes:
        return derived(self._here.owner.secrets.sealing, "marks")

    def keep(self, claim_id: str, known: Sequence[Mark]) -> None:
        """The claim's marks from now on. Raises NotFound."""
        self._here.must_have(claim_id)
        if self.are_kept(claim_id, known):
            return
        self.forget(claim_id)
        for (kind, digest, original_id), holder in self._wanted(known).items():
            row = {"kind": kind, "digest": digest, "original_id": original_id, "holder": holder}
            self._here.insert(marks, claim_id=claim_id, **row)

    def are_kept(self, claim_id: str, known: Sequence[Mark]) -> bool:
        """These and no others are the claim's marks already."""
        mine = self._here.rows(sa.select(marks).where(self._of(claim_id)))
        kept = {(row["kind"], row["digest"], row["original_id"]): row["holder"] for row in mine}
        return kept == self._wanted(known)

    def elsewhere(self, claim_id: str, known: Sequence[Mark]) -> list[Trace]:
        """Where other claims of the tenant have the same, in the order of the marks and of the other claims."""
        found: list[Trace] = []
        for kind in MarkKind:
            mine = [(self._row(mark), mark) for mark in known if mark.kind is kind]
            rows: dict[str, list[Row]] = {}
            for row in self._same(claim_id, kind, sorted({digest for (_, digest, _, _), _ in mine})):
                rows.setdefault(row["digest"], []).append(row)
            for (_, digest, _, holder), mark in mine:
                found.extend(_trace(mark, holder, row) for row in rows.get(digest, ()))
        return found

    def forget(self, claim_id: str) -> None:
        """Nothing of the claim is found any more."""
        self._here.change(sa.delete(marks).where(self._of(claim_id)))

    def _wanted(self, known: Sequence[Mark]) -> dict[tuple[str, str, str], str | None]:
        wanted: dict[tuple[str, str, str], str | None] = {}
        for kind, digest, original_id, holder in map(self._row, known):
            wanted.setdefault((kind, digest, original_id), holder)
        return wanted

    def _same(self, claim_id: str, kind: MarkKind, digests: Sequence[str]) -> Iterator[Row]:
        for at in range(0, len(digests), _AT_ONCE):
            some = self._telling(kind, digests[at : at + _AT_ONCE])
            same = (marks.c.tenant == self._here.tenant, marks.c.kind == kind.value, marks.c.digest.in_(some))
            query = sa.select(marks).where(*same, marks.c.claim_id != claim_id)
            if some:
                yield from self._here.rows(
                    query.order_by(marks.c.digest, marks.c.claim_id, marks.c.original_id)
                )

    def _telling(self, kind: MarkKind, digests: Sequence[str]) -> list[str]:
        same = (marks.c.tenant == self._here.tenant, marks.c.kind == kind.value, marks.c.digest.in_(digests))
        query = sa.select(marks.c.digest).where(*same).group_by(marks.c.digest)
        return [row["digest"] for row in self._here.rows(query.having(sa.func.count() <= COMMON))]

    def _of(self, claim_id: str) -> sa.ColumnElement[bool]:
        return sa.and_(marks.c.claim_id == claim_id, marks.c.tenant == self._here.tenant)

    def _row(self, mark: Mark) -> tuple[str, str, str, str | None]:
        kind = mark.kind.value
        holder = None if mark.holder is None else _digest(self._key, "holder", mark.holder)
        return kind, _digest(self._key, kind, mark.text), mark.original_id, holder


def _digest(key: bytes, kind: str, text: str) -> str:
    return hmac.new(key, f"{kind}|{text}".encode(), hashlib.sha256).hexdigest()[:_DIGEST]


def _trace(mark: Mark, holder: str | None, row: Row) -> Trace:
    is_other = holder is not None and row["holder"] is not None and holder != row["holder"]
    return Trace(mark=mark, claim_id=row["claim_id"], original_id=row["original_id"], is_other_holder=is_other)
