"""What insurers' own systems said of a claim, and what is still to be asked of them.

>>> _place("clm_1", "policy")
'look_ups/body/clm_1/policy'
"""

import datetime as dt

import sqlalchemy as sa

from storage.model.claim import ClaimState
from storage.model.records import LookUpRow
from storage.sealing import Seal
from storage.tables import claims, look_ups
from storage.transaction import Row, Transaction

_PLAIN = ("claim_id", "name", "source", "state", "attempts", "asked_at", "next_at")


class LookUps:
    """The look-ups of the claims of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def keep(self, row: LookUpRow) -> None:
        """In place of what was known under that name. Raises NotFound."""
        seal = self._here.seal(row.claim_id)
        body = {"about": row.about, "facts": dict(row.facts)}
        values = {name: getattr(row, name) for name in _PLAIN}
        values["sealed_body"] = seal.close_json(body, _place(row.claim_id, row.name))
        mine = (look_ups.c.claim_id == row.claim_id, look_ups.c.name == row.name, self._is_mine())
        if not self._here.change(sa.update(look_ups).where(*mine).values(values)):
            self._here.insert(look_ups, **values)

    def of_claim(self, claim_id: str) -> list[LookUpRow]:
        """By name."""
        query = sa.select(look_ups).where(look_ups.c.claim_id == claim_id, self._is_mine())
        rows = self._here.rows(query.order_by(look_ups.c.name))
        return [_look_up(row, self._here.seal(claim_id)) for row in rows]

    def due(self, now: dt.datetime, most: int) -> list[str]:
        """The living claims of which something is to be asked again by now, the longest waiting first."""
        ended = [state.value for state in ClaimState if state.is_ended]
        query = sa.select(look_ups.c.claim_id).join(claims).where(claims.c.state.not_in(ended))
        query = query.where(self._is_mine(), look_ups.c.next_at <= now)
        rows = self._here.rows(query.order_by(look_ups.c.next_at).limit(most))
        return list(dict.fromkeys(row["claim_id"] for row in rows))

    def _is_mine(self) -> sa.ColumnElement[bool]:
        return look_ups.c.tenant == self._here.tenant


def _look_up(row: Row, seal: Seal) -> LookUpRow:
    body = seal.open_json(row["sealed_body"], _place(row["claim_id"], row["name"]))
    return LookUpRow(**{name: row[name] for name in _PLAIN}, **body)


def _place(claim_id: str, name: str) -> str:
    return f"look_ups/body/{claim_id}/{name}"
