"""Stamps, mandates and copies are asked for only where that is sure; a sum that differs goes to a person (V12, V15, V19, V26)."""

from storage.model.checklist import ItemState, Tone
from storage.model.claim import ClaimType
from storage.model.document import QualityFault
from storage.model.document_type import DocumentType
from tests.validators.builders import (
    a_document,
    a_fault,
    a_paper,
    adult_papers,
    asks,
    bill,
    doubtful,
    fee_list,
    files,
    in_review,
    item,
    judge,
    record,
    stay_bill,
    stay_list,
)

AGENT = {"agent.present": True, "agent.name": "王强", "insured.name": "张悦"}


def test_a_sum_that_differs_is_for_a_person_and_nobody_is_asked_for_the_list_again() -> None:
    """V12, A2."""
    outpatient = judge(files(*adult_papers()[:5], fee_list(total="400.00")))
    assert "fee_list" in in_review(outpatient)
    stay = judge(files(stay_bill(), stay_list(total="6000.00")), claim_types=[ClaimType.INPATIENT_MEDICAL])
    assert "fee_list@stay:1" in in_review(stay)
    assert "fee_list" not in in_review(judge(files(*adult_papers())))


def test_a_certificate_whose_clear_picture_shows_no_stamp_is_asked_for_with_one() -> None:
    """V15, A5: what cannot be told is no ask, and another paper that will do is enough."""
    bare = a_paper(DocumentType.DIAGNOSIS_CERT, patient_name="张悦", diagnoses=["感冒"], stamped=False)
    without = [paper for paper in adult_papers() if paper.type is not DocumentType.OP_RECORD]
    asked = judge(files(*without, bare))
    assert item(asked, "medical_record").reason == "unstamped"
    assert "没有看到盖章" in asked.message.text
    assert asked.verdicts[f"f{len(without) + 1}.d1"].tone is Tone.AGAIN
    assert "medical_record" not in asks(judge(files(*without, bare, record())))
    for stamped in (True, doubtful(False)):
        fine = a_document(DocumentType.DIAGNOSIS_CERT, {**bare.fields, "stamped": stamped})  # type: ignore[dict-item]
        assert "medical_record" not in asks(judge(files(*without, fine)))


def test_a_mandate_must_hold_and_let_the_agent_who_is_paid_take_the_money() -> None:
    """V19."""
    for powers, facts, reason in (
        ("代为递交理赔材料", {**AGENT, "payee.name": "王强"}, "poa_powers"),
        ("代为递交理赔材料", {**AGENT, "payee.name": "张悦"}, ""),
        ("代办理赔并领取保险金", {**AGENT, "payee.name": "王强"}, ""),
        ("代办理赔并领取保险金,有效期至2026年4月9日", {**AGENT, "payee.name": "王强"}, "poa_over"),
        ("代办理赔并领取保险金,有效期至2026年4月10日", {**AGENT, "payee.name": "王强"}, ""),
        (doubtful("代为递交理赔材料"), {**AGENT, "payee.name": "王强"}, ""),
    ):
        poa = a_paper(DocumentType.POA, principal_name="张悦", agent_name="王强", powers=powers)
        judged = item(judge(files(*adult_papers(), poa), facts), "poa")
        assert judged.state.is_ask is bool(reason), powers
        assert judged.reason in (reason, "satisfied"), powers


def test_a_copy_of_a_bill_is_asked_for_as_the_original_only_where_the_insurer_wants_originals() -> None:
    """V26."""
    copy = a_document(
        DocumentType.INV_OUTPATIENT,
        bill().fields,  # type: ignore[arg-type]
        faults=[a_fault(QualityFault.COPY)],
    )
    papers = files(*(copy if paper.type is copy.type else paper for paper in adult_papers()))
    assert "bill" not in asks(judge(papers))
    wanted = judge(papers, {"product.need_paper_original": True})
    assert (item(wanted, "bill").state, item(wanted, "bill").reason) == (ItemState.MISSING, "copy")


def test_a_print_of_an_electronic_bill_is_no_copy_to_be_sent_again() -> None:
    """V26, C14: who prints it without colour sends what is equal to the file."""
    printed = a_document(
        DocumentType.INV_OUTPATIENT,
        bill(check_code="a1b2c3").fields,  # type: ignore[arg-type]
        faults=[a_fault(QualityFault.COPY)],
    )
    papers = files(*(printed if paper.type is printed.type else paper for paper in adult_papers()))
    assert "bill" not in asks(judge(papers, {"product.need_paper_original": True}))
