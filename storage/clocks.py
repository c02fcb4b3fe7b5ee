"""The clocks of claims as they were last seen: what a sweep compares with, and what is counted of all of them.

>>> Clocks.__name__
'Clocks'
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from storage.model.records import ClockRow
from storage.tables import clocks
from storage.transaction import Transaction

_KEPT = ("claim_id", "clock", "lane", "near_at", "due_at", "is_paused", "stopped_at", "told")


class Clocks:
    """The clocks of the claims of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def keep(self, row: ClockRow) -> None:
        """As it is now, in place of what was known. Raises NotFound."""
        self._here.must_have(row.claim_id)
        mine = (clocks.c.claim_id == row.claim_id, clocks.c.clock == row.clock, *self._mine())
        if not self._here.change(sa.update(clocks).where(*mine).values(asdict(row))):
            self._here.insert(clocks, **asdict(row))

    def of_claims(self, claim_ids: Collection[str]) -> list[ClockRow]:
        """All that are known of these claims."""
        return self._found(sa.select(clocks).where(clocks.c.claim_id.in_(claim_ids), *self._mine()))

    def running(self, most: int) -> list[ClockRow]:
        """Those that nothing has stopped, the one that ends first first; paused ones last."""
        query = sa.select(clocks).where(clocks.c.stopped_at.is_(None), *self._mine())
        return self._found(query.order_by(clocks.c.is_paused, clocks.c.due_at).limit(most))

    def counted(self, now: dt.datetime) -> dict[tuple[str, str], int]:
        """How many there are, by clock and state at that moment, as `ClockRow.state_at` tells it of each."""
        is_stopped, is_over = clocks.c.stopped_at.is_not(None), clocks.c.due_at < now
        is_late = clocks.c.stopped_at > clocks.c.due_at
        state = sa.case(
            (sa.and_(is_stopped, is_late), "missed"),
            (is_stopped, "met"),
            (clocks.c.is_paused, "paused"),
            (is_over, "over"),
            (clocks.c.near_at <= now, "near"),
            else_="running",
        ).label("state")
        query = sa.select(clocks.c.clock, state, sa.func.count().label("count")).where(*self._mine())
        rows = self._here.rows(query.group_by(clocks.c.clock, state))
        return {(row["clock"], row["state"]): row["count"] for row in rows}

    def lanes(self) -> dict[str, int]:
        """How many claims whose clocks run are in each lane."""
        query = sa.select(clocks.c.lane, sa.func.count(clocks.c.claim_id.distinct()).label("count"))
        running = query.where(clocks.c.lane.is_not(None), clocks.c.stopped_at.is_(None), *self._mine())
        return {row["lane"]: row["count"] for row in self._here.rows(running.group_by(clocks.c.lane))}

    def _mine(self) -> tuple[sa.ColumnElement[bool], ...]:
        return (clocks.c.tenant == self._here.tenant,)

    def _found(self, query: sa.Select[Any]) -> list[ClockRow]:
        return [ClockRow(**{name: row[name] for name in _KEPT}) for row in self._here.rows(query)]
