"""When an item is asked for, and when a person looks instead: doubt never asks."""

import pytest

from storage.model.checklist import ItemState
from storage.model.document import QualityFault, QualityGrade
from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.validators.builders import (
    FATHER,
    MOTHER,
    a_document,
    a_fault,
    a_field,
    a_paper,
    adult_papers,
    asks,
    bank_card,
    bill,
    both_faces,
    doubtful,
    emblem,
    fee_list,
    files,
    in_review,
    item,
    judge,
    portrait,
    question_keys,
    record,
    state,
)


def with_bill(*bills):
    return files(both_faces(), bank_card(), record(), fee_list(), *bills)


def test_a_number_that_was_not_read_on_a_sound_picture_goes_to_a_person():
    assessment = judge(with_bill(bill(number=a_field(None))))
    assert asks(assessment) == {}
    assert in_review(assessment) == {"bill"}


def test_a_fault_elsewhere_on_the_picture_is_no_reason_to_ask():
    far = a_fault(QualityFault.GLARE, Box(700, 600, 800, 680))
    paper = a_document(DocumentType.INV_OUTPATIENT, {**bill().fields, "total": a_field(None)}, faults=[far])
    assert in_review(judge(with_bill(paper))) == {"bill"}


@pytest.mark.parametrize("fault", ["blur", "glare", "cut", "dark", "small"])
def test_a_measured_fault_over_what_is_needed_asks_for_a_new_picture(fault):
    whole = a_fault(QualityFault(fault))
    paper = a_document(DocumentType.INV_OUTPATIENT, {**bill().fields, "total": a_field(None)}, faults=[whole])
    assessment = judge(with_bill(paper))
    assert asks(assessment) == {"bill": ItemState.UNREADABLE}
    assert item(assessment, "bill").reason == fault


@pytest.mark.parametrize("fault", ["tilt", "copy", "screen", "blank"])
def test_other_faults_never_ask(fault):
    whole = a_fault(QualityFault(fault))
    paper = a_document(DocumentType.INV_OUTPATIENT, {**bill().fields, "total": a_field(None)}, faults=[whole])
    assert asks(judge(with_bill(paper))) == {}


def test_a_needed_field_whose_ink_is_nowhere_under_a_fault_asks_for_a_new_picture():
    fields = {name: cell for name, cell in bill().fields.items() if name != "total"}
    glare = a_fault(QualityFault.GLARE, Box(600, 500, 800, 680))
    paper = a_document(DocumentType.INV_OUTPATIENT, fields, faults=[glare])
    assert asks(judge(with_bill(paper))) == {"bill": ItemState.UNREADABLE}


def test_another_patient_surely_read_is_an_ask():
    assessment = judge(with_bill(bill("李建国")), {"insured.name": MOTHER})
    assert asks(assessment)["bill"] is ItemState.WRONG_PERSON


@pytest.mark.parametrize("name", [doubtful("李建国"), "张伟", "张悦之子", "李*"])
def test_a_name_in_doubt_goes_to_a_person(name):
    assessment = judge(with_bill(bill(name)), {"insured.name": MOTHER})
    assert asks(assessment) == {}
    assert in_review(assessment) == {"bill"}


@pytest.mark.parametrize("name", ["张*", "ZHANG YUE", "張悦", "张 悦"])
def test_a_masked_or_foreign_spelling_that_fits_is_accepted(name):
    assert judge(with_bill(bill(name)), {"insured.name": MOTHER}).is_complete


def test_the_buyer_of_a_tax_invoice_is_nobody_in_particular():
    invoice = a_paper(
        DocumentType.TAX_INVOICE,
        invoice_number="26312000000012345678",
        issue_date="2026-04-05",
        buyer_name="示范贸易有限公司",
        seller_name="示范市康宁诊所有限公司",
        total="439.94",
        items=[{"name": "*医疗服务*门诊治疗费", "amount": "439.94"}],
    )
    assessment = judge(with_bill(invoice), {"si.settled": False})
    assert assessment.is_complete


def test_an_invoice_for_a_meal_is_no_bill_and_an_unclear_one_goes_to_a_person():
    def invoice(seller, goods):
        fields = {"invoice_number": "26312000000012345678", "total": "439.94", "seller_name": seller}
        rows = [{"name": goods, "amount": "439.94"}]
        return a_paper(DocumentType.TAX_INVOICE, **fields, items=rows)

    meal = judge(with_bill(invoice("示范餐饮有限公司", "*餐饮服务*餐费")))
    unclear = judge(with_bill(invoice("示范健康管理有限公司", "*现代服务*服务费")))
    assert asks(meal) == {"bill": ItemState.MISSING}
    assert in_review(unclear) == {"bill"}


def test_a_credit_card_asks_for_a_debit_card_and_a_doubtful_one_does_not():
    rest = [both_faces(), bill(), record(), fee_list()]
    sure = judge(files(*rest, bank_card(kind="credit")))
    unsure = judge(files(*rest, bank_card(card_kind=doubtful("credit"))))
    assert asks(sure) == {"bank_card": ItemState.MISSING}
    assert "信用卡" in sure.message.text
    assert in_review(unsure) == {"bank_card"}


def test_an_unplaced_paper_holds_back_what_it_might_be():
    papers = files(both_faces(), bank_card(), bill(), fee_list(), a_paper(DocumentType.OTHER))
    assessment = judge(papers)
    assert asks(assessment) == {}
    assert in_review(assessment) == {"medical_record"}


def test_a_titled_sheet_is_no_card():
    sheet = a_paper(DocumentType.OTHER, title="入院须知")
    assessment = judge(files(both_faces(), bill(), record(), fee_list(), sheet))
    assert asks(assessment) == {"bank_card": ItemState.MISSING}


