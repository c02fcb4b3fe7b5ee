"""From made papers to exactly the items asked and the one message: an adult's outpatient claim."""

import random
from dataclasses import replace

import pytest

from storage.model.checklist import ItemState
from storage.model.document_type import DocumentType
from tests.journeys.check import asks, assess_claim, in_review, question_keys
from tests.specimens.camera import FAULTS
from tests.specimens.claims import MadeClaim, adult_outpatient, scene
from tests.specimens.people import Person, make_person
from tests.specimens.sheet import Specimen
from tests.specimens.titles_all import TITLE_LAYOUTS

SEED = 4
CLAIM = adult_outpatient(SEED)


def _paper(type: DocumentType) -> Specimen:
    return next(paper for paper in CLAIM.papers if paper.type is type)


def _exchanged(type: DocumentType, paper: Specimen) -> MadeClaim:
    return CLAIM.without(type).plus(paper)


def test_a_complete_claim_asks_nothing_and_says_so() -> None:
    assessment = assess_claim(CLAIM)
    assert asks(assessment) == {}
    assert question_keys(assessment) == []
    assert in_review(assessment) == set()
    assert assessment.is_complete
    assert "收齐" in assessment.message.subject + assessment.message.text


@pytest.mark.parametrize(
    ("type", "key", "words"),
    [
        (DocumentType.ID_CARD, "insured_id", "身份证"),
        (DocumentType.BANK_CARD, "bank_card", "储蓄卡"),
        (DocumentType.INV_OUTPATIENT, "bill", "票据"),
        (DocumentType.OP_RECORD, "medical_record", "门诊病历"),
        (DocumentType.FEE_LIST, "fee_list", "费用清单"),
    ],
)
def test_one_missing_paper_is_asked_for_and_nothing_else(type: DocumentType, key: str, words: str) -> None:
    assessment = assess_claim(CLAIM.without(type))
    assert asks(assessment) == {key: ItemState.MISSING}
    assert words in assessment.message.text
    assert words in assessment.message.sms


def test_all_that_is_missing_is_asked_for_at_once() -> None:
    assessment = assess_claim(CLAIM.without(DocumentType.BANK_CARD, DocumentType.OP_RECORD))
    assert set(asks(assessment)) == {"bank_card", "medical_record"}


def test_an_id_card_without_its_emblem_asks_for_that_side_only() -> None:
    front = scene(SEED).paper(DocumentType.ID_CARD, "portrait", _insured())
    assessment = assess_claim(_exchanged(DocumentType.ID_CARD, front))
    assert asks(assessment) == {"insured_id": ItemState.WRONG_SIDE_OR_PAGE}
    assert next(item for item in assessment.items if item.key == "insured_id").ask.sides == ("emblem",)
    assert "国徽" in assessment.message.text


def test_a_payment_slip_in_place_of_the_bill_is_answered_kindly() -> None:
    slip = next(iter(TITLE_LAYOUTS[DocumentType.PAYMENT_SLIP].values()))(random.Random(SEED))
    slip = replace(slip, name=f"claim-{SEED}/payment_slip")
    assessment = assess_claim(_exchanged(DocumentType.INV_OUTPATIENT, slip))
    assert asks(assessment) == {"bill": ItemState.MISSING}
    assert "付款" in assessment.message.text


def test_the_same_bill_photographed_twice_counts_once() -> None:
    bill = _paper(DocumentType.INV_OUTPATIENT)
    single, double = assess_claim(CLAIM), assess_claim(CLAIM.plus(bill))
    assert double.totals["total"] == single.totals["total"] == bill.fields["total"]
    assert double.is_complete


def test_the_order_of_the_papers_does_not_matter() -> None:
    turned = MadeClaim(facts=CLAIM.facts, papers=CLAIM.papers[::-1])
    assert assess_claim(turned).message.fingerprint == assess_claim(CLAIM).message.fingerprint


def test_a_bill_too_blurred_to_read_is_asked_for_again_and_never_called_missing() -> None:
    bill = _paper(DocumentType.INV_OUTPATIENT)
    blurred = FAULTS["blur"](random.Random(SEED), bill.pictures[0])
    again = replace(bill, name=f"claim-{SEED}/blurred_bill", pictures=(blurred,))
    assessment = assess_claim(_exchanged(DocumentType.INV_OUTPATIENT, again))
    assert asks(assessment).get("bill") in (ItemState.UNREADABLE, None)
    if "bill" not in asks(assessment):
        assert "bill" in in_review(assessment)


def test_a_card_of_somebody_else_is_not_taken_for_the_insured() -> None:
    other = make_person(random.Random(99), ages=(26, 60))
    card = scene(SEED).paper(DocumentType.ID_CARD, "both_in_one", other)
    assessment = assess_claim(_exchanged(DocumentType.ID_CARD, card))
    assert asks(assessment) == {"insured_id": ItemState.WRONG_PERSON}


def _insured() -> Person:
    return make_person(random.Random(SEED), ages=(26, 60))
