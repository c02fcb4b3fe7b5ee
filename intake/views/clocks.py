"""The clocks of a claim as the API tells them: moments, lanes, what runs until when, and what was asked for in between.

>>> import inspect
>>> list(inspect.signature(clocks_told).parameters)
['uow', 'claim', 'pace']
"""

from collections.abc import Iterator

from intake.schemas.claims import Clocks, ClockTold, LaneTold, RequestTold
from storage.model.claim import Claim
from storage.unit_of_work import UnitOfWork
from validators.clocks.calendar import load_calendar
from validators.clocks.clock import History, clocks_of
from workers.claim_clocks import deducts, history_of, lanes_now, requests_of
from workers.clocks import Pace, due_at
from workers.steps.case import Case


def clocks_told(uow: UnitOfWork, claim: Claim, pace: Pace) -> Clocks:
    """All of them, as at this moment; `pace` is how long messages wait in this installation."""
    standing, history = Case.load(uow, claim.id).standing(uow), history_of(uow, claim)
    return Clocks(
        first_upload_at=claim.first_upload_at,
        last_upload_at=claim.last_upload_at,
        finished_at=claim.finished_at,
        message_due_at=None if claim.state.is_ended else due_at(standing, pace),
        received_at=history.received_at,
        complete_at=uow.assessments.complete_since(claim.id),
        ended_at=history.ended_at,
        lanes=[LaneTold(lane=lane.name, reason=lane.reason) for lane in lanes_now(claim)],
        clocks=list(_running(uow, history)),
        requests=list(_requests(uow, claim)),
    )


def _running(uow: UnitOfWork, history: History) -> Iterator[ClockTold]:
    for clock in clocks_of(history, uow.now, load_calendar()):
        yield ClockTold(
            clock=clock.name,
            state=clock.state_at(uow.now),
            started_at=clock.started_at,
            near_at=clock.near_at,
            due_at=clock.due_at,
            stopped_at=clock.stopped_at,
            is_sure=clock.is_sure,
        )


def _requests(uow: UnitOfWork, claim: Claim) -> Iterator[RequestTold]:
    for row in requests_of(uow, claim):
        if row.asks and row.sent_at:
            yield RequestTold(
                message_id=row.id,
                number=row.number,
                cause=row.cause,
                asks=row.asks,
                sent_at=row.sent_at,
                delivered_at=row.delivered_at,
                answered_at=row.answered_at,
                deducts=deducts(row),
            )