def test_a_paper_of_unsure_type_is_never_taken_nor_asked_for():
    unsure = a_document(DocumentType.OP_RECORD, dict(record().fields), confidence=0.5)
    assessment = judge(files(both_faces(), bank_card(), bill(), fee_list(), unsure))
    assert asks(assessment) == {}
    assert in_review(assessment) == {"medical_record"}


def test_an_unreadable_picture_without_a_fault_is_for_a_person_and_with_one_is_told():
    rest = [both_faces(), bank_card(), bill(), fee_list()]
    sound = judge(files(*rest, a_document(DocumentType.UNREADABLE)))
    blurred = judge(
        files(
            *rest,
            a_document(DocumentType.UNREADABLE, faults=[a_fault(QualityFault.BLUR)], quality=QualityGrade.POOR),
        )
    )
    assert asks(sound) == {}
    assert asks(blurred) == {"medical_record": ItemState.MISSING}
    assert "1 张照片看不清" in blurred.message.text


def test_irrelevant_pictures_are_passed_over():
    assessment = judge(files(*adult_papers(), a_paper(DocumentType.IRRELEVANT)))
    assert assessment.is_complete


def test_a_failed_check_digit_goes_to_a_person():
    assessment = judge(files(both_faces(number="110105199003070021"), *adult_papers()[2:]))
    assert asks(assessment) == {}
    assert "insured_id" in in_review(assessment)


def test_capitals_that_contradict_the_figures_go_to_a_person():
    assessment = judge(with_bill(bill(total_cn="肆佰元整")))
    assert in_review(assessment) == {"bill"}


def test_a_stray_card_of_somebody_else_does_not_matter_beside_the_own():
    stranger = both_faces(FATHER, "110101198805120039")
    assert judge(files(*adult_papers(), stranger)).is_complete


def test_only_somebody_elses_card_is_the_wrong_person():
    stranger = both_faces(FATHER, "110101198805120039")
    facts = {"insured.name": MOTHER, "insured.birth": "1990-03-07"}
    assessment = judge(files(stranger, *adult_papers()[2:]), facts)
    assert asks(assessment) == {"insured_id": ItemState.WRONG_PERSON}


def test_only_an_emblem_asks_for_the_portrait():
    assessment = judge(files(emblem(), *adult_papers()[2:]), {"insured.birth": "1990-03-07"})
    assert asks(assessment) == {"insured_id": ItemState.WRONG_SIDE_OR_PAGE}
    assert item(assessment, "insured_id").ask.sides == ("portrait",)


def test_a_portrait_alone_asks_for_the_emblem():
    assessment = judge(files(portrait(), *adult_papers()[2:]))
    assert item(assessment, "insured_id").ask.sides == ("emblem",)


def test_an_unknown_age_asks_for_the_birth_and_for_the_bill_at_once():
    assessment = judge([])
    assert question_keys(assessment) == ["insured.birth"]
    assert {"bill", "medical_record", "insured_id", "bank_card"} <= set(asks(assessment))


def test_papers_of_two_patients_ask_whose_claim_it_is():
    assessment = judge(files(bill("李建国"), record("赵玉兰")))
    assert "insured.name" in question_keys(assessment)


def test_no_bill_leaves_the_social_insurance_alone():
    assessment = judge(files(both_faces(), bank_card(), record(), fee_list()))
    assert all(each.key != "si_settlement" for each in assessment.items)
    assert state(assessment, "bill") is ItemState.MISSING


def test_a_permit_of_which_nothing_was_read_goes_to_a_person():
    assessment = judge(
        files(a_paper(DocumentType.HMT_PERMIT), *adult_papers()[2:]), {"insured.birth": "1990-03-07"}
    )
    assert asks(assessment) == {}
    assert in_review(assessment) == {"insured_id"}


def test_a_side_that_was_not_surely_told_is_not_asked_for():
    assessment = judge(files(portrait(side=doubtful("portrait")), *adult_papers()[2:]))
    assert in_review(assessment) == {"insured_id"}


def test_an_unplaced_paper_might_be_the_other_side_or_page():
    card = judge(files(portrait(), *adult_papers()[2:], a_paper(DocumentType.OTHER)))
    page = fee_list(page_number=1, page_count=2)
    lists = judge(files(*adult_papers()[:5], page, a_paper(DocumentType.OTHER)))
    assert in_review(card) == {"insured_id"}
    assert in_review(lists) == {"fee_list"}


def test_a_glare_over_what_was_read_hides_nothing_else():
    fields = {name: cell for name, cell in bill().fields.items() if name != "patient_name"}
    glare = a_fault(QualityFault.GLARE, Box(0, 0, 200, 100))
    paper = a_document(DocumentType.INV_OUTPATIENT, fields, faults=[glare])
    assert in_review(judge(with_bill(paper))) == {"bill"}


def test_a_missing_side_and_an_unreadable_one_are_asked_for_at_once():
    glare = a_fault(QualityFault.GLARE)
    shown = portrait()
    hidden = a_document(DocumentType.ID_CARD, {**shown.fields, "id_number": a_field(None)}, faults=[glare])
    assessment = judge(files(hidden, bank_card(), record(), fee_list(), bill()))
    found = item(assessment, "insured_id")
    assert found.state is ItemState.WRONG_SIDE_OR_PAGE
    assert found.ask.sides == ("portrait", "emblem") and len(found.ask.documents) == 1
    assert "一面还没有收到，收到的那一面看不清身份证号码" in assessment.message.text


def test_a_missing_side_beside_a_readable_one_is_asked_for_alone():
    found = item(judge(files(portrait(), bank_card(), record(), fee_list(), bill())), "insured_id")
    assert (found.state, found.ask.sides) == (ItemState.WRONG_SIDE_OR_PAGE, ("emblem",))
