"""Bills, the visits they show, and the lists, records and reports that belong to them."""

from storage.model.checklist import ItemState
from storage.model.document import QualityFault
from storage.model.document_type import DocumentType
from tests.validators.builders import (
    CATEGORY_ROWS,
    MOTHER,
    a_document,
    a_fault,
    a_field,
    asks,
    bank_card,
    bill,
    both_faces,
    doubtful,
    fee_list,
    files,
    in_review,
    item,
    judge,
    question_keys,
    record,
)


def with_bill(*bills):
    return files(both_faces(), bank_card(), record(), fee_list(), *bills)


def test_missing_list_pages_are_asked_for_by_number():
    pages = [fee_list(page_number=number, page_count=4) for number in (1, 2, 4)]
    assessment = judge(files(both_faces(), bank_card(), bill(), record(), *pages))
    assert asks(assessment) == {"fee_list": ItemState.WRONG_SIDE_OR_PAGE}
    assert item(assessment, "fee_list").ask.pages == (3,)
    assert "第3页" in assessment.message.text


def test_a_list_in_several_files_is_whole_when_all_pages_are_there():
    pages = [fee_list(page_number=number, page_count=2) for number in (2, 1)]
    assessment = judge(files(both_faces(), bank_card(), bill(), record(), *pages))
    assert assessment.is_complete
    assert not [f for f in assessment.findings if f.rule == "V14"]


def test_a_page_without_a_number_might_be_the_one_that_seems_missing():
    pages = [fee_list(page_number=1, page_count=2), fee_list()]
    assessment = judge(files(both_faces(), bank_card(), bill(), record(), *pages))
    assert asks(assessment) == {}
    assert in_review(assessment) == {"fee_list"}


def test_each_day_of_treatment_needs_its_own_record():
    later = bill(number="0012345999", day="2026-03-20")
    assessment = judge(with_bill(bill(), later))
    assert asks(assessment) == {"medical_record": ItemState.MISSING}
    assert item(assessment, "medical_record@visit:2").state is ItemState.SATISFIED
    assert "3月20日那次" in assessment.message.text


def test_a_day_that_was_not_surely_read_makes_no_visit():
    later = bill(number="0012345999", visit_date=doubtful("2025-03-20"), issue_date=doubtful("2025-03-20"))
    assert judge(with_bill(bill(), later)).is_complete


def test_named_examinations_want_their_reports_and_categories_do_not():
    rows = [*CATEGORY_ROWS, {"name": "头颅CT平扫", "amount": "200.00"}, {"name": "血常规", "amount": "20.00"}]
    papers = [both_faces(), bank_card(), bill(), record(), fee_list(items=rows)]
    assert set(asks(judge(files(*papers)))) == {"imaging_report", "lab_report"}
    assert judge(with_bill(bill())).is_complete


def test_social_insurance_on_the_bill_needs_no_settlement_sheet():
    assert judge(with_bill(bill(pool_paid="100.00", cash_paid="339.94"))).is_complete


def test_a_settled_claim_whose_bill_prints_no_split_asks_for_the_sheet():
    bare = {name: cell for name, cell in bill().fields.items() if not name.endswith("_paid")}
    paper = a_document(DocumentType.INV_OUTPATIENT, bare)
    assert asks(judge(with_bill(paper), {"si.settled": True})) == {"si_settlement": ItemState.MISSING}
    assert question_keys(judge(with_bill(paper))) == ["si.settled"]


def test_a_claimed_amount_above_the_bills_is_a_question():
    assert question_keys(judge(with_bill(bill()), {"claim.amount": "900.00"})) == ["claim.amount"]
    assert judge(with_bill(bill()), {"claim.amount": "439.94"}).is_complete


def test_a_bad_second_picture_of_the_same_bill_is_forgotten():
    blurred = a_document(
        DocumentType.INV_OUTPATIENT,
        {"patient_name": a_field(MOTHER), "bill_number": a_field(None), "total": a_field("439.94")},
        faults=[a_fault(QualityFault.BLUR)],
    )
    assert judge(with_bill(bill(), blurred)).is_complete


def test_a_bad_picture_of_another_bill_is_asked_for():
    blurred = a_document(
        DocumentType.INV_OUTPATIENT,
        {"patient_name": a_field(MOTHER), "bill_number": a_field(None), "total": a_field("12.00")},
        faults=[a_fault(QualityFault.BLUR)],
    )
    assessment = judge(with_bill(bill(), blurred))
    assert asks(assessment) == {"bill": ItemState.UNREADABLE}
    assert item(assessment, "bill").ask.documents == ("f6.d1",)
    assert assessment.totals["total"] == "439.94"
