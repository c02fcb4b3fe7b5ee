"""The clocks and lanes of a stored claim: the moments that `validators.clocks` judges by.

>>> import inspect
>>> list(inspect.signature(clocks_now).parameters)
['uow', 'claim']
"""

import datetime as dt
from typing import TYPE_CHECKING

import structlog

from storage.model.claim import Claim
from storage.model.records import MessageCause, MessageRow
from validators.clocks.calendar import load_calendar
from validators.clocks.clock import Clock, History, Request, clocks_of
from validators.clocks.counting import day_of
from validators.clocks.lanes import Lane, lanes_of
from validators.facts.known import facts_from

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

_log = structlog.get_logger()
_ENDS = ("claim.closed", "claim.withdrawn")


def check_calendar() -> None:
    """Says which years the calendar of working days lacks. Raises CalendarInvalid, with file and line."""
    for year in load_calendar().missing(day_of(dt.datetime.now(dt.UTC))):
        _log.warning("calendar.year_missing", number=year)


def clocks_now(uow: "UnitOfWork", claim: Claim) -> tuple[Clock, ...]:
    """Every clock of the claim that has begun, at the unit's moment. Raises CalendarInvalid."""
    return clocks_of(history_of(uow, claim), uow.now, load_calendar())


def lanes_now(claim: Claim) -> tuple[Lane, ...]:
    """The lanes of the claim, the most pressing first."""
    return lanes_of(claim.claim_types, facts_from(claim.facts))


def history_of(uow: "UnitOfWork", claim: Claim) -> History:
    """What the clocks hang on."""
    sent = requests_of(uow, claim)
    return History(
        received_at=uow.submissions.first_at(claim.id),
        first_sent_at=min((row.sent_at for row in sent if row.sent_at), default=None),
        ended_at=(uow.events.last_at(claim.id, _ENDS) or uow.now) if claim.state.is_ended else None,
        requests=tuple(
            Request(delivered_at=row.delivered_at, answered_at=row.answered_at, deducts=deducts(row))
            for row in sent
            if row.asks
        ),
    )


def requests_of(uow: "UnitOfWork", claim: Claim) -> list[MessageRow]:
    """The messages of the claim that have left, also those that ask for nothing."""
    return [row for row in uow.messages.rows_of_claim(claim.id) if row.sent_at]


def deducts(row: MessageRow) -> bool:
    """Whether the time that the customer takes for it is not ours: not where we could have asked before."""
    return bool(row.asks) and row.cause is not MessageCause.OUR_MISS
