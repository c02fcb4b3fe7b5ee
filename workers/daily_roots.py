"""The audit root of every day that is over: none is left out, also after a pause of weeks.

>>> [day.isoformat() for day in days_between(dt.date(2026, 11, 22), dt.date(2026, 11, 25))]
['2026-11-23', '2026-11-24']
"""

import datetime as dt

import structlog

from workers.bootstrap import Services

_log = structlog.get_logger()
_DAY = dt.timedelta(days=1)


def make_daily_roots(services: Services) -> int:
    """Makes those that are missing since the last one; says how many. Raises TransientError."""
    with services.store.read() as uow:
        roots = uow.roots.of_days()
        oldest = uow.claims.page(None, 1)
        today = uow.now.date()
    if not oldest:
        return 0
    last = roots[-1].day if roots else oldest[0].opened_at.date() - _DAY
    made = 0
    for day in days_between(last, today):
        with services.store.write() as uow:
            made += uow.roots.make(day) is not None
    if made:
        _log.info("roots.made", count=made)
    return made


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """The days after the first and before the last, in UTC."""
    return [first + _DAY * number for number in range(1, (last - first).days)]
