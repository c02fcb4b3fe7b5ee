"""Counting days on a clock that may pause: the last day that may pass, and the end of it.

The day on which something begins is not counted, the last one ends with its midnight (Civil Code art. 201). A day that
lies in a pause from its first moment to its last is not counted; one that is paused in part is, so that our count never
ends later than the law's, which deducts the whole pause. That a holiday at the end would move it on is left out.

>>> start = dt.datetime(2026, 4, 1, 8, tzinfo=dt.UTC)
>>> end_of(3, start, lambda day: True).isoformat()
'2026-04-04T16:00:00+00:00'
>>> pause = Span(dt.datetime(2026, 4, 2, 1, tzinfo=dt.UTC), dt.datetime(2026, 4, 4, 1, tzinfo=dt.UTC))
>>> end_of(3, start, lambda day: True, [pause]).isoformat()
'2026-04-05T16:00:00+00:00'
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
"""Where a day begins and ends."""
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to a later one."""

    since: dt.datetime
    until: dt.datetime


def end_of(
    days: int, start: dt.datetime, counts: Callable[[dt.date], bool], pauses: Iterable[Span] = ()
) -> dt.datetime:
    """The end (UTC) of the last of so many days after the start that count and are not paused all day."""
    spans = merged(pauses)
    day, left = day_of(start), days
    while left > 0:
        day += _DAY
        left -= counts(day) and not _is_within(day, spans)
    return midnight(day + _DAY)


def day_of(moment: dt.datetime) -> dt.date:
    """The day that it is then where the claimants live."""
    return moment.astimezone(ZONE).date()


def midnight(day: dt.date) -> dt.datetime:
    """The first moment of that day, in UTC."""
    return dt.datetime.combine(day, dt.time(), ZONE).astimezone(dt.UTC)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time in spans that do not touch, in order; those that are empty are left out."""
    found: list[Span] = []
    for span in sorted((one for one in spans if one.since < one.until), key=lambda one: one.since):
        if found and span.since <= found[-1].until:
            found[-1] = Span(found[-1].since, max(found[-1].until, span.until))
        else:
            found.append(span)
    return tuple(found)


def _is_within(day: dt.date, spans: Sequence[Span]) -> bool:
    first, last = midnight(day), midnight(day + _DAY)
    return any(span.since <= first and last <= span.until for span in spans)
