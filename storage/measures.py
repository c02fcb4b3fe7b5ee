"""What is counted over all claims of a tenant, from the columns in clear: nothing is unsealed, nobody is named.

>>> Measures(told=4, requests=5, complete_at_first=2, with_our_miss=1, items=20, in_review=1).requests_per_claim
1.25
>>> Measures().our_miss_share is None
True
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from storage.model.records import MessageCause, MessageState
from storage.tables import assessments, claims, messages, originals
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """`told`: claims that a message has left for; `requests`: messages that left and asked for something.

    `complete_at_first`: claims whose first message found nothing lacking; `with_our_miss`: claims in which something was
    asked that could have been asked before, `our_misses` such messages, `held` those still waiting. `items` apply in the
    latest assessments; of these `in_review` are with a person of ours and `looked_up` were not asked for because the insurer
    knew.
    """

    claims: Mapping[str, int] = field(default_factory=dict)
    originals: Mapping[str, int] = field(default_factory=dict)
    messages: Mapping[str, int] = field(default_factory=dict)
    causes: Mapping[str, int] = field(default_factory=dict)
    told: int = 0
    requests: int = 0
    complete_at_first: int = 0
    with_our_miss: int = 0
    items: int = 0
    in_review: int = 0
    looked_up: int = 0

    @property
    def our_misses(self) -> int:
        return self.causes.get(MessageCause.OUR_MISS, 0)

    @property
    def held(self) -> int:
        return self.messages.get(MessageState.HELD, 0)

    @property
    def requests_per_claim(self) -> float | None:
        return _share(self.requests, self.told)

    @property
    def our_miss_share(self) -> float | None:
        return _share(self.with_our_miss, self.told)

    @property
    def complete_at_first_share(self) -> float | None:
        return _share(self.complete_at_first, self.told)

    @property
    def in_review_share(self) -> float | None:
        return _share(self.in_review, self.items)


class Measuring:
    """Counts for one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def now(self) -> Measures:
        """All of it, as at this moment. Messages and assessments of before they were counted are left out."""
        left = (messages.c.tenant == self._here.tenant, messages.c.sent_at.is_not(None))
        late = (messages.c.tenant == self._here.tenant, messages.c.cause == MessageCause.OUR_MISS.value)
        return Measures(
            claims=self._by(claims.c.state),
            originals=self._by(originals.c.state),
            messages=self._by(messages.c.state),
            causes=self._by(messages.c.cause),
            told=self._count(sa.select(sa.func.count(messages.c.claim_id.distinct())).where(*left)),
            requests=self._count(sa.select(sa.func.count()).where(*left, messages.c.asks > 0)),
            complete_at_first=self._complete_at_first(),
            with_our_miss=self._count(sa.select(sa.func.count(messages.c.claim_id.distinct())).where(*late)),
            **self._of_items(),
        )

    def _by(self, column: sa.Column[str]) -> dict[str, int]:
        """How many rows there are of each value."""
        mine = (column.table.c.tenant == self._here.tenant, column.is_not(None))
        counted: list[Any] = [column.label("value"), sa.func.count().label("count")]
        query = sa.select(*counted).where(*mine)
        return {row["value"]: row["count"] for row in self._here.rows(query.group_by(column))}

    def _complete_at_first(self) -> int:
        """Of each claim the first message that left, and whether it was found complete then."""
        left = (messages.c.tenant == self._here.tenant, messages.c.sent_at.is_not(None))
        first = sa.select(messages.c.claim_id, sa.func.min(messages.c.number).label("number")).where(*left)
        each = first.group_by(messages.c.claim_id).subquery()
        is_first = sa.and_(messages.c.claim_id == each.c.claim_id, messages.c.number == each.c.number)
        joined = messages.join(each, is_first).join(assessments, assessments.c.id == messages.c.assessment_id)
        return self._count(
            sa.select(sa.func.count()).select_from(joined).where(assessments.c.is_complete.is_(True))
        )

    def _of_items(self) -> dict[str, int]:
        """Sums over the latest assessment of each claim."""
        mine = assessments.c.tenant == self._here.tenant
        last = sa.select(assessments.c.claim_id, sa.func.max(assessments.c.number).label("number")).where(mine)
        each = last.group_by(assessments.c.claim_id).subquery()
        is_last = sa.and_(assessments.c.claim_id == each.c.claim_id, assessments.c.number == each.c.number)
        names = ("items", "in_review", "looked_up")
        sums = [sa.func.coalesce(sa.func.sum(assessments.c[name]), 0).label(name) for name in names]
        row = self._here.row(sa.select(*sums).select_from(assessments.join(each, is_last)))
        return {name: int(row[name]) if row else 0 for name in names}

    def _count(self, query: sa.Select[Any]) -> int:
        row = self._here.row(query)
        return int(next(iter(row.values()))) if row else 0


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
