"""When a message is due: properties of the rule, whatever the times are."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from workers.clocks import Due, Pace, Standing, decide, due_at

NOON = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
SPAN = dt.timedelta(hours=48)


def moments() -> st.SearchStrategy[dt.datetime]:
    return st.timedeltas(min_value=-SPAN, max_value=dt.timedelta(0)).map(lambda before: NOON + before)


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    """Any claim, its times in an order that can be."""
    first = draw(st.none() | moments())
    last = draw(st.none() | moments()) if first is None else max(first, draw(moments()))
    return Standing(
        now=NOON,
        first_upload_at=first,
        last_upload_at=last,
        finished_at=draw(st.none() | moments()),
        is_settled=draw(st.booleans()),
        assessed_at=draw(st.none() | moments()),
        has_reviews=draw(st.booleans()),
    )


def paces() -> st.SearchStrategy[Pace]:
    return st.builds(
        Pace,
        quiet=st.timedeltas(min_value=dt.timedelta(0), max_value=dt.timedelta(hours=3)),
        latest=st.timedeltas(min_value=dt.timedelta(hours=3), max_value=dt.timedelta(hours=24)),
        waits_for_reviews=st.booleans(),
    )


@given(standings(), paces())
def test_nothing_is_composed_without_a_reason(standing: Standing, pace: Pace) -> None:
    if decide(standing, pace) is not Due.COMPOSE:
        return
    first, last = standing.first_upload_at, standing.last_upload_at
    is_late = first is not None and NOON - first >= pace.latest
    is_quiet = first is not None and NOON - max(first, last or first) >= pace.quiet
    assert standing.is_finished or is_quiet or is_late
    assert standing.assessed_at is not None


@given(standings(), paces())
def test_no_claimant_waits_longer_than_promised(standing: Standing, pace: Pace) -> None:
    first = standing.first_upload_at
    if first is not None and first + pace.latest <= NOON:
        assert decide(standing, pace) is not Due.NOT_YET


@given(standings(), paces())
def test_what_is_not_read_holds_the_message_until_the_time_is_up(standing: Standing, pace: Pace) -> None:
    began = standing.first_upload_at or standing.finished_at
    if decide(replace(standing, is_settled=False), pace) is Due.COMPOSE:
        assert began is not None
        assert began + pace.latest <= NOON
        assert standing.assessed_at is not None
        assert standing.assessed_at >= began + pace.latest


@given(standings(), paces(), st.timedeltas(min_value=dt.timedelta(0), max_value=SPAN))
def test_what_is_due_stays_due(standing: Standing, pace: Pace, later: dt.timedelta) -> None:
    if decide(standing, pace) is not Due.NOT_YET:
        assert decide(replace(standing, now=NOON + later), pace) is not Due.NOT_YET


@given(standings(), paces())
def test_the_time_it_names_is_the_time_it_keeps(standing: Standing, pace: Pace) -> None:
    due = due_at(standing, pace)
    assert (decide(standing, pace) is Due.NOT_YET) == (due is None or due > NOON)


@given(standings(), paces())
def test_an_upload_after_finishing_takes_it_back(standing: Standing, pace: Pace) -> None:
    if standing.finished_at is None:
        return
    after = standing.finished_at + dt.timedelta(seconds=1)
    changed = replace(
        standing,
        now=after,
        first_upload_at=after,
        last_upload_at=after,
        is_settled=True,
        assessed_at=after,
    )
    expected = Due.COMPOSE if pace.quiet == dt.timedelta(0) and not _is_held(changed, pace) else Due.NOT_YET
    assert decide(changed, pace) is expected


@given(standings())
def test_reviews_hold_it_only_where_that_is_wished(standing: Standing) -> None:
    reviewed = replace(standing, has_reviews=True, is_settled=True)
    if decide(replace(reviewed, has_reviews=False), Pace()) is Due.COMPOSE:
        assert decide(reviewed, Pace()) is Due.COMPOSE
        began = standing.first_upload_at or standing.finished_at
        assert began is not None
        held = decide(reviewed, Pace(waits_for_reviews=True))
        assert (held is Due.NOT_YET) == (began + Pace().latest > NOON)


def test_nothing_that_nobody_began_is_due() -> None:
    assert due_at(Standing(now=NOON, assessed_at=NOON), Pace()) is None


def _is_held(standing: Standing, pace: Pace) -> bool:
    return pace.waits_for_reviews and standing.has_reviews
