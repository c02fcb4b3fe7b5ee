"""Asks the insurer's own systems for what a claim waits for, before the customer is asked.

An assessment names what it waits for; that is entered at once, so that the sweep asks whatever happens to the queue. An
answer in time is kept with its source, and the claim is assessed anew. What is late or broken is asked again, each time
after twice the pause, and has failed after so many attempts: only then the customer is asked. Answers are about a policy
number: when it changes, they are forgotten.

>>> pause_after(3, Settings()).total_seconds()
240.0
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from storage.model.audit import Detail
from storage.model.claim import Claim
from storage.model.records import LookUpRow
from validators.errors import FactsInvalid
from validators.facts.known import facts_from
from validators.facts.lookups import FAILED, LOOK_UPS, PENDING, Found, LookUps, look_up
from validators.facts.plain import facts_data
from workers.bootstrap import Services
from workers.settings import Settings

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

_log = structlog.get_logger()


def known_of(services: Services, uow: "UnitOfWork", claim: Claim) -> tuple[Found, ...]:
    """What is known under each name; what nobody has asked yet is pending. Nothing where no way is set."""
    if services.look_ups is None:
        return ()
    rows = {row.name: row for row in uow.look_ups.of_claim(claim.id) if row.about == _about(claim)}
    names = [name for name in LOOK_UPS if f"lookup.{name}" not in claim.facts]
    return tuple(
        Found(name, rows[name].state, rows[name].facts) if name in rows else Found(name, PENDING)
        for name in names
    )


def enter(services: Services, uow: "UnitOfWork", claim: Claim, names: Sequence[str], trace: str) -> None:
    """What an assessment waits for is to be asked now, unless it is being asked already."""
    known = {row.name for row in uow.look_ups.of_claim(claim.id) if row.about == _about(claim)}
    new = [name for name in names if name not in known] if services.look_ups else []
    for name in new:
        uow.look_ups.keep(_unasked(services, uow, claim, name))
    if new:
        uow.outbox.add("look_up", claim.id, trace)


def look_up_of_claim(services: Services, claim_id: str, trace: str) -> None:
    """Asks what is due of that claim, all at once. Raises NotFound, TransientError."""
    with services.store.read() as uow:
        claim = uow.claims.get(claim_id)
        due = [row for row in uow.look_ups.of_claim(claim_id) if row.next_at and row.next_at <= uow.now]
    if services.look_ups is None or claim.state.is_ended or not due:
        return
    answers = _answers(services.look_ups, claim, due, services.settings.lookup_seconds)
    with services.store.write() as uow:
        unchanged = uow.look_ups.of_claim(claim_id)
        kept = [
            _keep(services, uow, replace(row, about=_about(claim)), found)
            for row, found in zip(due, answers, strict=True)
            if row in unchanged
        ]
        if any(row.next_at is None for row in kept):
            uow.claims.bump(claim_id)
            uow.outbox.add("assess_claim", claim_id, trace)


def pause_after(attempts: int, settings: Settings) -> dt.timedelta:
    """How long to wait after so many attempts."""
    return dt.timedelta(seconds=settings.lookup_pause_seconds * 2 ** (attempts - 1))


def _answers(port: LookUps, claim: Claim, due: Sequence[LookUpRow], seconds: float) -> tuple[Found, ...]:
    """A system that tells what is no fact has failed."""
    found = look_up(port, [row.name for row in due], facts_from(claim.facts), seconds=seconds)
    return tuple(_checked(one) for one in found)


def _checked(found: Found) -> Found:
    try:
        return Found(found.name, found.state, facts_data(found.facts))
    except FactsInvalid:
        return Found(found.name, FAILED)


def _keep(services: Services, uow: "UnitOfWork", row: LookUpRow, found: Found) -> LookUpRow:
    """The answer with its source; the chain and the events hear of names only."""
    attempts, is_open = row.attempts + 1, found.state in (PENDING, FAILED)
    is_over = attempts >= services.settings.lookup_attempts
    again = uow.now + pause_after(attempts, services.settings) if is_open and not is_over else None
    state = (FAILED if is_over else PENDING) if is_open else found.state
    row = replace(row, state=state, attempts=attempts, asked_at=uow.now, next_at=again, facts=dict(found.facts))
    uow.look_ups.keep(row)
    told: dict[str, Detail] = {"name": row.name, "state": state, "attempt": attempts}
    names = {"source": row.source, "facts": ",".join(sorted(found.facts))}
    uow.audit.append(row.claim_id, services.actor, "claim.looked_up", row.claim_id, {**told, **names})
    uow.events.add(row.claim_id, "claim.looked_up", told)
    _log.info("claim.looked_up", claim=row.claim_id, part=row.name, state=state, attempt=attempts)
    return row


def _unasked(services: Services, uow: "UnitOfWork", claim: Claim, name: str) -> LookUpRow:
    assert services.look_ups is not None
    return LookUpRow(
        claim_id=claim.id,
        name=name,
        source=services.look_ups.source,
        state=PENDING,
        attempts=0,
        asked_at=uow.now,
        next_at=uow.now,
        about=_about(claim),
    )


def _about(claim: Claim) -> str | None:
    number = claim.facts.get("policy.number")
    return None if number is None else str(number)
