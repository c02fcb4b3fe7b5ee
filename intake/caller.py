"""Whoever stands behind a request: an API key or the link of one claim, and the trace id that everything they set off
carries.

>>> guest = Caller(actor="link:clm_1", tenant="main", way=Way.LINK, trace="trc_1", claim_id="clm_1")
>>> guest.may_see("clm_1"), guest.may_see("clm_2")
(True, False)
"""

from dataclasses import dataclass
from enum import StrEnum

from storage.model.access import Scope


class Way(StrEnum):
    """The way in, as a submission keeps it."""

    LINK = "link"
    SYSTEM = "system"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """`actor` is what the audit chain names: `key:key_…` or `link:clm_…`. A link has a claim and no scopes."""

    actor: str
    tenant: str
    way: Way
    trace: str
    scopes: frozenset[Scope] = frozenset()
    claim_id: str | None = None

    def may_see(self, claim_id: str) -> bool:
        """A link sees its own claim only; a key every claim of its tenant."""
        return self.claim_id is None or self.claim_id == claim_id
