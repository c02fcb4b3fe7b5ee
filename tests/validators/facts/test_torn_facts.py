"""What two sources tell differently is for a person: nobody is asked for a paper or a fact that hangs on it."""

from storage.model.checklist import ItemState
from storage.model.claim import ClaimType
from storage.model.document_type import DocumentType
from tests.validators.builders import (
    CHILD,
    CHILD_ID,
    MOTHER,
    a_paper,
    adult_papers,
    asks,
    bank_card,
    both_faces,
    discharge,
    files,
    in_review,
    judge,
    question_keys,
    state,
    stay_bill,
    stay_list,
)
from validators.facts.known import facts_from

INPATIENT = (ClaimType.INPATIENT_MEDICAL,)


def test_a_birth_that_the_card_contradicts_asks_for_no_guardian() -> None:
    """The claim says a child, the card of that name says an adult."""
    assessment = judge(files(*adult_papers()), {"insured.name": MOTHER, "insured.birth": "2018-03-01"})
    assert asks(assessment) == {}
    assert question_keys(assessment) == []
    assert {"guardian_id", "guardian_link"} <= in_review(assessment)


def test_a_settlement_that_the_bill_contradicts_is_for_a_person_unless_it_makes_no_difference() -> None:
    papers = [both_faces(), bank_card(), discharge(), stay_list()]
    facts = {"si.settled": False}
    with_split = judge(files(*papers, stay_bill()), facts, claim_types=INPATIENT)
    assert with_split.is_complete
    paid = stay_bill(account_paid=None, cash_paid=None)
    assessment = judge(files(*papers, paid), facts, claim_types=INPATIENT)
    assert in_review(assessment) == {"si_settlement@stay:1"}
    assert asks(assessment) == {}


def test_facts_that_agree_are_not_torn() -> None:
    facts = facts_from({"event.cause": "accident"}).proven("event.cause", "accident", "paper")
    assert facts.get("event.cause") == "accident" and facts.torn == frozenset()


def test_a_torn_fact_is_learned_no_more() -> None:
    facts = facts_from({"event.cause": "disease"}).proven("event.cause", "accident", "paper")
    assert facts.learned("event.cause", "disease", "words").get("event.cause") is None


def test_the_birth_is_taken_from_the_card_and_the_stay_from_the_summary() -> None:
    child = judge(
        files(both_faces(CHILD, CHILD_ID), bank_card(), discharge(CHILD), stay_bill(CHILD), stay_list(CHILD)),
        claim_types=INPATIENT,
    )
    assert "guardian_link" in asks(child)
    assert state(child, "insured_id") is ItemState.SATISFIED


def test_an_old_injury_in_the_record_is_no_accident_of_today() -> None:
    old = a_paper(
        DocumentType.OP_RECORD, patient_name=MOTHER, diagnoses=["感冒"], present_illness="3年前摔伤史"
    )
    assessment = judge(files(*adult_papers()[:4], old, adult_papers()[5]), facts_from({}))
    assert question_keys(assessment) == ["event.cause"]
