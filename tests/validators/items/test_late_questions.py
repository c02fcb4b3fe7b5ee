"""Questions that could have been put before: every way in which something may be new, walked through."""

from typing import Any

import pytest

from validators.items.late import held_back
from validators.items.late_questions import late_questions

SCENE = ("event.scene",)


def kept(*questions: str, state: str = "not_applicable", **changes: Any) -> dict[str, Any]:
    """An assessment as it is kept, of one item that waits for the scene of the accident."""
    basis = {
        "lists": ["accident_medical@2026-11-01"],
        "rows": {"school_proof": ["event.cause", "event.scene"]},
        "facts": {"event.cause": "accident", "event.scene": "None", "claim.amount": "None"},
        "known": {"school_proof|insured|claim": {"bill.names_surgery": "False"}},
        "occasions": [],
        "people": {"insured": ["张悦"]},
        "papers": ["doc_1"],
    }
    item = {"key": "school_proof", "person": "insured", "scope": "claim", "state": state}
    put = [{"key": name} for name in questions]
    return {"items": [item], "basis": basis | changes, "questions": put}


def test_a_question_without_anything_new_is_our_miss() -> None:
    assert late_questions(kept(), kept(*SCENE)) == SCENE
    assert late_questions(kept(), kept(*SCENE, papers=["doc_1", "doc_2"])) == SCENE, "no paper decided it"


def test_one_that_is_put_again_or_settled_is_none() -> None:
    assert late_questions(kept(*SCENE), kept(*SCENE)) == () == late_questions(kept(*SCENE), kept())


@pytest.mark.parametrize(
    "news",
    [
        {"facts": {"event.cause": "None", "event.scene": "None"}},
        {"known": {"school_proof|insured|claim": {"bill.names_surgery": "True"}}},
        {"occasions": ["stay:1 2026-04-01 2026-04-05 1"]},
        {"people": {"insured": ["张悦", "张月"]}},
        {"lists": ["accident_medical@2026-12-01"]},
    ],
)
def test_something_new_explains_it(news: dict[str, Any]) -> None:
    assert late_questions(kept(), kept(*SCENE, **news)) == ()


@pytest.mark.parametrize(
    ("was", "late"),
    [("missing", ()), ("satisfied", ()), ("in_review", ()), ("not_applicable", SCENE), ("unknown_fact", SCENE)],
)
def test_a_new_paper_explains_it_where_papers_had_decided(was: str, late: tuple[str, ...]) -> None:
    now = kept(*SCENE, state="unknown_fact", papers=["doc_1", "doc_2"])
    assert late_questions(kept(state=was), now) == late


def test_the_amount_hangs_on_papers_and_on_what_was_claimed() -> None:
    amount = ("claim.amount",)
    assert late_questions(kept(), kept(*amount)) == amount
    assert late_questions(kept(), kept(*amount, papers=["doc_2"])) == ()
    assert late_questions(kept(), kept(*amount, facts={**kept()["basis"]["facts"], "claim.amount": "9"})) == ()


def test_nothing_is_said_of_assessments_that_kept_no_basis() -> None:
    assert late_questions({"items": [], "questions": []}, kept(*SCENE)) == ()


def test_what_is_held_back_is_not_put() -> None:
    data = {**kept(*SCENE, "event.place"), "deficiencies": [], "under_review": []}
    assert [one["key"] for one in held_back(data, (), SCENE)["questions"]] == ["event.place"]
