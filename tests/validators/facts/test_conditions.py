import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.facts.conditions import ConditionInvalid, parse

TRUTHS = st.sampled_from([True, False, None])


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "a.b()",
        "a if b else c",
        "lambda: 1",
        "a + 1 > 2",
        "1 < a < 3",
        "a[0]",
        "f'{a}'",
        "",
        "a ==",
    ],
)
def test_anything_but_a_condition_is_refused(text):
    with pytest.raises(ConditionInvalid):
        parse(text)


def test_an_unknown_fact_makes_a_comparison_unknown_and_is_named():
    truth = parse("a.b == 'x' or c.d > 3").evaluate({"c.d": None}.get)
    assert truth.value is None
    assert truth.unknown == {"a.b", "c.d"}


def test_an_and_hangs_on_its_first_unknown_part():
    assert parse("a == 'x' and b == 'y'").evaluate({}.get).unknown == {"a"}


def test_what_is_decided_needs_no_other_fact():
    assert parse("a == 'x' and b == 'y'").evaluate({"b": "z"}.get).value is False
    assert parse("a == 'x' or b == 'y'").evaluate({"b": "y"}.get).value is True


def test_a_list_knows_what_it_compares():
    condition = parse("a in ['x', 'y'] and b != 'z'")
    assert condition.comparisons == (("a", "x"), ("a", "y"), ("b", "z"))
    assert condition.names == {"a", "b"}


@given(TRUTHS, TRUTHS)
def test_and_or_not_follow_kleene(a, b):
    facts = {"a": a, "b": b}.get
    rank = {False: 0, None: 1, True: 2}
    both, either = parse("a and b").evaluate(facts).value, parse("a or b").evaluate(facts).value
    assert rank[both] == min(rank[a], rank[b])
    assert rank[either] == max(rank[a], rank[b])
    assert rank[parse("not a").evaluate(facts).value] == 2 - rank[a]


@given(st.sampled_from(["a and (b or not c)", "not (a or b) and c", "a or b and c"]), TRUTHS, TRUTHS, TRUTHS)
def test_a_known_answer_never_changes_when_the_unknown_becomes_known(text, a, b, c):
    condition = parse(text)
    known = condition.evaluate({"a": a, "b": b, "c": c}.get).value
    options = [[value] if value is not None else [True, False] for value in (a, b, c)]
    answers = {
        condition.evaluate(dict(zip("abc", all_of, strict=True)).get).value
        for all_of in itertools.product(*options)
    }
    assert known is None or answers == {known}
