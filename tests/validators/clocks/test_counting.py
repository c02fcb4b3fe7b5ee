"""Counting days: never later than the law's count, whatever is paused."""

import datetime as dt
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from validators.clocks.calendar import load_calendar
from validators.clocks.counting import Span, day_of, end_of, merged, midnight

START = dt.datetime(2026, 1, 5, 3, 20, tzinfo=dt.UTC)
SOME = settings(max_examples=40, deadline=None)
DAY, NOTHING = dt.timedelta(days=1), dt.timedelta(0)


def moments() -> st.SearchStrategy[dt.datetime]:
    return st.timedeltas(NOTHING, 60 * DAY).map(lambda after: START + after)


def spans() -> st.SearchStrategy[list[Span]]:
    return st.lists(st.builds(Span, moments(), moments()), max_size=4)


def every(day: dt.date) -> bool:
    return True


@SOME
@given(spans(), st.integers(1, 40))
def test_no_end_is_later_than_the_law_has_it(pauses: list[Span], days: int) -> None:
    paused = sum((span.until - span.since for span in merged(pauses)), NOTHING)
    by_law = midnight(day_of(START) + DAY * (days + 1)) + paused
    assert midnight(day_of(START) + DAY * (days + 1)) <= end_of(days, START, every, pauses) <= by_law


@SOME
@given(spans(), moments(), moments(), st.integers(1, 40))
def test_a_longer_pause_never_ends_earlier(
    pauses: list[Span], since: dt.datetime, until: dt.datetime, days: int
) -> None:
    assert end_of(days, START, every, pauses) <= end_of(days, START, every, [*pauses, Span(since, until)])


@SOME
@given(spans())
def test_merged_spans_are_the_same_time_in_order_and_apart(pauses: list[Span]) -> None:
    found = merged(pauses)
    assert all(one.until < other.since for one, other in itertools.pairwise(found))
    for moment in (one.since for one in pauses):
        within = [one for one in pauses if one.since <= moment < one.until]
        assert bool(within) == any(one.since <= moment < one.until for one in found)


@SOME
@given(st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 1)), st.integers(1, 10))
def test_so_many_worked_days_lie_between(day: dt.date, days: int) -> None:
    calendar = load_calendar()
    start = midnight(day) + dt.timedelta(hours=9)
    last = day_of(end_of(days, start, calendar.is_worked)) - DAY
    between = [day + DAY * at for at in range(1, (last - day).days + 1)]
    assert sum(map(calendar.is_worked, between)) == days
    assert calendar.is_worked(last)
