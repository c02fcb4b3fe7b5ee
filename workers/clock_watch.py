"""Watches the clocks of claims: keeps what is known of each, and says once when one is near its end and once when it is over.

Twice is once: what has been said is kept beside the clock, in the transaction that says it.

>>> [_said_now(state, told) for state, told in ((ClockState.NEAR, None), (ClockState.NEAR, "over"), (ClockState.OVER, "near"))]
['near', 'over', 'over']
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import structlog

from storage.model.audit import Detail
from storage.model.claim import Claim
from storage.model.records import ClockRow
from validators.clocks.clock import ClockState
from workers.bootstrap import Services
from workers.claim_clocks import clocks_now, lanes_now

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

_TOLD = (None, ClockState.NEAR.value, ClockState.OVER.value)
"""In the order in which it is said."""
_Known = Mapping[tuple[str, str], ClockRow]
_log = structlog.get_logger()


def watch_clocks(services: Services, claims: Sequence[Claim]) -> None:
    """Brings what is kept of their clocks up to date. Raises CalendarInvalid, TransientError."""
    with services.store.read() as uow:
        known = _known(uow, [claim.id for claim in claims])
        living = [claim for claim in claims if not _stands_still(claim, known)]
        moved = [claim.id for claim in living if _moved(uow, claim, known)]
    for claim_id in moved:
        with services.store.write() as uow:
            known = _known(uow, [claim_id])
            for row in _moved(uow, uow.claims.get(claim_id), known):
                before = known.get((claim_id, row.clock))
                uow.clocks.keep(row)
                if row.told != (before.told if before else None):
                    _say(services, uow, row)


def _known(uow: "UnitOfWork", claim_ids: Sequence[str]) -> _Known:
    return {(row.claim_id, row.clock): row for row in uow.clocks.of_claims(claim_ids)}


def _stands_still(claim: Claim, known: _Known) -> bool:
    """An ended claim whose clocks have all been stopped."""
    mine = [row for row in known.values() if row.claim_id == claim.id]
    return claim.state.is_ended and bool(mine) and all(row.stopped_at for row in mine)


def _moved(uow: "UnitOfWork", claim: Claim, known: _Known) -> list[ClockRow]:
    """The clocks of which something else is to be kept or said than is known."""
    lanes = lanes_now(claim)
    lane = lanes[0].name.value if lanes else None
    found = []
    for clock in clocks_now(uow, claim):
        before = known.get((claim.id, clock.name.value))
        state = clock.state_at(uow.now)
        told = _said_now(state, before.told if before else None)
        row = ClockRow(
            claim_id=claim.id,
            clock=clock.name.value,
            lane=lane,
            near_at=clock.near_at,
            due_at=clock.due_at,
            is_paused=state is ClockState.PAUSED,
            stopped_at=clock.stopped_at,
            told=told,
        )
        found.extend([row] if row != before else [])
    return found


def _said_now(state: ClockState, told: str | None) -> str | None:
    """What has been said of a clock, once what is to be said now has been."""
    now = state.value if state.value in _TOLD else None
    return max(now, told, key=_TOLD.index)


def _say(services: Services, uow: "UnitOfWork", row: ClockRow) -> None:
    details: dict[str, Detail] = {
        "clock": row.clock,
        "due_at": row.due_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "lane": row.lane,
    }
    uow.audit.append(row.claim_id, services.actor, f"clock.{row.told}", row.claim_id, details)
    uow.events.add(row.claim_id, f"clock.{row.told}", details)
    _log.warning(f"clock.{row.told}", claim=row.claim_id, code=row.clock)
