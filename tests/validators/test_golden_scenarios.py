"""The golden scenarios of the domain notes that touch outpatient claims and the common module."""

import datetime as dt

from storage.model.checklist import ItemState
from storage.model.document import QualityFault, QualityGrade
from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from storage.model.finding import Outcome
from tests.validators.builders import (
    CHILD,
    DRUG_ROWS,
    FATHER,
    FATHER_ID,
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

CHILD_FACTS = {"insured.name": CHILD, "insured.birth": "2018-03-01"}


def birth_certificate():
    return a_paper(DocumentType.BIRTH_CERT, child_name=CHILD, mother_name=MOTHER, father_name=FATHER)


def child_papers():
    return [both_faces(), bank_card(), bill(CHILD), record(CHILD, age="8"), fee_list(CHILD)]


def hukou_page(name, relation):
    return a_paper(DocumentType.HUKOU, page_kind="member", name=name, relation=relation)


def test_a_complete_adult_claim_without_any_facts_but_the_cause_asks_nothing():
    assessment = judge(files(*adult_papers()))
    assert assessment.is_complete
    assert not assessment.questions


def test_g3_a_bill_without_drug_rows_asks_for_the_list_or_the_prescription():
    assessment = judge(files(portrait(), emblem(), bank_card(), bill(), record()))
    assert asks(assessment) == {"fee_list": ItemState.MISSING}
    assert item(assessment, "fee_list").accepts == (DocumentType.FEE_LIST, DocumentType.RX)


def test_g3_a_prescription_will_do_in_place_of_the_list():
    assessment = judge(files(both_faces(), bank_card(), bill(), record(), a_paper(DocumentType.RX)))
    assert assessment.is_complete


def test_a_bill_that_lists_each_drug_needs_no_list():
    assessment = judge(files(both_faces(), bank_card(), bill(rows=DRUG_ROWS), record()))
    assert state(assessment, "fee_list") is ItemState.WAIVED
    assert assessment.is_complete


def test_g5_a_dog_bite_asks_for_the_story_and_for_no_proof():
    bitten = record(diagnoses=["犬咬伤1小时"])
    facts = {"event.cause": "accident", "event.scene": "animal"}
    assessment = judge(files(both_faces(), bank_card(), bill(rows=DRUG_ROWS), bitten), facts)
    assert question_keys(assessment) == ["event.account"]
    assert asks(assessment) == {}


def test_g5_the_story_once_told_completes_the_claim():
    facts = {"event.cause": "accident", "event.scene": "animal", "event.account": "4月5日在小区被狗咬到左手。"}
    assert judge(files(both_faces(), bank_card(), bill(rows=DRUG_ROWS), record()), facts).is_complete


def test_an_accident_of_unknown_scene_asks_one_question():
    assessment = judge(files(*adult_papers()), {"event.cause": "accident"})
    assert question_keys(assessment) == ["event.scene"]


def test_g10_an_emblem_that_ran_out_ten_days_ago_asks_for_the_new_card():
    old = emblem(valid_to="2026-03-31", valid_from="2006-03-31")
    assessment = judge(files(portrait(), old, bank_card(), bill(), record(), fee_list()))
    assert asks(assessment) == {"insured_id": ItemState.EXPIRED}
    assert DocumentType.ID_TEMP in item(assessment, "insured_id").accepts


def test_g10_the_insurer_may_accept_an_expired_card_with_a_warning():
    old = emblem(valid_to="2026-03-31", valid_from="2006-03-31")
    papers = files(portrait(), old, bank_card(), bill(), record(), fee_list())
    assessment = judge(papers, {"product.accept_expired_id": True})
    assert state(assessment, "insured_id") is ItemState.SATISFIED_WITH_WARNING
    assert assessment.is_complete


def test_a_renewed_card_beside_the_old_one_is_enough():
    old = emblem(valid_to="2026-03-31", valid_from="2006-03-31")
    assessment = judge(files(portrait(), old, emblem(), bank_card(), bill(), record(), fee_list()))
    assert assessment.is_complete


def test_g11_a_variant_character_is_a_warning_and_never_an_ask():
    papers = files(both_faces(), bank_card(), bill("张悅"), record(), fee_list())
    assessment = judge(papers, {"insured.name": MOTHER})
    assert assessment.is_complete
    assert state(assessment, "bill") is ItemState.SATISFIED_WITH_WARNING
    assert [f.outcome for f in assessment.findings if f.rule == "V09"] == [Outcome.WARN]


def test_g12_two_photos_and_a_print_of_one_bill_count_once_in_silence():
    papers = files(*adult_papers(), bill(), bill(bill_code="31060126"))
    assessment = judge(papers)
    assert assessment.is_complete
    assert assessment.totals["total"] == "439.94"
    assert not [f for f in assessment.findings if f.rule == "V17"]


def test_photos_of_one_bill_with_different_sums_are_for_a_person():
    assessment = judge(files(*adult_papers(), bill(total="499.94")))
    assert [f.outcome for f in assessment.findings if f.rule == "V17"] == [Outcome.HUMAN]


def test_g14_a_payment_slip_is_kindly_no_bill():
    slip = a_paper(DocumentType.PAYMENT_SLIP, total="439.94")
    assessment = judge(files(both_faces(), bank_card(), slip, record(), fee_list()))
    assert asks(assessment) == {"bill": ItemState.MISSING}
    assert "付款截图不是票据" in assessment.message.text


def test_a_payment_slip_beside_the_bill_is_passed_over_in_silence():
    assessment = judge(files(*adult_papers(), a_paper(DocumentType.PAYMENT_SLIP, total="439.94")))
    assert assessment.is_complete
    assert "付款" not in assessment.message.text


def test_g15_the_fathers_card_asks_for_the_mothers_own():
    facts = {**CHILD_FACTS, "payee.name": MOTHER}
    papers = [both_faces(), bank_card(FATHER), bill(CHILD), record(CHILD), fee_list(CHILD), birth_certificate()]
    assessment = judge(files(*papers), facts)
    assert asks(assessment) == {"bank_card": ItemState.WRONG_PERSON}


def test_g15_a_card_that_prints_no_name_is_a_warning():
    assessment = judge(files(*child_papers(), birth_certificate()), {**CHILD_FACTS, "payee.name": MOTHER})
    assert assessment.is_complete
    assert state(assessment, "bank_card") is ItemState.SATISFIED_WITH_WARNING


def test_g17_sending_one_of_two_leaves_the_other_and_adds_nothing():
    start = judge(files(both_faces(), bank_card(), bill()))
    then = judge(files(both_faces(), bank_card(), bill(), record()))
    assert set(asks(start)) == {"medical_record", "fee_list"}
    assert set(asks(then)) == {"fee_list"}


def test_g19_glare_on_a_card_that_was_read_all_the_same_asks_nothing():
    shining = a_document(
        DocumentType.ID_CARD,
        dict(both_faces().fields),
        faults=[a_fault(QualityFault.GLARE, Box(0, 0, 400, 300))],
        quality=QualityGrade.POOR,
    )
    assert judge(files(shining, *adult_papers()[2:])).is_complete


def test_glare_on_the_number_asks_for_that_side_again():
    hidden = a_document(
        DocumentType.ID_CARD,
        {**portrait().fields, "id_number": a_field(None, box=Box(100, 100, 500, 140))},
        faults=[a_fault(QualityFault.GLARE, Box(300, 90, 420, 160))],
    )
    assessment = judge(files(hidden, emblem(), *adult_papers()[2:]))
    assert asks(assessment) == {"insured_id": ItemState.UNREADABLE}
    assert item(assessment, "insured_id").ask.sides == ("portrait",)
    assert item(assessment, "insured_id").ask.documents == ("f1.d1",)


def test_a_child_without_own_papers_asks_once_for_register_or_birth_certificate():
    assessment = judge(files(*child_papers()), CHILD_FACTS)
    assert asks(assessment) == {"guardian_link": ItemState.MISSING}
    assert item(assessment, "guardian_link").accepts == (DocumentType.BIRTH_CERT, DocumentType.HUKOU)


def test_a_childs_age_on_the_record_is_enough_to_know_that_a_guardian_acts():
    assessment = judge(files(*child_papers()))
    assert asks(assessment) == {"guardian_link": ItemState.MISSING}
    assert not assessment.questions


def test_a_birth_certificate_proves_mother_and_child():
    assert judge(files(*child_papers(), birth_certificate()), CHILD_FACTS).is_complete


def test_a_register_of_child_and_householder_proves_a_parent():
    pages = [hukou_page(CHILD, "子"), hukou_page(MOTHER, "户主")]
    assert judge(files(*child_papers(), *pages), CHILD_FACTS).is_complete


def test_g2_a_grandchild_beside_a_daughter_in_law_proves_no_parent():
    pages = [hukou_page(CHILD, "孙子"), hukou_page(MOTHER, "儿媳")]
    assessment = judge(files(*child_papers(), *pages), CHILD_FACTS)
    assert asks(assessment) == {"guardian_link": ItemState.MISSING}
    assert "孩子的出生证明" in assessment.message.text


def test_only_the_childs_page_asks_for_the_guardians():
    assessment = judge(files(*child_papers(), hukou_page(CHILD, "女")), CHILD_FACTS)
    assert asks(assessment) == {"guardian_link": ItemState.WRONG_SIDE_OR_PAGE}


def test_a_register_whose_fields_are_not_read_goes_to_a_person():
    assessment = judge(files(*child_papers(), a_paper(DocumentType.HUKOU)), CHILD_FACTS)
    assert asks(assessment) == {}
    assert {"guardian_link", "insured_id"} <= in_review(assessment)


def test_a_guardian_who_shows_only_one_face_is_asked_for_the_other():
    papers = [portrait(), bank_card(), bill(CHILD), record(CHILD), fee_list(CHILD), birth_certificate()]
    assessment = judge(files(*papers), CHILD_FACTS)
    assert asks(assessment) == {"guardian_id": ItemState.WRONG_SIDE_OR_PAGE}
    assert item(assessment, "guardian_id").ask.sides == ("emblem",)


def test_both_parents_may_show_their_cards():
    father = both_faces(FATHER, FATHER_ID)
    assert judge(files(*child_papers(), father, birth_certificate()), CHILD_FACTS).is_complete


def test_held_papers_are_not_asked_for_again():
    facts = {"held": [{"type": "id_card", "person": "insured", "valid_to": "2030-01-01"}]}
    assessment = judge(files(*adult_papers()[2:]), {**facts, "insured.birth": "1990-03-07"})
    assert state(assessment, "insured_id") is ItemState.WAIVED
    assert assessment.is_complete


def test_a_held_card_that_ran_out_is_asked_for():
    facts = {"held": [{"type": "id_card", "person": "insured", "valid_to": dt.date(2026, 4, 1)}]}
    assessment = judge(files(*adult_papers()[2:]), {**facts, "insured.birth": "1990-03-07"})
    assert asks(assessment) == {"insured_id": ItemState.MISSING}


def test_the_paper_form_is_asked_only_of_insurers_that_want_it():
    assert state(judge(files(*adult_papers())), "claim_form") is ItemState.WAIVED
    assessment = judge(files(*adult_papers()), {"product.claim_form": "paper"})
    assert asks(assessment) == {"claim_form": ItemState.MISSING}


def test_a_verified_account_needs_no_card():
    papers = [both_faces(), bill(), record(), fee_list()]
    assert judge(files(*papers), {"product.bank_account_verified": True}).is_complete
    pending = judge(files(*papers), {"lookup.payee_account": "pending"})
    assert state(pending, "bank_card") is ItemState.LOOKUP_PENDING
    assert not pending.is_complete


def test_an_agent_brings_the_letter_and_the_own_card():
    facts = {"agent.present": True, "agent.name": FATHER}
    assessment = judge(files(*adult_papers()), facts)
    assert asks(assessment) == {"poa": ItemState.MISSING, "agent_id": ItemState.MISSING}


def test_an_adult_without_capacity_has_a_guardian_named_by_a_court():
    assessment = judge(files(*adult_papers()), {"insured.capacity": "none"})
    assert set(asks(assessment)) == {"guardian_id", "guardian_court"}


def test_treatment_abroad_wants_passport_and_journey():
    assessment = judge(files(*adult_papers()), {"event.country": "JP"})
    assert set(asks(assessment)) == {"foreign_passport", "exit_entry"}


def test_a_policy_is_never_asked_for():
    assert all(DocumentType.POLICY not in each.accepts for each in judge([]).items)
