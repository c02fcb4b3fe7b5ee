"""The clocks of one claim at one moment: what runs, what is paused, what is near its end or over.

All run from the first receipt of papers. The two of the law pause from the proven delivery of a request to the arrival
of all that it asked for; a request that could have been made the first time pauses nothing, nor does one whose delivery
nobody can prove.

>>> noon = dt.datetime(2026, 4, 10, 4, tzinfo=dt.UTC)
>>> asked = Request(delivered_at=noon + dt.timedelta(hours=3))
>>> clocks = clocks_of(History(received_at=noon, first_sent_at=noon + dt.timedelta(hours=2), requests=(asked,)),
...                    noon + dt.timedelta(days=1), load_calendar())
>>> [(clock.name.value, clock.state_at(noon + dt.timedelta(days=1)).value) for clock in clocks]
[('first_feedback', 'met'), ('decision', 'paused'), ('decision_complex', 'paused')]
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from validators.clocks.calendar import Calendar, load_calendar
from validators.clocks.counting import Span, day_of, end_of, merged

__all__ = ["Clock", "ClockName", "ClockState", "History", "Request", "clocks_of", "load_calendar"]

_FILE = Path(__file__).with_name("clocks.toml")


class ClockName(StrEnum):
    """The clocks there are, as in `clocks.toml`."""

    FIRST_FEEDBACK = "first_feedback"
    DECISION = "decision"
    DECISION_COMPLEX = "decision_complex"


class ClockState(StrEnum):
    """Running, and then near its end and over; paused; or stopped, in time (`met`) or not (`missed`)."""

    RUNNING = "running"
    PAUSED = "paused"
    NEAR = "near"
    OVER = "over"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A message that asks for something. `answered_at`: when all of it had arrived. `deducts`: its time may be deducted,
    for it could not have been asked before."""

    delivered_at: dt.datetime | None = None
    answered_at: dt.datetime | None = None
    deducts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The moments (UTC) that the clocks hang on. `ended_at`: the claim was handed over or withdrawn."""

    received_at: dt.datetime | None = None
    first_sent_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    requests: tuple[Request, ...] = ()

    def pauses(self, now: dt.datetime) -> tuple[Span, ...]:
        """What is deducted until now; a pause that goes on ends now."""
        return merged(
            Span(one.delivered_at, one.answered_at or now)
            for one in self.requests
            if one.delivered_at is not None and one.deducts
        )

    @property
    def is_waiting(self) -> bool:
        """A pause goes on: what was asked for has been delivered for sure and has not come yet."""
        return any(one.delivered_at and one.deducts and not one.answered_at for one in self.requests)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """`due_at` ends it; while it is paused, that is the end if it went on this moment. `near_at`: when to look after it.
    `is_sure`: the working days between are known from their notices."""

    name: ClockName
    started_at: dt.datetime
    near_at: dt.datetime
    due_at: dt.datetime
    stopped_at: dt.datetime | None = None
    is_paused: bool = False
    is_sure: bool = True

    def state_at(self, now: dt.datetime) -> ClockState:
        """What there is to say of it at that moment."""
        if self.stopped_at is not None:
            return ClockState.MET if self.stopped_at <= self.due_at else ClockState.MISSED
        if now > self.due_at:
            return ClockState.OVER
        if self.is_paused:
            return ClockState.PAUSED
        return ClockState.NEAR if now >= self.near_at else ClockState.RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """One table of `clocks.toml`."""

    length: int
    unit: str
    near: int
    stops: str
    pauses: bool
    source: str

    def end(self, length: int, start: dt.datetime, pauses: tuple[Span, ...], calendar: Calendar) -> dt.datetime:
        """When so much of it is over."""
        if self.unit == "hours":
            return start + dt.timedelta(hours=length)
        counts = calendar.is_worked if self.unit == "working_days" else _every_day
        return end_of(length, start, counts, pauses)


def _every_day(day: dt.date) -> bool:
    return True


def clocks_of(history: History, now: dt.datetime, calendar: Calendar) -> tuple[Clock, ...]:
    """Every clock that has begun, in the order of `ClockName`; none before papers came."""
    if history.received_at is None:
        return ()
    return tuple(_clock(name, history.received_at, history, now, calendar) for name in ClockName)


def _clock(
    name: ClockName, start: dt.datetime, history: History, now: dt.datetime, calendar: Calendar
) -> Clock:
    rule = _rules()[name]
    stop = history.ended_at
    if rule.stops == "first_message" and history.first_sent_at is not None:
        stop = history.first_sent_at
    pauses = history.pauses(stop or now) if rule.pauses else ()
    due_at = rule.end(rule.length, start, pauses, calendar)
    return Clock(
        name=name,
        started_at=start,
        near_at=rule.end(rule.length - rule.near, start, pauses, calendar),
        due_at=due_at,
        stopped_at=stop,
        is_paused=rule.pauses and stop is None and history.is_waiting,
        is_sure=rule.unit != "working_days" or all(map(calendar.knows, (day_of(start), day_of(due_at)))),
    )


@cache
def _rules() -> Mapping[ClockName, _Rule]:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: _Rule(**tables[name]) for name in ClockName}
