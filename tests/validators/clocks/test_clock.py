"""The clocks of a claim: what starts, pauses and stops them."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from validators.clocks.clock import Clock, ClockName, ClockState, History, Request, clocks_of, load_calendar

NOON = dt.datetime(2026, 4, 10, 4, tzinfo=dt.UTC)
"""A Friday, noon in Shanghai."""
SOME = settings(max_examples=40, deadline=None)
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
RECEIVED = History(received_at=NOON, first_sent_at=NOON + HOUR)


def after(days: float) -> dt.datetime:
    return NOON + days * DAY


def at(now: dt.datetime, history: History) -> dict[ClockName, Clock]:
    return {clock.name: clock for clock in clocks_of(history, now, load_calendar())}


def states(now: dt.datetime, history: History) -> list[ClockState]:
    return [clock.state_at(now) for clock in clocks_of(history, now, load_calendar())]


def test_nothing_runs_before_papers_came() -> None:
    assert states(after(40), History(ended_at=after(30))) == []


def test_a_walk_through_a_claim_that_nobody_answers() -> None:
    unsaid = History(received_at=NOON)
    assert [states(after(days), unsaid)[0] for days in (0.5, 0.95, 1.05)] == ["running", "near", "over"]
    last = {name: clock.due_at for name, clock in at(NOON, unsaid).items()}
    assert last[ClockName.DECISION].isoformat() == "2026-04-17T16:00:00+00:00", "the end of the next Friday"
    assert last[ClockName.DECISION_COMPLEX].isoformat() == "2026-05-10T16:00:00+00:00"
    assert [states(after(days), unsaid)[1] for days in (6, 7, 8)] == ["running", "near", "over"]
    assert [states(after(days), unsaid)[2] for days in (25, 26, 31)] == ["running", "near", "over"]


def test_the_first_message_stops_the_first_feedback_and_nothing_else() -> None:
    assert states(after(2), RECEIVED) == ["met", "running", "running"]
    late = replace(RECEIVED, first_sent_at=after(1.5))
    assert states(after(2), late) == ["missed", "running", "running"]


def test_the_clocks_of_the_law_pause_from_proven_delivery_to_arrival() -> None:
    asked = replace(RECEIVED, requests=(Request(delivered_at=after(1)),))
    assert states(after(20), asked) == ["met", "paused", "paused"]
    answered = replace(RECEIVED, requests=(Request(delivered_at=after(1), answered_at=after(11)),))
    assert states(after(11.5), answered) == ["met", "running", "running"]
    moved = (
        at(after(11.5), answered)[ClockName.DECISION_COMPLEX].due_at
        - at(NOON, RECEIVED)[ClockName.DECISION_COMPLEX].due_at
    )
    assert moved == 9 * DAY, "the first and the last day are paused in part only"


def test_what_is_not_proven_or_came_too_late_pauses_nothing() -> None:
    plain = at(after(3), RECEIVED)
    unproven = Request(answered_at=after(2))
    our_miss = Request(delivered_at=after(1), deducts=False)
    assert at(after(3), replace(RECEIVED, requests=(unproven, our_miss))) == plain


def test_handing_over_stops_all() -> None:
    ended = replace(RECEIVED, ended_at=after(5))
    assert states(after(100), ended) == ["met", "met", "met"]
    assert states(after(100), replace(RECEIVED, ended_at=after(9))) == ["met", "missed", "met"]


def test_a_year_that_nobody_knows_is_said() -> None:
    late = History(received_at=dt.datetime(2026, 12, 29, 4, tzinfo=dt.UTC))
    assert {name: clock.is_sure for name, clock in at(late.received_at or NOON, late).items()} == {
        ClockName.FIRST_FEEDBACK: True,
        ClockName.DECISION: False,
        ClockName.DECISION_COMPLEX: True,
    }


def moments() -> st.SearchStrategy[dt.datetime]:
    return st.timedeltas(dt.timedelta(0), 50 * DAY).map(lambda later: NOON + later)


@st.composite
def histories(draw: st.DrawFn) -> History:
    requests = st.builds(
        Request, delivered_at=st.none() | moments(), answered_at=st.none() | moments(), deducts=st.booleans()
    )
    return History(
        received_at=NOON,
        first_sent_at=draw(st.none() | moments()),
        ended_at=draw(st.none() | moments()),
        requests=tuple(draw(st.lists(requests, max_size=3))),
    )


@SOME
@given(histories(), moments())
def test_pauses_only_ever_move_an_end_on_and_near_comes_before_over(history: History, now: dt.datetime) -> None:
    bare = at(now, replace(history, requests=()))
    for name, clock in at(now, history).items():
        assert clock.started_at <= clock.near_at < clock.due_at
        assert clock.due_at >= bare[name].due_at
        assert not (clock.is_paused and clock.stopped_at)
        if name is ClockName.FIRST_FEEDBACK:
            assert clock == bare[name]


@SOME
@given(histories(), moments(), moments())
def test_what_is_over_stays_over_until_it_stops(history: History, one: dt.datetime, other: dt.datetime) -> None:
    now, later = sorted((one, other))
    past = tuple(replace(r, answered_at=None) for r in history.requests)
    running = replace(history, ended_at=None, first_sent_at=None, requests=past)
    for name, clock in at(now, running).items():
        if clock.state_at(now) is ClockState.OVER:
            assert at(later, running)[name].state_at(later) is ClockState.OVER
