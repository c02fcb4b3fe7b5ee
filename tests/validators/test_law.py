"""The law of one message, over random claims of every claim type of the lists."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.model.checklist import Assessment, ItemState
from storage.model.claim import ClaimType
from tests.validators.builders import TODAY
from tests.validators.law import (
    BILLS,
    CHOICES,
    FACTS,
    GOOD,
    NUMBERS,
    POOL,
    TYPES,
    judged,
    readings,
    remedy,
    unsure,
)
from validators.assess import assess
from validators.facts.load import facts_from
from validators.items.late import is_explained, late_asks
from validators.items.late_questions import late_questions
from validators.lists.checklist import supported

MANY = settings(max_examples=90, deadline=None)
SOME = settings(max_examples=50, deadline=None)


@MANY
@given(TYPES, CHOICES, FACTS, st.sampled_from(sorted(POOL)))
def test_what_is_asked_later_was_asked_or_in_review_before_unless_a_fact_is_new(
    types: list[ClaimType], names: set[str], facts: dict[str, Any], added: str
) -> None:
    before = judged(types, facts, readings(names))
    after = judged(types, facts, readings({*names, added}))
    assert late_asks(before.data, after.data) == ()
    assert late_questions(before.data, after.data) == ()


@MANY
@given(TYPES, CHOICES, FACTS, st.sampled_from(sorted(POOL)))
def test_an_accepted_item_stays_accepted_unless_a_fact_is_new(
    types: list[ClaimType], names: set[str], facts: dict[str, Any], added: str
) -> None:
    before = judged(types, facts, readings(names))
    after = judged(types, facts, readings({*names, added}))
    for key, item in before.items.items():
        state = after.items[key].state if key in after.items else item.state
        is_another_bill = key[0] == "bill" and added in BILLS
        if item.state.is_done and state.is_ask and not is_another_bill:
            assert is_explained(before.data, after.data, key), (key, item.state, state)


@MANY
@given(TYPES, CHOICES, FACTS)
def test_who_sends_what_is_asked_for_is_not_asked_for_it_again(
    types: list[ClaimType], names: set[str], facts: dict[str, Any]
) -> None:
    before = judged(types, facts, readings(names))
    for key in before.asks:
        papers = remedy(before.items[key])
        if papers:
            after = judged(types, facts, readings({*names, *papers}))
            assert key not in after.asks, (before.items[key], after.items[key])


@SOME
@given(TYPES, CHOICES, FACTS, st.randoms(use_true_random=False))
def test_order_and_duplicates_never_matter(
    types: list[ClaimType], names: set[str], facts: dict[str, Any], shuffle: Any
) -> None:
    files = readings(names)
    mixed = [*files, *files[:3]]
    shuffle.shuffle(mixed)
    first, second = judged(types, facts, files), judged(types, facts, mixed)
    states = [{key: item.state for key, item in one.items.items()} for one in (first, second)]
    assert states[0] == states[1]
    assert first.questions == second.questions


@SOME
@given(TYPES, CHOICES, FACTS)
def test_doubt_never_asks(types: list[ClaimType], names: set[str], facts: dict[str, Any]) -> None:
    """With no value surely read, nobody hears of a wrong person, an old card or a page that is missing."""
    doubted = judged(types, facts, [unsure(reading) for reading in readings(names)])
    states = {item.state for item in doubted.items.values()}
    assert not states & {ItemState.WRONG_PERSON, ItemState.EXPIRED}


@MANY
@given(TYPES, CHOICES, FACTS, st.sampled_from(sorted(POOL)))
def test_doubt_in_one_paper_asks_for_nothing_new(
    types: list[ClaimType], names: set[str], facts: dict[str, Any], doubted: str
) -> None:
    sure = judged(types, facts, readings({*names, doubted}))
    files = [
        unsure(one) if one.file == f"photo{NUMBERS[doubted]}.jpg" else one
        for one in readings({*names, doubted})
    ]
    assert late_asks(sure.data, judged(types, facts, files).data) == ()


@SOME
@given(TYPES, CHOICES, FACTS)
def test_the_message_asks_exactly_for_the_open_items_and_puts_every_question(
    types: list[ClaimType], names: set[str], facts: dict[str, Any]
) -> None:
    assessment = whole(types, names, facts)
    asked = [item for item in assessment.items if item.state.is_ask]
    assert [(one.key, one.person, one.scope) for one in assessment.deficiencies] == [
        (item.key, item.person, item.scope) for item in asked
    ]
    text = assessment.message.text
    assert all(one.name in text for one in assessment.deficiencies)
    assert all(line in text for question in assessment.questions for line in question.text.splitlines())
    assert sum(line[:1].isdigit() for line in text.splitlines()) == len(asked) + len(assessment.questions)
    assert assessment.is_complete == ("不用再交任何东西" in text)


@SOME
@given(TYPES, CHOICES, CHOICES, FACTS)
def test_the_fingerprint_is_equal_exactly_when_what_is_asked_is_equal(
    types: list[ClaimType], names: set[str], others: set[str], facts: dict[str, Any]
) -> None:
    one, other = whole(types, names, facts), whole(types, others, facts)
    assert (asked(one) == asked(other)) == (one.message.fingerprint == other.message.fingerprint)


@pytest.mark.parametrize("claim_type", supported())
def test_sending_everything_good_one_by_one_never_asks_for_anything_new(claim_type: ClaimType) -> None:
    facts = {"insured.name": "张悦", "insured.birth": "1990-03-07", "event.cause": "disease"}
    names: set[str] = set()
    last = judged([claim_type], facts, [])
    for name in GOOD:
        names.add(name)
        now = judged([claim_type], facts, readings(names))
        assert late_asks(last.data, now.data) == () == late_questions(last.data, now.data)
        last = now


def whole(types: list[ClaimType], names: set[str], facts: dict[str, Any]) -> Assessment:
    return assess(readings(names), claim_types=types, facts=facts_from(facts), today=TODAY)


def asked(assessment: Assessment) -> tuple[set[Any], set[str]]:
    items = {
        (item.key, item.person, item.scope, item.state, item.ask.sides, item.ask.pages)
        for item in assessment.items
        if item.state.is_ask
    }
    return items, {question.key for question in assessment.questions}
