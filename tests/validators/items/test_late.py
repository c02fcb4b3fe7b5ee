"""What could have been asked before: every way in which something may be new, walked through."""

from collections.abc import Mapping
from typing import Any

import pytest

from validators.items.late import held_back, late_asks

RECORD = ("medical_record", "insured", "visit:1")
CARD = ("insured_id", "insured", "claim")


def kept(items: Mapping[tuple[str, str, str], str], **changes: Any) -> dict[str, Any]:
    """An assessment as it is kept, of items by state; a served item has the paper `doc_1`."""
    basis = {
        "lists": ["outpatient_medical@2026-11-01"],
        "implies": {"insured_id": "guardian_id"},
        "rows": {key[0]: ["event.cause"] for key in items},
        "facts": {"event.cause": "disease"},
        "known": {"|".join(key): {"bill.is_itemised": "False"} for key in items},
        "occasions": ["visit:1 2026-04-01 2026-04-01 1"],
        "people": {"insured": ["张悦"]},
        "papers": ["doc_1"],
    }
    told = [
        {
            "key": key,
            "person": person,
            "scope": scope,
            "state": state,
            "accepts": [key],
            "documents": changes.pop("documents", ["doc_1"] if state == "satisfied" else []),
        }
        for (key, person, scope), state in items.items()
    ]
    return {"items": told, "basis": basis | changes, "questions": []}


THEN = kept({RECORD: "not_applicable", CARD: "satisfied"})
NOW = {RECORD: "missing", CARD: "satisfied"}


def test_an_ask_without_anything_new_is_our_miss() -> None:
    assert late_asks(THEN, kept(NOW)) == (RECORD,)
    assert late_asks(THEN, kept({RECORD: "not_applicable", CARD: "missing"})) == (CARD,)


@pytest.mark.parametrize("was", ["missing", "unreadable", "in_review", "lookup_pending"])
def test_what_was_asked_or_named_before_may_be_asked_again(was: str) -> None:
    assert late_asks(kept({RECORD: was, CARD: "satisfied"}), kept(NOW)) == ()


@pytest.mark.parametrize(
    "news",
    [
        {"facts": {"event.cause": "accident"}},
        {"known": {"medical_record|insured|visit:1": {"bill.is_itemised": "True"}}},
        {"occasions": ["visit:1 2026-04-01 2026-04-01 1", "visit:2 2026-04-09 2026-04-09 1"]},
        {"people": {"insured": ["张悦", "张月"]}},
        {"lists": ["outpatient_medical@2026-12-01"]},
    ],
)
def test_something_new_explains_it(news: dict[str, Any]) -> None:
    assert late_asks(THEN, kept(NOW, **news)) == ()


@pytest.mark.parametrize(
    ("state", "documents", "papers", "late"),
    [
        ("wrong_person", ["doc_2"], ["doc_1", "doc_2"], ()),  # came since and is at fault
        ("wrong_person", ["doc_1"], ["doc_1"], (CARD,)),  # lay there all the time
        ("missing", [], [], ()),  # the one that served was withdrawn
        ("missing", ["doc_2"], ["doc_1", "doc_2"], (CARD,)),
        ("expired", ["doc_1"], ["doc_1"], ()),  # ran out meanwhile
    ],
)
def test_papers_that_came_went_or_ran_out_explain_it(
    state: str, documents: list[str], papers: list[str], late: tuple[Any, ...]
) -> None:
    now = kept({CARD: state}, documents=documents, papers=papers)
    assert late_asks(kept({CARD: "satisfied"}), now) == late


def test_items_that_had_been_one_are_known_by_what_they_accept() -> None:
    other = ("student_record", "insured", "visit:1")
    now = kept({RECORD: "satisfied", other: "missing"}, papers=[])
    now["items"][1]["accepts"] = ["medical_record"]
    now["basis"]["rows"]["student_record"] = []
    then = kept({RECORD: "satisfied"})
    then["basis"]["known"] |= {"student_record|insured|visit:1": {"bill.is_itemised": "False"}}
    assert late_asks(then, now) == (), "the paper that served both is gone"
    then["basis"]["papers"] = now["basis"]["papers"] = ["doc_1"]
    assert late_asks(then, now) == (other,)


def test_a_row_that_a_list_got_without_a_new_version_is_our_miss() -> None:
    assert late_asks(kept({CARD: "satisfied"}), kept(NOW)) == (RECORD,)
    another = ("insured_id", "beneficiary:2", "claim")
    assert late_asks(kept({CARD: "satisfied"}), kept({CARD: "satisfied", another: "missing"})) == ()


def test_what_a_stricter_ask_implied_was_said_with_it() -> None:
    guardian = ("guardian_id", "guardian", "claim")
    now = kept({CARD: "satisfied", guardian: "missing"})
    assert late_asks(kept({CARD: "missing", guardian: "not_applicable"}), now) == ()


def test_nothing_is_said_of_assessments_that_kept_no_basis() -> None:
    assert late_asks({"items": THEN["items"]}, kept(NOW)) == ()


def test_what_is_held_back_stands_as_with_us() -> None:
    asks = [dict(zip(("key", "person", "scope"), key, strict=True)) for key in (RECORD, CARD)]
    names = [one | {"name": one["key"]} for one in asks]
    data = {**kept({RECORD: "missing", CARD: "missing"}), "deficiencies": names, "under_review": ["发票"]}
    shown = held_back(data, [RECORD])
    assert [item["state"] for item in shown["items"]] == ["in_review", "missing"]
    assert [one["key"] for one in shown["deficiencies"]] == ["insured_id"]
    assert shown["under_review"] == ["发票", "medical_record"]
    assert held_back(data, []) == data
