"""What the customer cannot get is asked no longer: a person of ours thinks of another way."""

import pytest

from storage.model.checklist import ItemState
from storage.model.document import QualityFault
from storage.model.document_type import DocumentType
from tests.validators.builders import (
    a_document,
    a_fault,
    a_field,
    adult_papers,
    asks,
    bank_card,
    bill,
    both_faces,
    fee_list,
    files,
    item,
    judge,
    record,
    state,
)

FIVE = files(*adult_papers()[:5])
"""All but the fee list."""


def test_an_item_that_cannot_be_got_is_for_a_person_and_named_kindly() -> None:
    assessment = judge(FIVE, cannot=[("fee_list", None, None)])
    assert asks(assessment) == {}
    assert (state(assessment, "fee_list"), item(assessment, "fee_list").reason) == ("in_review", "cannot_get")
    assert not assessment.is_complete
    assert "您说暂时拿不到的材料（费用清单或处方），我们的同事会和您一起想办法。" in assessment.message.text
    assert assessment.message.text.count("费用清单或处方") == 1
    assert assessment.under_review == ("费用清单或处方",)
    assert "有1样我们自己在核对" in assessment.message.sms


def test_what_is_asked_changes_so_the_fingerprint_does() -> None:
    plain, without = judge(FIVE), judge(FIVE, cannot=[("fee_list", None, None)])
    whole = judge(files(*adult_papers()))
    assert plain.message.fingerprint != without.message.fingerprint == whole.message.fingerprint


def test_the_other_items_are_still_asked_for() -> None:
    assessment = judge(files(both_faces(), bill()), cannot=[("bank_card", "payee", "claim")])
    assert set(asks(assessment)) == {"medical_record", "fee_list"}
    assert [one.key for one in assessment.deficiencies] == ["medical_record", "fee_list"]


@pytest.mark.parametrize(
    "other",
    [("bank_card", None, None), ("fee_list", "agent", None), ("fee_list", None, "visit:2"), ("no", None, None)],
)
def test_only_the_item_that_was_meant_is_set_aside(other: tuple[str, str | None, str | None]) -> None:
    assert asks(judge(FIVE, cannot=[other])) == {"fee_list": ItemState.MISSING}


def test_of_two_visits_one_may_be_meant() -> None:
    later = bill(number="0012345999", day="2026-03-20")
    readings = files(both_faces(), bank_card(), bill(), later)
    assessment = judge(readings, cannot=[("medical_record", None, "visit:1")])
    assert item(assessment, "medical_record").state is ItemState.IN_REVIEW
    assert item(assessment, "medical_record@visit:2").state is ItemState.MISSING
    assert "（3月20日那次）" in assessment.message.text.partition("我们自己在核对")[2]


def test_what_came_in_spite_of_it_counts() -> None:
    assert judge(files(*adult_papers()), cannot=[("fee_list", None, None)]).is_complete


def test_a_picture_that_cannot_be_taken_again_is_for_a_person() -> None:
    blurred = a_document(
        DocumentType.INV_OUTPATIENT,
        {**bill().fields, "total": a_field(None)},
        faults=[a_fault(QualityFault.BLUR)],
    )
    readings = files(both_faces(), bank_card(), record(), fee_list(), blurred)
    assert asks(judge(readings)) == {"bill": ItemState.UNREADABLE}
    assessment = judge(readings, cannot=[("bill", None, None)])
    assert asks(assessment) == {}
    assert "total" not in assessment.totals
