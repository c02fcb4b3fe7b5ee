"""Claims: the row, what is sealed in it, and the key of each.

>>> _named("claims", "facts", "clm_1")
'claims/facts/clm_1'
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from storage.errors import Conflict, NotFound
from storage.model.claim import Channel, Claim, ClaimState, ClaimType
from storage.sealing import Seal
from storage.tables import claim_keys, claims
from storage.transaction import Row, Transaction

_PLAIN = (
    *("id", "external_ref", "locale", "list_version", "revision"),
    *("opened_at", "first_upload_at", "last_upload_at", "finished_at"),
)


class Claims:
    """The claims of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def add(self, claim: Claim) -> None:
        """With a key of its own. Raises Conflict for an identifier or external reference that is there already."""
        if claim.tenant != self._here.tenant:
            raise Conflict(
                "other_tenant", f"{claim.id} is another tenant's.", "Open the store for that tenant."
            )
        wrapped = self._here.owner.keys.new()
        seal = self._here.owner.keys.open(wrapped, claim.id)
        self._here.insert(claims, **_values(claim, seal))
        self._here.insert(claim_keys, claim_id=claim.id, wrapped=wrapped, made_at=self._here.now)

    def get(self, id: str) -> Claim:
        """Raises NotFound."""
        row = self._here.row(self._mine().where(claims.c.id == id))
        if row is None:
            raise NotFound("claim", id)
        return self._read(row)

    def page(self, after: str | None, limit: int, state: ClaimState | None = None) -> list[Claim]:
        """The oldest first; `after` is the last id of the page before."""
        query = self._mine().order_by(claims.c.id).limit(limit)
        if after is not None:
            query = query.where(claims.c.id > after)
        if state is not None:
            query = query.where(claims.c.state == state.value)
        return [self._read(row) for row in self._here.rows(query)]

    def by_reference(self, external_ref: str) -> Claim | None:
        row = self._here.row(self._mine().where(claims.c.external_ref == external_ref))
        return None if row is None else self._read(row)

    def save(self, claim: Claim) -> None:
        """The whole row, sealed anew. The revision never falls, so a `bump` in between is kept. Raises NotFound."""
        values = _values(claim, self._here.seal(claim.id))
        values["revision"] = sa.case(
            (claims.c.revision > claim.revision, claims.c.revision), else_=claim.revision
        )
        self._here.change(self._update(claim.id).values(values))

    def bump(self, id: str) -> int:
        """The next revision: something happened that could change what is asked. Raises NotFound."""
        if not self._here.change(self._update(id).values(revision=claims.c.revision + 1)):
            raise NotFound("claim", id)
        return self.get(id).revision

    def seal(self, id: str) -> Seal:
        """What closes and opens that claim's values and originals. Raises NotFound."""
        return self._here.seal(id)

    def _mine(self) -> sa.Select[Any]:
        return sa.select(claims).where(claims.c.tenant == self._here.tenant)

    def _update(self, id: str) -> sa.Update:
        return sa.update(claims).where(claims.c.id == id, claims.c.tenant == self._here.tenant)

    def _read(self, row: Row) -> Claim:
        return _claim(row, self._here.seal(row["id"]))


def _values(claim: Claim, seal: Seal) -> dict[str, Any]:
    address = claim.channel.address
    return {name: getattr(claim, name) for name in _PLAIN} | {
        "claim_types": [claim_type.value for claim_type in claim.claim_types],
        "channel_kind": claim.channel.kind,
        "sealed_channel_address": None
        if address is None
        else seal.close_json(address, _named("claims", "channel_address", claim.id)),
        "sealed_facts": seal.close_json(dict(claim.facts), _named("claims", "facts", claim.id)),
        "state": claim.state.value,
    }


def _claim(row: Row, seal: Seal) -> Claim:
    address: bytes | None = row["sealed_channel_address"]
    plain: Mapping[str, Any] = {name: row[name] for name in _PLAIN}
    return Claim(
        **plain,
        tenant=row["tenant"],
        claim_types=tuple(map(ClaimType, row["claim_types"])),
        channel=Channel(
            row["channel_kind"],
            None
            if address is None
            else seal.open_json(address, _named("claims", "channel_address", row["id"])),
        ),
        facts=seal.open_json(row["sealed_facts"], _named("claims", "facts", row["id"])),
        state=ClaimState(row["state"]),
    )


def _named(table: str, column: str, id: str) -> str:
    return f"{table}/{column}/{id}"
