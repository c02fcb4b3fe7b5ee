"""Look-ups come before asks, wait no longer than they may, and never turn into an ask before they failed."""

import threading
from pathlib import Path

import pytest

from storage.model.checklist import ItemState
from storage.model.claim import ClaimType
from tests.validators.builders import (
    asks,
    both_faces,
    discharge,
    files,
    judge,
    state,
    stay_bill,
    stay_list,
)
from validators.errors import FactsInvalid
from validators.facts.known import Facts, facts_from
from validators.facts.lookup_file import FileLookUps
from validators.facts.lookups import Found, Nothing, look_up, with_look_ups

INPATIENT = (ClaimType.INPATIENT_MEDICAL,)
CLAIM = facts_from({"policy.number": "P-1", "event.cause": "disease"})
PAPERS = files(both_faces(), discharge(), stay_bill(), stay_list())


class Slow:
    """Answers nothing until it is let go."""

    source = "slow"

    def __init__(self) -> None:
        self.gate = threading.Event()

    def find(self, name: str, facts: Facts) -> Found:
        self.gate.wait(10)
        return Found(name, "verified")


class Broken:
    source = "broken"

    def find(self, name: str, facts: Facts) -> Found:
        raise ConnectionError("no route")


def test_what_is_late_is_pending_and_is_not_asked_for() -> None:
    slow = Slow()
    found = look_up(slow, ["payee_account"], CLAIM, seconds=0.01)
    slow.gate.set()
    assert [one.state for one in found] == ["pending"]
    assessment = judge(PAPERS, with_look_ups(CLAIM, found), claim_types=INPATIENT)
    assert state(assessment, "bank_card") is ItemState.LOOKUP_PENDING
    assert asks(assessment) == {} and not assessment.is_complete


def test_the_answer_that_comes_later_takes_the_place_of_pending() -> None:
    slow = Slow()
    slow.gate.set()
    facts = with_look_ups(CLAIM, [Found("payee_account", "pending")])
    facts = with_look_ups(facts, look_up(slow, ["payee_account"], facts, seconds=5))
    assert judge(PAPERS, facts, claim_types=INPATIENT).is_complete


@pytest.mark.parametrize("port", [Broken(), Nothing()])
def test_what_failed_is_asked_for(port: Broken | Nothing) -> None:
    facts = with_look_ups(CLAIM, look_up(port, ["payee_account"], CLAIM, seconds=5))
    assert asks(judge(PAPERS, facts, claim_types=INPATIENT)) == {"bank_card": ItemState.MISSING}


def test_several_are_asked_at_once_and_keep_their_order() -> None:
    found = look_up(Nothing(), ["policy", "payee_account", "group_list"], CLAIM, seconds=5)
    assert [one.name for one in found] == ["policy", "payee_account", "group_list"]


def test_a_folder_answers_by_policy_number(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(
        "P-1:\n  state: found\n  facts: {beneficiary.designated: named, policy.start: '2024-05-01'}\n"
        "P-2: {state: soon}\nP-3: none\n",
        encoding="utf-8",
    )
    (tmp_path / "group_list.yaml").write_text("P-1: [", encoding="utf-8")
    port = FileLookUps(tmp_path)
    assert with_look_ups(CLAIM, [port.find("policy", CLAIM)]).get("beneficiary.designated") == "named"
    states = [port.find("policy", facts_from({"policy.number": one})).state for one in ("P-2", "P-3", "P-4")]
    assert states == ["failed", "not_found", "not_found"]
    assert [port.find(name, CLAIM).state for name in ("group_list", "payee_account")] == ["failed", "failed"]


def test_a_look_up_that_contradicts_what_is_known_leaves_it_to_a_person() -> None:
    given = facts_from({"insured.birth": "1990-03-07"})
    facts = with_look_ups(given, [Found("policy", "found", {"insured.birth": "1991-03-07"})])
    assert facts.get("insured.birth") is None
    assert facts.torn == {"insured.birth"}


def test_a_system_that_tells_what_is_no_fact_is_named() -> None:
    with pytest.raises(FactsInvalid, match=r"insured\.brith"):
        with_look_ups(CLAIM, [Found("policy", "found", {"insured.brith": "1990-03-07"})])
